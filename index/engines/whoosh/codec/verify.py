"""Verifying a segment: every page against its sum, and every array against those that it refers to."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np

from crawler.errors import DamagedIndex, IndexVersionMismatch
from index.engines.whoosh.codec.arrays import Array, joined, starts_of
from index.engines.whoosh.codec.lengths import encode_lengths
from index.engines.whoosh.codec.positions import MARK
from index.engines.whoosh.codec.segment_file import SegmentFile

_AT_ONCE = 1 << 22


def segment_faults(path: Path, documents: int, deleted: set[int]) -> Iterator[str]:
    """What is wrong with a segment of so many documents, a line each. Nothing where it is whole."""
    try:
        file = SegmentFile(path)
    except (DamagedIndex, IndexVersionMismatch) as error:
        yield str(error).partition(";")[0]
        return
    except FileNotFoundError:
        yield f"{path} is missing"
        return
    damaged = file.container.check()
    if damaged:
        yield f"{path} is damaged in {', '.join(damaged)}"
        return
    if file.documents != documents:
        yield f"{path} holds {file.documents} documents, the table of contents says {documents}"
    if deleted and max(deleted) >= file.documents:
        yield f"{path} has deletions beyond its documents"
    for fault in _array_faults(file):
        yield f"{path}: {fault}"


def _array_faults(file: SegmentFile) -> Iterator[str]:
    groups = list(_all_group_faults(file))
    yield from groups
    if groups:  # what else is wrong follows from that
        return
    for field in file.fields:
        yield from _term_faults(file, field)
        yield from _posting_faults(file, field)
        if file.is_text(field):
            yield from _text_faults(file, field)
        if f"{field}/values" in file.container:
            yield from _facet_faults(file, field)
    for name in file.container.names():
        field, _, kind = name.rpartition("/")
        if kind == "column" and file.container.length(name) != file.documents:
            yield f"{field}: numbers for {file.container.length(name)} documents"


def _all_group_faults(file: SegmentFile) -> Iterator[str]:
    by_term = {"term_starts": "terms", "run_starts": "run_high"}
    by_document = {"value_starts": "values", "stored_starts": "stored"}
    for name in file.container.names():
        field, _, kind = name.rpartition("/")
        members = by_term.get(kind) or by_document.get(kind)
        if members:
            groups = file.documents if kind in by_document else file.term_count(field)
            yield from _group_faults(file, name, f"{field}/{members}", groups)
        if kind == "run_begins":
            yield from _group_faults(file, name, f"{field}/docs", file.container.length(f"{field}/run_high"))


def _group_faults(file: SegmentFile, name: str, members: str, groups: int) -> Iterator[str]:
    starts, total = file.container.array(name), file.container.length(members)
    if len(starts) != groups + 1 or starts[0] or starts[-1] != total or np.any(starts[1:] < starts[:-1]):
        yield f"{name} does not divide {total} into {groups}"


def _term_faults(file: SegmentFile, field: str) -> Iterator[str]:
    count = file.term_count(field)
    last = b""
    for first in range(0, count, 1 << 16):
        terms = [last, *file.terms(field, first, min(count, first + (1 << 16)))]
        if any(a >= b for a, b in zip(terms[first == 0 :], terms[1 + (first == 0) :], strict=False)):
            yield f"{field}: terms are out of order"
            return
        last = terms[-1]


def _stretches(file: SegmentFile, field: str) -> Iterator[tuple[int, int, Array]]:
    """Ranges of term ordinals with a bounded number of postings, and where the postings of each term begin."""
    starts = file.posting_starts(field)
    first, count = 0, len(starts) - 1
    while first < count:
        last = int(np.searchsorted(starts, starts[first] + _AT_ONCE, side="right")) - 1
        last = min(max(last, first + 1), count)
        yield first, last, starts[first : last + 1]
        file.container.release()
        first = last


def _posting_faults(file: SegmentFile, field: str) -> Iterator[str]:
    for first, last, starts in _stretches(file, field):
        documents = file.posting_documents(field, first, last)
        rising = documents[1:] > documents[:-1]
        rising[starts[1:-1] - starts[0] - 1] = True  # from one term to the next
        if not rising.all() or documents.max() >= file.documents:
            yield f"{field}: postings are out of order or beyond the documents"
            return


def _text_faults(file: SegmentFile, field: str) -> Iterator[str]:
    container, positions = file.container, file.positions_of(field)
    for name, numbers in (("frequencies", positions.frequencies), ("positions_high", positions.high)):
        if not numbers.is_whole(
            container.length(f"{field}/docs" if name == "frequencies" else f"{field}/positions")
        ):
            yield f"{field}/{name}: the large numbers are not where their places say"
            return
    lengths = np.zeros(file.documents, np.int64)
    marks = container.array(f"{field}/position_marks").astype(np.int64)
    marked, occurrences = [], 0
    for first, last, starts in _stretches(file, field):
        start, stop = int(starts[0]), int(starts[-1])
        frequencies = positions.frequencies.range(start, stop)
        documents = file.posting_documents(field, first, last)
        lengths += np.bincount(documents, frequencies, minlength=file.documents).astype(np.int64)
        marked.append(starts_of(frequencies)[:-1][-start % MARK :: MARK] + occurrences)
        occurrences += int(frequencies.sum())
    if occurrences != container.length(f"{field}/positions") or occurrences != file.lengths.get(field):
        yield f"{field}: frequencies do not add up to the positions"
    if not np.array_equal(encode_lengths(lengths), file.norms(field)):
        yield f"{field}: lengths of documents do not agree with their postings"
    if not np.array_equal(marks, [*joined(marked), occurrences]):
        yield f"{field}: marks of positions do not agree with the frequencies"


def _facet_faults(file: SegmentFile, field: str) -> Iterator[str]:
    values = file.values(field)
    postings = np.diff(file.posting_starts(field))
    if not np.array_equal(np.bincount(values, minlength=len(postings)), postings):
        yield f"{field}: values of documents do not agree with the postings"
