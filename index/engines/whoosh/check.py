"""Checking a whole index: manifest, table of contents, every segment, and what must hold between them."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from crawler.errors import DamagedIndex, NoIndex
from index.engines.whoosh.codec.segment import Segment
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.codec.toc import latest_generation, read_toc
from index.engines.whoosh.codec.verify import segment_faults
from index.engines.whoosh.manifest import FileSum, Manifest


def check(folder: Path) -> list[str]:
    """What is wrong with the newest generation, a line each. Raises NoIndex, IndexVersionMismatch."""
    generation = latest_generation(folder)
    if generation == 0:
        raise NoIndex(f"{folder}: there is no index yet; run: izdeu reindex")
    try:
        manifest = Manifest.read(folder, generation)
        segments = read_toc(folder, generation)
    except FileNotFoundError as error:
        return [f"{error.filename} is missing"]
    except DamagedIndex as error:
        return [str(error).partition(";")[0]]
    faults = [fault for name, known in manifest.files.items() for fault in _file_faults(folder / name, known)]
    for segment in segments:
        faults += segment_faults(folder / segment.filename, segment.documents, segment.deleted)
    if not faults:
        faults += _faults_between(folder, manifest, segments)
    return list(dict.fromkeys(faults))


def _file_faults(path: Path, known: FileSum) -> Iterator[str]:
    try:
        if FileSum.of(path) != known:
            yield f"{path} is damaged"
    except FileNotFoundError:
        yield f"{path} is missing"


def _faults_between(folder: Path, manifest: Manifest, segments: list[Segment]) -> Iterator[str]:
    if {segment.filename for segment in segments} != {
        name for name in manifest.files if name.endswith(".seg")
    }:
        yield f"{folder}: manifest and table of contents name different segments"
    documents = sum(segment.doc_count() for segment in segments)
    if documents != manifest.documents:
        yield f"{folder}: {documents} documents, the manifest says {manifest.documents}"
    urls: set[bytes] = set()
    for segment in segments:
        file = segment.open(folder)
        live = _live_urls(file, segment)
        if len(live) != segment.doc_count():
            yield f"{folder / segment.filename}: {len(live)} URLs for {segment.doc_count()} documents"
        for url in live:
            if url in urls:
                yield f"{folder}: {url.decode('utf-8', 'replace')} stands in the index twice"
            urls.add(url)


def _live_urls(file: SegmentFile, segment: Segment) -> list[bytes]:
    """The URL of every document that is not deleted; a segment has one posting for each."""
    if not file.term_count("url"):
        return []
    starts = file.posting_starts("url")
    documents = file.posting_documents("url").tolist()
    owners = np.repeat(np.arange(len(starts) - 1), np.subtract(starts[1:], starts[:-1])).tolist()
    terms = file.terms("url")
    return [terms[owner] for owner, doc in zip(owners, documents, strict=True) if doc not in segment.deleted]
