"""The kinds of field that the codec stores, as Whoosh field types.

Documents arrive analysed: a text field takes terms, not text. The stock writer can index the same values through
``index()``, which the tests use to compare the two.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from whoosh import columns, fields, formats

Posting = tuple[bytes, int, float, bytes]
"""What Whoosh wants of a field: term, frequency, weight, encoded positions."""


class Terms(NamedTuple):
    """The value of a text field: terms in reading order, and their positions, which never fall.

    ``positions`` None means 0, 1, 2, …
    """

    terms: Sequence[str]
    positions: Sequence[int] | None = None


class TextField(fields.FieldType):  # type: ignore[misc]  # whoosh has no types
    """Terms with positions, scored."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), analyzer=None, scorable=True)

    def index(self, value: Terms, **_: Any) -> Iterator[Posting]:
        places: dict[str, list[int]] = defaultdict(list)
        for term, position in zip(value.terms, value.positions or range(len(value.terms)), strict=True):
            places[term].append(position)
        for term, positions in places.items():
            yield term.encode(), len(positions), float(len(positions)), self.format.encode(positions)


class KeyField(fields.FieldType):  # type: ignore[misc]
    """One key a document, such as its URL: found, not counted."""

    def __init__(self, unique: bool = False) -> None:
        super().__init__(formats.Existence(), analyzer=None, unique=unique)

    def index(self, value: str, **_: Any) -> Iterator[Posting]:
        yield value.encode(), 1, 1.0, b""


class FacetField(fields.FieldType):  # type: ignore[misc]
    """The keys of one facet, each once a document: found and counted."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None)

    def index(self, value: Sequence[str], **_: Any) -> Iterator[Posting]:
        for key in dict.fromkeys(value):
            yield key.encode(), 1, 1.0, b""


class NumberField(fields.COLUMN):  # type: ignore[misc]
    """A 64-bit number a document, for ranges and sorting. ``NO_NUMBER`` stands where there is none."""

    def __init__(self) -> None:
        super().__init__(columns.NumericColumn("q", default=NO_NUMBER))


class StoredField(fields.STORED):  # type: ignore[misc]
    """Text that is only given back."""


NO_NUMBER = -(2**63)
