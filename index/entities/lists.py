"""The word lists of ``data/``: one entry a line, ``#`` begins a comment, a header says what the list is."""

from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[str, ...]:
    """The entries of ``data/<name>.txt`` in the order of the file."""
    text = files(__package__).joinpath("data", f"{name}.txt").read_text(encoding="utf-8")
    lines = (line.partition("#")[0].strip() for line in text.splitlines())
    return tuple(line for line in lines if line)


@cache
def words(name: str) -> frozenset[str]:
    """The words of ``data/<name>.txt``, lower case; several may share a line, parted by commas."""
    parts = (part.strip().lower() for row in rows(name) for part in row.split(","))
    return frozenset(part for part in parts if part)
