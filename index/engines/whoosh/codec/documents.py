"""Document numbers of postings: only their low 16 bits, in runs that share the others.

A run is the postings of one term within 65,536 documents; reading it is one addition over an array.
"""

from pathlib import Path

import numpy as np

from index.engines.whoosh.codec.arrays import Array, joined, narrowest, offset_type, starts_of
from index.engines.whoosh.codec.container import Container, ContainerWriter, Spool

_BITS = 16
_MANY_RUNS = 64
"""So many runs are lifted all at once, fewer one by one."""


def write_starts(name: str, counts: Array, out: ContainerWriter) -> None:
    """Write where each of consecutive groups begins."""
    starts = starts_of(counts)
    out.add(name, starts.astype(offset_type(int(starts[-1]))))


class DocumentsWriter:
    """Takes the postings of whole terms part by part."""

    def __init__(self, folder: Path) -> None:
        self._low = Spool(folder, np.uint16)
        self._runs: list[Array] = []
        self._lengths: list[Array] = []
        self._high: list[Array] = []

    def append(self, documents: Array, counts: Array) -> None:
        """Add the documents of some terms, ascending in each; ``counts`` says how many each term has, at least one."""
        high = documents >> _BITS
        begins = np.empty(len(documents), bool)
        np.not_equal(high[1:], high[:-1], out=begins[1:])
        starts = starts_of(counts)[:-1]
        begins[starts] = True
        first = np.flatnonzero(begins)
        if len(counts):
            self._runs.append(np.add.reduceat(begins, starts, dtype=np.uint32))
        self._lengths.append(np.diff(first, append=len(documents)).astype(np.uint32))
        self._high.append(high[first].astype(np.uint16))
        self._low.append(documents.astype(np.uint16))

    def write(self, name: str, out: ContainerWriter) -> None:
        """Write all of them."""
        out.add_spool(f"{name}/docs", self._low)
        write_starts(f"{name}/run_starts", joined(self._runs), out)
        self._runs.clear()
        write_starts(f"{name}/run_begins", joined(self._lengths), out)
        self._lengths.clear()
        high = joined(self._high)
        out.add(f"{name}/run_high", high.astype(narrowest(int(high.max(initial=0)))))


class Documents:
    """The postings of one field, read; safe from many threads."""

    def __init__(self, container: Container, field: str) -> None:
        self._container = container
        self._docs, self._runs = f"{field}/docs", f"{field}/run_starts"
        self._begins, self._high = f"{field}/run_begins", f"{field}/run_high"

    def starts(self, first: int, last: int) -> Array:
        """Where the postings of the terms from ``first`` to ``last`` begin, and where they end: last − first + 1."""
        runs = self._container.part(self._runs, first, last + 1)
        base = int(runs[0])
        begins = self._container.part(self._begins, base, int(runs[-1]) + 1)
        return np.asarray(begins[runs - base])

    def bounds(self, ordinal: int) -> tuple[int, int]:
        """Where the postings of one term begin and end."""
        first, last = self._container.part(self._runs, ordinal, ordinal + 2).tolist()
        start = int(self._container.part(self._begins, first, first + 1)[0])
        return start, int(self._container.part(self._begins, last, last + 1)[0])

    def of(self, first: int, last: int) -> tuple[int, Array]:
        """The postings of the terms from ``first`` to before ``last``: (where they begin, documents)."""
        run, end = self._container.part(self._runs, first, last + 1)[[0, -1]].tolist()
        begins = self._container.part(self._begins, run, end + 1)
        high = self._container.part(self._high, run, end).astype(np.intp)
        high <<= _BITS
        start, stop = int(begins[0]), int(begins[-1])
        documents = self._container.part(self._docs, start, stop).astype(np.intp)
        if len(high) >= _MANY_RUNS:
            documents |= np.repeat(high, np.diff(begins))
        else:
            edges = (begins - start).tolist()
            for number, lift in enumerate(high.tolist()):
                if lift:
                    documents[edges[number] : edges[number + 1]] |= lift
        documents.setflags(write=False)
        return start, documents
