"""The facet keys of each document, by number."""

from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.codec.arrays import Array, joined, offset_type, spans, starts_of
from index.engines.whoosh.vector.segments import Segments


class Values:
    """The key numbers of every document, over all segments; with a single one they stay in its file.

    ``mapped`` turns each segment's ordinals into key numbers, none where it lacks the field.
    """

    def __init__(self, segments: Segments, field: str, mapped: Sequence[Array]) -> None:
        found = list(zip(segments.files, mapped, strict=True))
        if len(found) == 1 and len(mapped[0]):
            self._starts, self._values = found[0][0].value_starts(field), found[0][0].values(field)
        else:
            counts = [
                np.diff(file.value_starts(field)) if len(numbers) else np.zeros(file.documents, np.uint32)
                for file, numbers in found
            ]
            values = [numbers.take(file.values(field)) for file, numbers in found if len(numbers)]
            starts = starts_of(joined(counts))
            self._starts, self._values = starts.astype(offset_type(int(starts[-1]))), joined(values)
        most = int(np.diff(self._starts).max(initial=0))
        self.are_single = most <= 1
        """Whether no document has more than one."""
        self._are_complete = self.are_single and len(self._values) == segments.documents

    def __len__(self) -> int:
        return len(self._values)

    def of(self, documents: Array) -> Array:
        """The key numbers of some documents, joined."""
        if self._are_complete:
            return self._values.take(documents)
        starts = self._starts.take(documents)
        ends = self._starts.take(documents + 1)
        if self.are_single:
            return self._values.take(starts[ends > starts])
        return self._values.take(spans(starts, ends - starts))

    def first_of(self, documents: Array) -> Array:
        """The first key number of each of some documents, -1 where it has none."""
        starts = self._starts.take(documents)
        found = np.full(len(documents), -1, np.int64)
        has = self._starts.take(documents + 1) > starts
        found[has] = self._values.take(starts[has])
        return found
