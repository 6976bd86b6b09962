"""The Whoosh schema. Always given when an index is opened, so none is ever unpickled from it.

Text arrives analysed: these fields take terms and positions instead of running an analyser.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any

from whoosh import columns, fields, formats

from index.query import FACETS

FACET_SEPARATOR = "\x1f"
UNKNOWN_MOMENT = -(2**62)
"""Stands in the column of publication moments (Unix seconds) where none is known."""

Posting = tuple[bytes, int, float, bytes]
"""What Whoosh wants of a field: term, frequency, weight, encoded positions."""


class GivenTermsField(fields.FieldType):  # type: ignore[misc]  # whoosh has no types
    """Text given as (term, position) pairs; scored, with positions."""

    def __init__(self) -> None:
        super().__init__(formats.Positions(), analyzer=None, scorable=True)

    def index(self, value: Sequence[tuple[str, int]], **_: Any) -> Iterator[Posting]:
        positions: dict[str, list[int]] = defaultdict(list)
        for term, position in value:
            positions[term].append(position)
        for term, places in positions.items():
            yield term.encode(), len(places), float(len(places)), self.format.encode(places)


class FacetField(fields.FieldType):  # type: ignore[misc]
    """The keys of one facet: postings for filtering, a column of all keys for counting."""

    def __init__(self) -> None:
        super().__init__(formats.Existence(), analyzer=None)
        self.set_sortable(columns.VarBytesColumn())

    def index(self, value: Sequence[str], **_: Any) -> Iterator[Posting]:
        for key in dict.fromkeys(value):
            yield key.encode(), 1, 1.0, b""

    def to_column_value(self, value: Sequence[str]) -> bytes:
        return FACET_SEPARATOR.join(value).encode()


SCHEMA = fields.Schema(
    url=fields.ID(unique=True),
    title=GivenTermsField(),
    text=GivenTermsField(),
    person=GivenTermsField(),
    title_exact=GivenTermsField(),
    text_exact=GivenTermsField(),
    person_exact=GivenTermsField(),
    published=fields.NUMERIC(numtype=int, bits=64, signed=True),
    moment=fields.COLUMN(columns.NumericColumn("q", default=UNKNOWN_MOMENT)),
    article=fields.STORED(),
    **{f"facet_{name}": FacetField() for name in FACETS},
)
