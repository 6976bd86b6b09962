"""A part of a commit's documents, written by another process as runs that the committing process takes over."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from index.document import Document
from index.engines.base import Edit
from index.engines.whoosh.codec.segment import Segment
from index.engines.whoosh.codec.toc import INDEX_NAME
from index.engines.whoosh.record import make_record
from index.engines.whoosh.runs import Runs, unwritable
from index.engines.whoosh.schema import SCHEMA


@dataclass(frozen=True, slots=True)
class Part:
    """``runs`` are the name, the number of documents and the deleted ones of each; ``replaced`` the URLs whose
    documents written before are out of date."""

    runs: list[tuple[str, int, set[int]]]
    replaced: list[str]

    def segments(self) -> list[Segment]:
        """The runs as segments."""
        return [Segment(INDEX_NAME, *run) for run in self.runs]


@dataclass(frozen=True, slots=True)
class PartWriter:
    """Writes runs into the ``folder`` of a writer that lives, and gathers documents in ``memory`` bytes.

    With ``rebuild`` nothing was written before.
    """

    folder: Path
    memory: int
    rebuild: bool

    def write(self, first: int, edits: Iterable[Edit]) -> Part:
        """Write documents; see ``base.PartWriter``."""
        runs = Runs(self.folder, SCHEMA, self.memory)
        replaced: list[str] = []
        with unwritable(self.folder):
            for url, document in edits:
                self._put(runs, url, document)
                if not self.rebuild:
                    replaced.append(url)
            runs.flush()
        return Part([(run.segid, run.documents, run.deleted) for run in runs.segments], replaced)

    def _put(self, runs: Runs, url: str, document: Document | None) -> None:
        if not self.rebuild:
            runs.remove("url", url)
        if document is not None:
            runs.add(make_record(document))
