"""The sites that are known by name; the facts are in sources.toml."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Source:
    """A site and where it lists its articles; ``start`` says in which order these are of use."""

    name: str
    host: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    note: str = ""

    @property
    def start(self) -> tuple[str, ...]:
        """The addresses a crawl of the site begins at: its feeds, else its lists, else its sitemaps."""
        return self.feeds or self.lists or self.sitemaps


@cache
def sources() -> dict[str, Source]:
    """Every known site by its name, in the order of the file."""
    text = resources.files(__package__).joinpath("sources.toml").read_text("utf-8")
    return {row["name"]: _source(row) for row in tomllib.loads(text)["source"]}


def _source(row: dict[str, str | list[str]]) -> Source:
    return Source(**{key: tuple(value) if isinstance(value, list) else value for key, value in row.items()})  # type: ignore[arg-type]
