"""The segments of a merge, and where their documents go."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.codec.segment_file import SegmentFile

GONE = np.uint32(2**32 - 1)
"""The new number of a document that was deleted."""


@dataclass(slots=True)
class Source:
    """A segment to merge, and where its documents go: ``renumbered`` maps old numbers to new ones or ``GONE``."""

    file: SegmentFile
    kept: Array
    renumbered: Array

    @property
    def whole(self) -> bool:
        """Whether no document of it was deleted."""
        return len(self.kept) == self.file.documents


def sources_of(parts: Sequence[tuple[SegmentFile, set[int]]]) -> tuple[list[Source], int]:
    """The segments, each given with its deleted documents, and how many documents they make together."""
    sources, total = [], 0
    for file, deleted in parts:
        live = np.ones(file.documents, bool)
        live[list(deleted)] = False
        kept = np.flatnonzero(live)
        renumbered = np.full(file.documents, GONE, np.uint32)
        renumbered[kept] = np.arange(total, total + len(kept), dtype=np.uint32)
        sources.append(Source(file, kept, renumbered))
        total += len(kept)
    return sources, total
