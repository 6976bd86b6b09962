"""A segment as Whoosh's table of contents knows it."""

from pathlib import Path
from typing import Any

from whoosh.codec import base

from index.engines.whoosh.codec.segment_file import SegmentFile

EXTENSION = ".seg"


class Segment(base.Segment):  # type: ignore[misc]  # whoosh has no types
    """What the table of contents knows of a segment: its name, how many documents, which are deleted."""

    def __init__(
        self, indexname: str, name: str = "", documents: int = 0, deleted: set[int] | None = None
    ) -> None:
        super().__init__(indexname)
        self.segid: str = name or self._random_id()
        self.documents = documents
        self.deleted: set[int] = deleted or set()
        self._file: SegmentFile | None = None

    def open(self, folder: Path) -> SegmentFile:
        """Its file, opened once."""
        if self._file is None:
            self._file = SegmentFile(folder / self.filename)
        return self._file

    @property
    def file(self) -> SegmentFile:
        """Its file, which is open."""
        assert self._file is not None
        return self._file

    def share(self, file: SegmentFile) -> None:
        """Use a file that was opened before; files of segments never change."""
        self._file = file

    @property
    def filename(self) -> str:
        """The name of its file."""
        return str(self.make_filename(EXTENSION))

    def codec(self) -> Any:
        from index.engines.whoosh.codec.whoosh_codec import IzdeuCodec

        return IzdeuCodec()

    def doc_count_all(self) -> int:
        return self.documents

    def set_doc_count(self, doccount: int) -> None:
        self.documents = doccount

    def deleted_count(self) -> int:
        return len(self.deleted)

    def deleted_docs(self) -> set[int]:
        return self.deleted

    def is_deleted(self, docnum: int) -> bool:
        return docnum in self.deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        (self.deleted.add if delete else self.deleted.discard)(docnum)

    def should_assemble(self) -> bool:
        return False
