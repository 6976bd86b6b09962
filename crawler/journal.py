"""The journal of a crawl, kept beside the articles: what was fetched, and which links still wait."""

import dataclasses
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from crawler.database import explained, transaction


@dataclass(frozen=True, slots=True)
class Place:
    """Where a raw page stands in the archive: file name within its folder, byte offset."""

    file: str
    offset: int


class Kind(StrEnum):
    """What a link is expected to lead to."""

    LISTING = "listing"
    NEXT = "next"  # the next page of a list: of use only while this one has something new
    ARTICLE = "article"


@dataclass(frozen=True, slots=True)
class Link:
    """A link that a listing gave; ``modified`` is what the listing says of its last change, if anything."""

    url: str
    kind: Kind = Kind.ARTICLE
    modified: datetime | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One answer to one request: ``status`` as in HTTP (0 when none came), ``bytes`` as read from the wire.

    ``outcome`` is "new", "changed" or "same" for a stored article, else the reason in words.
    """

    url: str
    at: datetime
    status: int = 0
    outcome: str = ""
    etag: str = ""
    last_modified: str = ""
    bytes: int = 0


COLUMNS = ", ".join(field.name for field in dataclasses.fields(Fetch))


class Journal:
    """Fetch log and queue; part of the corpus file, so that an article and its entry are written at once."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with explained(self._path), transaction(self._connection):
            yield self._connection

    def fetched(self, url: str) -> Fetch | None:
        """The last entry of a URL."""
        with explained(self._path):
            row = self._connection.execute(
                f"SELECT {COLUMNS} FROM fetch WHERE url = ? ORDER BY id DESC LIMIT 1", (url,)
            ).fetchone()
        return None if row is None else Fetch(row[0], datetime.fromisoformat(row[1]), *row[2:])

    def fetched_whole(self, url: str) -> datetime | None:
        """When a URL was last answered with a body, not with 304."""
        query = "SELECT at FROM fetch WHERE url = ? AND status = 200 ORDER BY id DESC LIMIT 1"
        with explained(self._path):
            row = self._connection.execute(query, (url,)).fetchone()
        return None if row is None else datetime.fromisoformat(row[0])

    def settle(self, fetch: Fetch, links: Iterable[Link] = (), start: str = "") -> None:
        """Log a fetch, take its URL off the queue, and queue the links it gave for the crawl of ``start``."""
        with self._writing() as connection:
            connection.execute(
                f"INSERT INTO fetch ({COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)",
                (fetch.url, fetch.at.astimezone(UTC).isoformat(), *dataclasses.astuple(fetch)[2:]),
            )
            connection.execute("DELETE FROM queue WHERE url = ?", (fetch.url,))
            self.queue(links, start)

    def queue(self, links: Iterable[Link], start: str) -> None:
        """Let links wait for the crawl of ``start``; one that waits already keeps its place."""
        rows = (
            (link.url, start, link.kind.value, link.modified.isoformat() if link.modified else "")
            for link in links
        )
        with self._writing() as connection:
            connection.executemany(
                "INSERT OR IGNORE INTO queue (url, start, kind, modified) VALUES (?, ?, ?, ?)", rows
            )

    def keep(self, url: str, place: Place, at: datetime) -> None:
        """Remember where the raw page of a URL stands in the archive; a later one takes its place."""
        with self._writing() as connection:
            connection.execute(
                "REPLACE INTO raw VALUES (?, ?, ?, ?)",
                (url, place.file, place.offset, at.astimezone(UTC).isoformat()),
            )

    def kept(self) -> list[tuple[str, Place]]:
        """The URLs whose raw pages are in the archive, and where, in the order they came."""
        with explained(self._path):
            rows = self._connection.execute("SELECT url, file, offset FROM raw ORDER BY at, url").fetchall()
        return [(url, Place(file, offset)) for url, file, offset in rows]

    def place(self, url: str) -> Place | None:
        """Where the raw page of a URL stands in the archive; None where it is not kept."""
        with explained(self._path):
            row = self._connection.execute("SELECT file, offset FROM raw WHERE url = ?", (url,)).fetchone()
        return None if row is None else Place(*row)

    def drop(self, url: str) -> None:
        """Let a link wait no longer, though it was not fetched."""
        with self._writing() as connection:
            connection.execute("DELETE FROM queue WHERE url = ?", (url,))

    def waiting(self, start: str) -> list[Link]:
        """The links that wait for the crawl of ``start``, in the order they were found."""
        with explained(self._path):
            rows = self._connection.execute(
                "SELECT url, kind, modified FROM queue WHERE start = ? ORDER BY id", (start,)
            ).fetchall()
        return [
            Link(url, Kind(kind), datetime.fromisoformat(modified) if modified else None)
            for url, kind, modified in rows
        ]
