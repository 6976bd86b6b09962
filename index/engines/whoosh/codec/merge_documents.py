"""Merging what belongs to documents: columns of numbers, and stored text."""

from collections.abc import Iterator

import numpy as np

from index.engines.whoosh.codec.arrays import Array, first_of_runs, joined
from index.engines.whoosh.codec.collect import narrow_numbers
from index.engines.whoosh.codec.container import ContainerWriter
from index.engines.whoosh.codec.documents import write_starts
from index.engines.whoosh.codec.sources import Source
from index.engines.whoosh.fields import NO_NUMBER

_DOCUMENTS_AT_ONCE = 1 << 16


def _names(sources: list[Source], ending: str) -> list[str]:
    found = {name for source in sources for name in source.file.container.names() if name.endswith(ending)}
    return sorted(name.removesuffix(ending) for name in found)


def merge_columns(sources: list[Source], out: ContainerWriter) -> None:
    """Merge the columns of numbers."""
    for name in _names(sources, "/column"):
        parts = []
        for source in sources:
            column = source.file.column(name)
            if column is None:
                parts.append(np.full(len(source.kept), NO_NUMBER))
                continue
            numbers = column[source.kept].astype(np.int64)
            numbers[numbers == np.iinfo(column.dtype).min] = NO_NUMBER
            parts.append(numbers)
        out.add(f"{name}/column", narrow_numbers(joined(parts)))


def merge_stored(sources: list[Source], out: ContainerWriter) -> None:
    """Merge the stored text."""
    for name in _names(sources, "/stored"):
        having = [source for source in sources if f"{name}/stored" in source.file.container]
        lengths = [
            np.diff(source.file.container.array(f"{name}/stored_starts").astype(np.int64))[source.kept]
            if source in having
            else np.zeros(len(source.kept), np.int64)
            for source in sources
        ]
        write_starts(f"{name}/stored_starts", joined(lengths), out)
        out.add_parts(f"{name}/stored", np.uint8, _stored_parts(name, having))


def _stored_parts(name: str, sources: list[Source]) -> Iterator[Array]:
    """The stored bytes of the documents that are kept, run by run."""
    for source in sources:
        starts = source.file.container.array(f"{name}/stored_starts")
        for chunk in range(0, len(source.kept), _DOCUMENTS_AT_ONCE):
            kept = source.kept[chunk : chunk + _DOCUMENTS_AT_ONCE]
            first = first_of_runs(kept - np.arange(len(kept)))
            after = np.append(first[1:], len(kept)) - 1
            for start, stop in zip(
                starts[kept[first]].tolist(), starts[kept[after] + 1].tolist(), strict=True
            ):
                yield source.file.container.part(f"{name}/stored", start, stop)
            source.file.container.release()
