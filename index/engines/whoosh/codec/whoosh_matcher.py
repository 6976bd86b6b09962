"""The postings of one term as Whoosh's own matchers pass over them."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.reading import TermInfo

from index.engines.whoosh.codec.arrays import Array, starts_of
from index.engines.whoosh.codec.lengths import LENGTHS
from index.engines.whoosh.codec.segment_file import Postings, SegmentFile


def term_info(file: SegmentFile, postings: Postings) -> TermInfo:
    """What Whoosh asks of a term: its totals and extremes."""
    documents = postings.documents
    info = {"df": len(documents), "minid": int(documents[0]), "maxid": int(documents[-1])}
    if not file.is_text(postings.field):
        return TermInfo(weight=float(len(documents)), maxweight=1.0, minlength=0, **info)
    frequencies = file.frequencies(postings)
    lengths = LENGTHS[file.norms(postings.field)[documents]]
    return TermInfo(
        weight=float(frequencies.sum()),
        maxweight=float(frequencies.max()),
        minlength=int(lengths.min()),
        maxlength=int(lengths.max()),
        **info,
    )


class Matcher(LeafMatcher):  # type: ignore[misc]
    """The postings of one term, one after another."""

    def __init__(self, file: SegmentFile, postings: Postings, text: bytes, format_: Any, scorer: Any) -> None:
        self.file, self.postings = file, postings
        self.format, self.scorer = format_, scorer
        self._term = (postings.field, text)
        self._documents = postings.documents.tolist()
        self._is_text = file.is_text(postings.field)
        self._frequencies: Array = (
            file.frequencies(postings) if self._is_text else np.ones(len(self._documents), np.int64)
        )
        self._starts = starts_of(self._frequencies)
        self._at = 0

    def copy(self) -> "Matcher":
        twin = object.__new__(Matcher)
        twin.__dict__.update(self.__dict__)
        return twin

    def is_active(self) -> bool:
        return self._at < len(self._documents)

    def reset(self) -> None:
        self._at = 0

    def id(self) -> int:
        return int(self._documents[self._at])

    def all_ids(self) -> Iterator[int]:
        return iter(self._documents[self._at :])

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._at += 1
        return True

    def skip_to(self, docid: int) -> bool:
        if not self.is_active():
            raise ReadTooFar
        before = self._at
        self._at += int(np.searchsorted(self.postings.documents[self._at :], docid))
        return self._at > before

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() <= minquality:
            self._at = len(self._documents)
            return 1
        return 0

    def weight(self) -> float:
        return float(self._frequencies[self._at])

    def value(self) -> Any:
        raise NotImplementedError("positions are read through value_as()")

    def value_as(self, astype: str) -> Any:
        if astype != "positions" or not self._is_text:
            return super().value_as(astype)
        return self.file.positions(self.postings, np.array([self._at]))[1].tolist()

    def block_min_length(self) -> int:
        return int(term_info(self.file, self.postings).min_length())

    def block_max_length(self) -> int:
        return int(term_info(self.file, self.postings).max_length())

    def block_max_weight(self) -> float:
        return float(self._frequencies.max())
