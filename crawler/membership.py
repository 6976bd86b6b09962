"""What is known of an article's story: its key, its size, its first publisher."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime

# The first published comes first, those without a date last.
BY_AGE = "ORDER BY published = '', published, url"


@dataclass(frozen=True, slots=True)
class Membership:
    """An article's story: its key, how many articles it has (two or more), and where it was published first.

    ``key`` is the URL of one of its articles, and stays as others join. ``first`` is the URL of the article with
    the earliest date, ``source`` its publisher, ``published`` its date (UTC; None where no article has one).
    """

    key: str
    articles: int
    first: str
    source: str
    published: datetime | None


def membership(connection: sqlite3.Connection, story: int) -> tuple[Membership, list[str]]:
    """A story and the URLs of its articles, the first published first; ``story`` is the number in their rows."""
    rows = connection.execute(
        f"SELECT url, source, published, id FROM sketch WHERE story = ? {BY_AGE}", (story,)
    ).fetchall()
    first, source, published, _ = rows[0]
    key = next(url for url, _, _, number in rows if number == story)
    moment = datetime.fromisoformat(published) if published else None
    return Membership(key, len(rows), first, source, moment), [url for url, *_ in rows]
