"""Grouping: what changed in the corpus → sketches → near pairs → stories, a batch in a transaction."""

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from crawler.database import transaction
from crawler.duplicates import KEYS, Sketch, are_near, pack, sketch, unpack
from crawler.regrouping import Regrouping

COMMON = 50  # articles compared for one hash; one in more is a phrase of the trade, and others tell more
SHARED = 2  # keys that two articles must share to be compared; one may be of two everyday words
BATCH = 1000  # articles grouped in one transaction


def group_batch(connection: sqlite3.Connection) -> int | None:
    """Group the next articles that are new, changed or removed; says how many, None where none are left."""
    with transaction(connection):
        changed = _next_changed(connection)
        if changed is None:
            return None
        stories = Regrouping(connection)
        loose = stories.dissolve({row.story for row in changed if row.story is not None})
        loose -= {row.id for row in changed}
        loose.update(_store(connection, changed))
        stories.join(_near_pairs(connection, loose))
        stories.announce()
    return len(changed)


@dataclass(frozen=True, slots=True)
class _Changed:
    """An article as it stands (``record`` is None where it was removed), and its row of sketches if it has one."""

    url: str
    change: int
    record: str | None
    id: int | None
    story: int | None


def _next_changed(connection: sqlite3.Connection) -> list[_Changed] | None:
    """Those that follow the last batch; those that only a story gave a new number are passed over."""
    rows = connection.execute(
        "SELECT article.url, article.change, article.record, sketch.id, sketch.story, sketch.change "
        "FROM article LEFT JOIN sketch USING (url) WHERE article.change > (SELECT change FROM grouped) "
        "ORDER BY article.change LIMIT ?",
        (BATCH,),
    ).fetchall()
    if not rows:
        return None
    connection.execute("UPDATE grouped SET change = ?", (rows[-1][1],))
    return [
        _Changed(*row[:5]) for row in rows if row[1] != row[5] and (row[2] is not None or row[3] is not None)
    ]


def _store(connection: sqlite3.Connection, changed: list[_Changed]) -> Iterator[int]:
    """Write their sketches anew; gives the numbers of those that are still there."""
    for row in changed:
        if row.id is not None:
            old = [(key, row.id) for key in _sketch(connection, row.id)[:KEYS]]
            connection.executemany("DELETE FROM shingle WHERE hash = ? AND id = ?", old)
        if row.record is None:
            connection.execute("DELETE FROM sketch WHERE url = ?", (row.url,))
            continue
        article = json.loads(row.record)
        hashes = sketch(f"{article['title']}\n{article['text']}")
        (number,) = connection.execute(
            "INSERT INTO sketch (id, url, change, source, published, hashes) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (id) DO UPDATE SET change = excluded.change, source = excluded.source, "
            "published = excluded.published, hashes = excluded.hashes RETURNING id",
            (
                row.id, row.url, row.change, article.get("source", ""), article.get("published", ""), pack(hashes)
            ),
        ).fetchone()  # fmt: skip
        connection.executemany("INSERT INTO shingle VALUES (?, ?)", [(key, number) for key in hashes[:KEYS]])
        yield number


def _sketch(connection: sqlite3.Connection, number: int) -> Sketch:
    (hashes,) = connection.execute("SELECT hashes FROM sketch WHERE id = ?", (number,)).fetchone()
    return unpack(hashes)


def _near_pairs(connection: sqlite3.Connection, numbers: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Each of the articles with each that is near it."""
    for one in numbers:
        hashes = _sketch(connection, one)
        for other in _like(connection, one, hashes):
            if are_near(hashes, _sketch(connection, other)):
                yield one, other


def _like(connection: sqlite3.Connection, number: int, hashes: Sketch) -> list[int]:
    """The other articles that share enough keys."""
    query = "SELECT id FROM shingle WHERE hash = ? ORDER BY id LIMIT ?"
    rows = (connection.execute(query, (key, COMMON)).fetchall() for key in hashes[:KEYS])
    shared = Counter(chain.from_iterable(rows))
    return [other for (other,), count in shared.items() if count >= SHARED and other != number]
