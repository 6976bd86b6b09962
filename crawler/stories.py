"""Stories: articles that are near-duplicates of each other, grouped in the corpus. None is hidden by it.

A story is a connected part of the graph that joins each article to those near it, so it does not matter in which
order articles come; only where it would span more than a fortnight, as the chains of daily texts do, those that come
first make one. Whoever follows the corpus's changes hears of stories too: ``group`` gives every article whose
``Membership`` is another than before a new change number, as if the article itself had changed.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from crawler.database import connect, explained
from crawler.grouping import group_batch
from crawler.membership import Membership, membership

__all__ = ["Membership", "Stories"]


class Stories:
    """The groups of one corpus file. An article without near-duplicates is in none.

    Every method may raise CorpusError.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self._path = path
        self._connection = connection

    def group(self) -> int:
        """Group what changed since the last time; says how many articles were looked at.

        Stopped at any moment, it goes on from there the next time.
        """
        done = 0
        with explained(self._path):
            while (looked_at := group_batch(self._connection)) is not None:
                done += looked_at
        return done

    def of(self, url: str) -> Membership | None:
        """The story of an article as it was last grouped; None where it has no near-duplicates.

        Two look-ups by key: an indexing run may ask for every article.
        """
        with explained(self._path):
            story = self._number(url)
            return None if story is None else membership(self._connection, story)[0]

    def members(self, url: str) -> list[str]:
        """The URLs of the story of an article, its own among them, the first published first; those without a
        date come last."""
        with explained(self._path):
            story = self._number(url)
            return [url] if story is None else membership(self._connection, story)[1]

    def each(self) -> Iterator[str]:
        """One member of every story, as they stand when the first one is asked for."""
        query = "SELECT url FROM sketch WHERE story = id ORDER BY id"
        with explained(self._path), closing(connect(self._path)) as connection:
            yield from (member for (member,) in connection.execute(query))

    def _number(self, url: str) -> int | None:
        row = self._connection.execute("SELECT story FROM sketch WHERE url = ?", (url,)).fetchone()
        return None if row is None else row[0]
