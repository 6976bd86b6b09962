"""Kinds of query that Whoosh lacks: a range of numbers, words near each other, what is recent first."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from whoosh import query
from whoosh.matching import ListMatcher
from whoosh.query.wrappers import WrappingQuery

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.fields import NO_NUMBER


class ColumnRange(query.Query):  # type: ignore[misc]  # whoosh has no types
    """Documents whose number is at least ``start`` and less than ``end`` (None is open); each scores ``boost``."""

    def __init__(self, fieldname: str, start: int | None, end: int | None, boost: float = 1.0) -> None:
        self.fieldname, self.start, self.end, self.boost = fieldname, start, end, boost

    def holds(self, numbers: Array) -> Array:
        """Which of the numbers lie in the range; the lowest value of their type is no number."""
        lowest = np.iinfo(numbers.dtype).min
        inside = numbers > lowest if self.start is None else numbers >= max(self.start, lowest + 1)
        if self.end is not None:
            inside &= numbers < self.end
        return np.asarray(inside)

    def matcher(self, searcher: Any, context: Any = None) -> ListMatcher:
        """Whoosh's own searcher reads the column number by number."""
        reader = searcher.reader()
        if not reader.has_column(self.fieldname):
            return ListMatcher([])
        column = reader.column_reader(self.fieldname)
        found = [
            number
            for number in reader.all_doc_ids()
            if column[number] != NO_NUMBER
            and (self.start is None or column[number] >= self.start)
            and (self.end is None or column[number] < self.end)
        ]
        return ListMatcher(found, [self.boost] * len(found))

    def is_leaf(self) -> bool:
        return True

    def estimate_size(self, ixreader: Any) -> int:
        return int(ixreader.doc_count())

    def estimate_min_size(self, ixreader: Any) -> int:
        return 0

    def __repr__(self) -> str:
        return f"ColumnRange({self.fieldname!r}, {self.start}, {self.end})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, ColumnRange) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.fieldname, self.start, self.end, self.boost))


class Near(query.Query):  # type: ignore[misc]
    """All of the words, the first and the last of them at most ``slop`` positions apart, in any order.

    Only the vectorised searcher answers it. Scores add up as those of a phrase do.
    """

    def __init__(self, fieldname: str, words: Sequence[str], slop: int, boost: float = 1.0) -> None:
        self.fieldname, self.words, self.slop, self.boost = (
            fieldname,
            tuple(dict.fromkeys(words)),
            slop,
            boost,
        )

    def is_leaf(self) -> bool:
        return True

    def __repr__(self) -> str:
        return f"Near({self.fieldname!r}, {self.words}, {self.slop})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Near) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.fieldname, self.words, self.slop, self.boost))


class Weighted(WrappingQuery):  # type: ignore[misc]
    """What ``child`` matches, its scores times ``boost``, whatever kind of query it is."""

    def __init__(self, child: query.Query, boost: float) -> None:
        super().__init__(child)
        self.boost = boost

    def _rewrap(self, child: query.Query) -> query.Query:
        return Weighted(child, self.boost)

    def __repr__(self) -> str:
        return f"Weighted({self.child!r}, {self.boost})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Weighted) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.child, self.boost))


class Recent(query.Query):  # type: ignore[misc]
    """What ``wanted`` matches; scores are multiplied by ½ + ½ · 2^(−age / half-life), ages by a column of seconds.

    Only the vectorised searcher answers it. ``half_life`` and ``now`` are in seconds. A document without a number
    is older than any other, one with a later number than ``now`` is new.
    """

    def __init__(self, wanted: query.Query, fieldname: str, half_life: float, now: float) -> None:
        self.query, self.fieldname, self.half_life, self.now = wanted, fieldname, half_life, now
        self.boost = 1.0

    def factors(self, numbers: Array) -> Array:
        """What scores are multiplied by."""
        ages = np.maximum(self.now - numbers.astype(np.float64), 0.0)
        return np.asarray(0.5 + 0.5 * np.exp2(-ages / self.half_life))

    def normalize(self) -> query.Query:
        return Recent(self.query.normalize(), self.fieldname, self.half_life, self.now)

    def __repr__(self) -> str:
        return f"Recent({self.query!r}, {self.fieldname!r}, {self.half_life}, {self.now})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Recent) and vars(self) == vars(other)

    def __hash__(self) -> int:
        return hash((self.query, self.fieldname, self.half_life, self.now))
