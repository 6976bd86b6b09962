"""Stories: articles that are near-duplicates of each other, grouped in the corpus. None is hidden by it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from crawler.article import Article
from crawler.database import connect, explained, transaction
from crawler.duplicates import KEYS, Sketch, are_near, pack, sketch, unpack

COMMON = 50  # articles compared for one hash; one in more is a phrase of the trade, and others tell more
BATCH = 500  # articles grouped in one transaction


class Stories:
    """The groups of one corpus file. A story goes by the URL of one of its members; an article without
    near-duplicates has none. Every method may raise CorpusError."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def group(self) -> int:
        """Group what changed since the last time; says how many articles were looked at.

        Stopped at any moment, it goes on from there the next time.
        """
        done = 0
        while batch := self._waiting():
            with explained(self._path), transaction(self._connection):
                for url, change, record in batch:
                    self._forget(url)
                    if record is not None:
                        article = Article.from_json(record, url)
                        self._place(url, change, sketch(f"{article.title}\n{article.text}"))
            done += len(batch)
        return done

    def members(self, url: str) -> list[str]:
        """The URLs of the story of an article, its own among them."""
        query = "SELECT url FROM story WHERE story = (SELECT story FROM story WHERE url = ?) ORDER BY url"
        with explained(self._path):
            return [member for (member,) in self._connection.execute(query, (url,))] or [url]

    def each(self) -> Iterator[str]:
        """One member of every story of two articles or more, as they stand when the first one is asked for."""
        query = "SELECT min(url) FROM story GROUP BY story HAVING count(*) > 1 ORDER BY story"
        with explained(self._path), closing(connect(self._path)) as connection:
            yield from (member for (member,) in connection.execute(query))

    def _waiting(self) -> list[tuple[str, int, str | None]]:
        """Articles that are new, other than when they were grouped, or removed since."""
        query = (
            "SELECT article.url, article.change, article.record FROM article LEFT JOIN sketch USING (url) "
            "WHERE CASE WHEN article.record IS NULL THEN sketch.url IS NOT NULL "
            "ELSE sketch.change IS NOT article.change END ORDER BY article.change LIMIT ?"
        )
        with explained(self._path):
            return self._connection.execute(query, (BATCH,)).fetchall()

    def _forget(self, url: str) -> None:
        keys = [(key, url) for key in self._sketch(url)[:KEYS]]
        self._connection.executemany("DELETE FROM shingle WHERE hash = ? AND url = ?", keys)
        self._connection.execute("DELETE FROM sketch WHERE url = ?", (url,))
        self._connection.execute("DELETE FROM story WHERE url = ?", (url,))

    def _place(self, url: str, change: int, hashes: Sketch) -> None:
        for other in self._near(hashes):
            self._join(url, other)
        self._connection.execute("INSERT INTO sketch VALUES (?, ?, ?)", (url, change, pack(hashes)))
        keys = [(key, url) for key in hashes[:KEYS]]
        self._connection.executemany("INSERT INTO shingle VALUES (?, ?)", keys)

    def _near(self, hashes: Sketch) -> list[str]:
        found: set[str] = set()
        for key in hashes[:KEYS]:
            query = "SELECT url FROM shingle WHERE hash = ? LIMIT ?"
            found.update(url for (url,) in self._connection.execute(query, (key, COMMON)))
        return [url for url in found if are_near(hashes, self._sketch(url))]

    def _sketch(self, url: str) -> Sketch:
        row = self._connection.execute("SELECT hashes FROM sketch WHERE url = ?", (url,)).fetchone()
        return unpack(row[0]) if row else ()

    def _join(self, url: str, other: str) -> None:
        """Two articles of one story; the stories that they were in become one."""
        rows = self._connection.execute("SELECT url, story FROM story WHERE url IN (?, ?)", (url, other))
        stories = dict(rows.fetchall())
        name = stories.get(other) or stories.get(url) or other
        if url in stories and stories[url] != name:
            self._connection.execute("UPDATE story SET story = ? WHERE story = ?", (name, stories[url]))
        self._connection.executemany(
            "INSERT OR IGNORE INTO story VALUES (?, ?)", [(url, name), (other, name)]
        )
