"""The corpus: every article taken in, its earlier versions, and a numbered trail of changes."""

import dataclasses
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from crawler.article import Article
from crawler.database import connect, explained, transaction
from crawler.errors import CorpusError
from crawler.journal import Fetch, Journal
from crawler.stories import Stories

FILE_NAME = "corpus.sqlite"


class Stored(StrEnum):
    """What a put did to the corpus."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"


@dataclass(frozen=True, slots=True)
class Change:
    """Change ``number`` of the corpus: the article as it stands now, or None where it was removed."""

    number: int
    url: str
    article: Article | None


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell one story in nearly the same words, the first published first; those without a
    date come last."""

    articles: tuple[Article, ...]

    @property
    def first(self) -> Article:
        return self.articles[0]


class Corpus:
    """Articles keyed by canonical URL, in ``corpus.sqlite`` of a data folder.

    Each new, changed or removed article takes the next change number, and so does one whose story changed
    (``grouping``); a URL holds its latest one only.
    Many processes may read while one writes. Every method may raise CorpusError.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection
        self.journal = Journal(path, connection)
        self.grouping = Stories(path, connection)

    @classmethod
    def open(cls, data: Path) -> Self:
        """Open the corpus of a data folder; folder and file are made if missing."""
        try:
            data.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CorpusError(f"{data}: the data folder cannot be made ({error.strerror})") from error
        path = data / FILE_NAME
        return cls(path, connect(path))

    def close(self) -> None:
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @property
    def identity(self) -> str:
        """32 hex digits of this file; a corpus made anew has others, though its numbers start again."""
        with explained(self.path):
            return str(self._connection.execute("SELECT identity FROM corpus").fetchone()[0])

    def put(self, article: Article, fetch: Fetch | None = None) -> Stored:
        """Store an article and, in the same transaction, the log entry of the fetch that brought it.

        The moment of fetching does not make an article a changed one.
        """
        with explained(self.path), transaction(self._connection):
            before = self.get(article.url)
            stored = Stored.NEW if before is None else Stored.CHANGED
            if before is not None and _content(before) == _content(article):
                stored = Stored.SAME
            else:
                self._keep_version(article.url)
                self._write(article.url, article.to_json())
            if fetch is not None:
                self.journal.settle(dataclasses.replace(fetch, outcome=stored.value))
        return stored

    def remove(self, url: str) -> bool:
        """Take an article out, its last version kept; False if it was not there."""
        with explained(self.path), transaction(self._connection):
            if self.get(url) is None:
                return False
            self._keep_version(url)
            self._write(url, None)
        return True

    def _keep_version(self, url: str) -> None:
        self._connection.execute(
            "INSERT INTO version SELECT * FROM article WHERE url = ? AND record IS NOT NULL",
            (url,),
        )

    def _write(self, url: str, record: str | None) -> None:
        self._connection.execute(
            "REPLACE INTO article VALUES (?, (SELECT coalesce(max(change), 0) + 1 FROM article), ?)",
            (url, record),
        )

    def get(self, url: str) -> Article | None:
        with explained(self.path):
            row = self._connection.execute("SELECT record FROM article WHERE url = ?", (url,)).fetchone()
        return None if row is None else self._read(row[0], url)

    def versions(self, url: str) -> list[Article]:
        """The earlier versions of an article, oldest first."""
        with explained(self.path):
            rows = self._connection.execute(
                "SELECT record FROM version WHERE url = ? ORDER BY change", (url,)
            ).fetchall()
        return [Article.from_json(record, url) for (record,) in rows]

    def story(self, url: str) -> Story | None:
        """The story of an article as it was last grouped: itself alone where it has no near-duplicates."""
        if self.get(url) is None:
            return None
        found = (self.get(member) for member in self.grouping.members(url))
        return Story(tuple(article for article in found if article))

    def stories(self) -> Iterator[Story]:
        """Every story of two articles or more."""
        found = (self.story(member) for member in self.grouping.each())
        return (story for story in found if story is not None and len(story.articles) > 1)

    def last_change(self) -> int:
        """The highest change number, 0 for an empty corpus."""
        with explained(self.path):
            return int(self._connection.execute("SELECT coalesce(max(change), 0) FROM article").fetchone()[0])

    def changes_since(self, number: int) -> Iterator[Change]:
        """Changes above ``number`` in their order, as the corpus stands when the first one is asked for."""
        query = "SELECT change, url, record FROM article WHERE change > ? ORDER BY change"
        for change, url, record in self._snapshot(query, (number,)):
            yield Change(change, url, self._read(record, url))

    def articles(self) -> Iterator[Article]:
        """Every article, in the order of its last change."""
        return (change.article for change in self.changes_since(0) if change.article is not None)

    def __len__(self) -> int:
        with explained(self.path):
            query = "SELECT count(*) FROM article WHERE record IS NOT NULL"
            return int(self._connection.execute(query).fetchone()[0])

    def _snapshot(self, query: str, values: tuple[int, ...]) -> Iterator[tuple[int, str, str | None]]:
        """Rows through a connection of their own: what is written meanwhile neither disturbs nor shows."""
        with explained(self.path), closing(connect(self.path)) as connection:
            yield from connection.execute(query, values)

    def _read(self, record: str | None, url: str) -> Article | None:
        return None if record is None else Article.from_json(record, f"{self.path}: {url}")


def _content(article: Article) -> Article:
    return dataclasses.replace(article, fetched_at=None)
