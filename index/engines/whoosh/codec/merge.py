"""Several segments → one, deleted documents left out, as a stream: memory does not grow with the index.

Each source keeps the order of its documents and follows the source before it.
"""

from collections.abc import Sequence
from pathlib import Path

from index.engines.whoosh.codec.container import ContainerWriter
from index.engines.whoosh.codec.merge_documents import merge_columns, merge_stored
from index.engines.whoosh.codec.merge_terms import FieldMerge
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.codec.sources import sources_of


def merge(parts: Sequence[tuple[SegmentFile, set[int]]], path: Path) -> int:
    """Write the segments, each given with its deleted documents, as one; gives the number of documents.

    Raises OSError, or DamagedIndex for a source that is damaged.
    """
    sources, total = sources_of(parts)
    with ContainerWriter(path) as out:
        out.facts.update(documents=total, lengths={})
        for field in sorted({field for source in sources for field in source.file.fields}):
            FieldMerge(field, sources, total, out).run()
        merge_columns(sources, out)
        merge_stored(sources, out)
    return total
