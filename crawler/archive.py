"""The archive: raw answers kept as WARC (ISO 28500), and WARC files of others read.

A run writes a file of its own, one record after the other, so a run that dies spoils the end of its own file
at most. Where a record stands is in the corpus.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.recordloader import ArcWarcRecord
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from crawler.errors import BadArticle, CorpusError, InputError, UnreadableFile
from crawler.journal import Place
from crawler.response import Response

FOLDER = "warc"
MAX_BODY = 10_000_000  # bytes of an unpacked page
# The body is kept unpacked and whole, so what said how it came over the wire would be wrong.
_TRANSPORT = frozenset(("content-encoding", "transfer-encoding", "content-length", "connection"))


@dataclass(frozen=True, slots=True)
class RawPage:
    """A page as it came: its bytes, and the charset that its HTTP header declared."""

    url: str
    body: bytes = field(repr=False)
    at: datetime
    charset: str | None = None


class Archive:
    """The folder ``warc`` of a data folder; its file is made with the first record."""

    def __init__(self, data: Path) -> None:
        self.folder = data / FOLDER
        self._file: BinaryIO | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, response: Response, at: datetime) -> Place:
        """Keep an answer; it is in the hands of the system when this returns. Raises CorpusError."""
        try:
            if self._file is None:
                self._file = self._new_file()
            place = Place(Path(self._file.name).name, self._file.seek(0, os.SEEK_END))
            writer = WARCWriter(self._file, gzip=True)
            writer.write_record(_record(writer, response, at))
        except OSError as error:
            raise CorpusError(f"{self.folder}: the archive cannot be written ({error.strerror})") from error
        return place

    def _new_file(self) -> BinaryIO:
        self.folder.mkdir(parents=True, exist_ok=True)
        name = f"izdeu-{datetime.now(UTC):%Y%m%d%H%M%S%f}-{os.getpid()}.warc.gz"
        return (self.folder / name).open("xb")

    def read(self, place: Place) -> RawPage:
        """The record at a place; raises UnreadableFile if it is not there or is damaged."""
        path = self.folder / place.file
        try:
            with path.open("rb") as file:
                file.seek(place.offset)
                record = next(iter(ArchiveIterator(file)), None)
                page = _page(record, path) if record is not None else None
        except OSError as error:
            raise UnreadableFile(path, str(error.strerror or error)) from error
        except ArchiveLoadFailed as error:
            raise UnreadableFile(path, f"damaged at byte {place.offset} ({_line(error)})") from error
        if page is None:
            raise UnreadableFile(path, f"no page at byte {place.offset}")
        return page


def _record(writer: WARCWriter, response: Response, at: datetime) -> ArcWarcRecord:
    headers = [(name, value) for name, value in response.headers.items() if name not in _TRANSPORT]
    http = StatusAndHeaders(str(response.status), headers, protocol="HTTP/1.1")
    moment = {"WARC-Date": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")}
    return writer.create_warc_record(
        response.url,
        "response",
        BytesIO(response.body),
        len(response.body),
        http_headers=http,
        warc_headers_dict=moment,
    )


def pages(path: Path, file: BinaryIO) -> Iterator[RawPage | InputError]:
    """The HTML pages of a ``.warc`` or ``.warc.gz`` file; what stands before damage is read."""
    records, found = ArchiveIterator(file), False
    try:
        for record in records:
            found = True
            try:
                page = _page(record, path)
            except InputError as error:
                yield error
            else:
                if page is not None:
                    yield page
    except (ArchiveLoadFailed, EOFError, ValueError) as error:
        yield UnreadableFile(path, f"damaged or cut off ({_line(error)})")
        return
    if not found:
        raise UnreadableFile(path, "the file is empty")


def _page(record: ArcWarcRecord, path: Path) -> RawPage | None:
    """None for a record that is no HTML page."""
    http = record.http_headers
    if record.rec_type != "response" or http is None or http.get_statuscode() != "200":
        return None
    kind = (http.get_header("content-type") or "").lower()
    if kind and "html" not in kind:
        return None
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    body = record.content_stream().read(MAX_BODY + 1)
    if len(body) > MAX_BODY:
        raise BadArticle(f"{path}: {url}", f"larger than {MAX_BODY / 1e6:g} MB")
    charset = Response(url, 200, {"content-type": kind}, b"").charset
    return RawPage(url, body, _moment(record.rec_headers.get_header("WARC-Date")), charset)


def _moment(text: str | None) -> datetime:
    try:
        return datetime.fromisoformat(text or "").astimezone(UTC)
    except ValueError:
        return datetime.now(UTC)


def _line(error: Exception) -> str:
    return " ".join(str(error).split())
