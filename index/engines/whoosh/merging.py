"""Which segments a commit merges: small ones often, large ones seldom, never more than eight left."""

from collections.abc import Sequence
from typing import Any

from whoosh.reading import SegmentReader

from index.engines.whoosh.codec.segment import Segment

MAX_SEGMENTS = 8
_GROWTH = 2
"""A merge takes in the next larger segment while that is at most this many times what it has already."""
_TOO_MANY_DELETED = 1 / 3


def choose_segments(writer: Any, segments: Sequence[Segment]) -> list[Segment]:
    """A merge policy for Whoosh's writer: hands over what is to be merged, gives back what stays.

    A segment that a third of is deleted is written anew. A document is copied about log(N) times in its life.
    """
    chosen = to_merge([(segment.doc_count_all(), segment.deleted_count()) for segment in segments])
    for number in chosen:
        writer.add_reader(SegmentReader(writer.storage, writer.schema, segments[number]))
    return [segment for number, segment in enumerate(segments) if number not in chosen]


def to_merge(sizes: Sequence[tuple[int, int]]) -> list[int]:
    """Numbers of the segments to merge into one, given (documents, deleted) of each."""
    live = [documents - deleted for documents, deleted in sizes]
    chosen = {
        number
        for number, (documents, deleted) in enumerate(sizes)
        if documents - deleted > 0 and deleted > documents * _TOO_MANY_DELETED
    }
    by_size = sorted(
        (number for number in range(len(sizes)) if live[number]), key=lambda number: live[number]
    )
    if len(by_size) > MAX_SEGMENTS:
        surplus = len(by_size) - MAX_SEGMENTS + 1
        total = 0
        for rank, number in enumerate(by_size):
            if rank >= surplus and live[number] > _GROWTH * total:
                break
            chosen.add(number)
            total += live[number]
    return sorted(chosen)
