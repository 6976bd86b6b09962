"""What the suffix table is made of: a ``Group`` of ``Row`` for each layer of a word, and how its text is read."""

from dataclasses import dataclass

from index.text.kazakh.letters import CLASSES


@dataclass(frozen=True, slots=True)
class Row:
    """One suffix: its back and front form (or one for both), the letters it may follow, an example."""

    forms: tuple[str, ...]
    after: str
    example: str


@dataclass(frozen=True, slots=True)
class Group:
    """One layer: the layers it may follow, the layer it makes, its rows; ``kept`` if it makes a new word."""

    name: str
    after: tuple[str, ...]
    then: str
    rows: tuple[Row, ...]
    kept: bool = False


def group(name: str, after: str, then: str, rows: str, kept: bool = False) -> Group:
    """A group from its text: one row a line, "forms  classes of letters  example", columns two spaces apart."""
    return Group(name, tuple(after.split()), then, tuple(map(_row, rows.strip().splitlines())), kept)


def _row(line: str) -> Row:
    forms, after, example = (column.strip() for column in line.strip().split("  ") if column.strip())
    return Row(tuple(forms.split()), "".join(CLASSES.get(word, word) for word in after.split()), example)
