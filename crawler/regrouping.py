"""Stories taken apart, put together again, and announced where they came out otherwise."""

import sqlite3
from collections.abc import Iterable
from datetime import datetime, timedelta

from crawler.membership import Membership, membership

# A text that is written anew each day (rates, weather) is near the last one, and would chain a year into one story.
MAX_SPAN = timedelta(days=14)


class Regrouping:
    """One regrouping, within a transaction of the corpus file. A story is the number of its first grouped member."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._before: dict[str, Membership] = {}
        self._parents: dict[int, int] = {}  # article or story → what it was joined to
        self._spans: dict[int, list[datetime]] = {}  # article or story → its first and last moments

    def dissolve(self, stories: set[int]) -> set[int]:
        """Take stories apart; gives the articles that are to be joined anew."""
        loose: set[int] = set()
        for story in stories:
            self._before |= self._memberships(story)
            rows = self._connection.execute("SELECT id FROM sketch WHERE story = ?", (story,))
            loose.update(number for (number,) in rows)
            self._connection.execute("UPDATE sketch SET story = NULL WHERE story = ?", (story,))
        return loose

    def join(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Make one story of the articles of each pair, and of the stories that they are in, the earliest first."""
        for pair in sorted(pairs, key=self._age):
            one, other = (self._root(self._story(number)) for number in pair)
            span = sorted((*self._span(one), *self._span(other)))
            if not span or span[-1] - span[0] <= MAX_SPAN:
                self._parents[max(one, other)] = min(one, other)
                self._spans[min(one, other)] = [*span[:1], *span[-1:]]
        for number in self._parents:
            self._connection.execute(
                "UPDATE sketch SET story = ?1 WHERE id = ?2 OR story = ?2", (self._root(number), number)
            )

    def announce(self) -> None:
        """Give the articles whose story is another than before, or has changed, the corpus's next numbers."""
        after: dict[str, Membership] = {}
        for story in {self._root(number) for number in self._parents}:
            after |= self._memberships(story)
        urls = {**self._before, **after}
        for url in (url for url in urls if self._before.get(url) != after.get(url)):
            # An article that waits to be grouped itself keeps waiting, by its old number beside its sketch.
            self._connection.execute(
                "UPDATE sketch SET change = (SELECT max(change) + 1 FROM article) "
                "WHERE url = ?1 AND change = (SELECT change FROM article WHERE url = ?1)",
                (url,),
            )
            self._connection.execute(
                "UPDATE article SET change = (SELECT max(change) + 1 FROM article) "
                "WHERE url = ? AND record IS NOT NULL",
                (url,),
            )

    def _memberships(self, story: int) -> dict[str, Membership]:
        found, urls = membership(self._connection, story)
        return dict.fromkeys(urls, found)

    def _story(self, number: int) -> int:
        """The story that an article is in, else the article."""
        if number in self._parents:
            return number
        (story,) = self._connection.execute("SELECT story FROM sketch WHERE id = ?", (number,)).fetchone()
        if story is not None and story not in self._parents:
            self._before |= self._memberships(story)
        return number if story is None else int(story)

    def _age(self, pair: tuple[int, int]) -> list[str]:
        query = "SELECT published FROM sketch WHERE id IN (?, ?) ORDER BY published DESC"
        return [published for (published,) in self._connection.execute(query, pair)]

    def _span(self, root: int) -> list[datetime]:
        """The first and last moments of an article or story; none where it has no date."""
        if root not in self._spans:
            query = "SELECT published FROM sketch WHERE (id = ?1 OR story = ?1) AND published != ''"
            moments = [datetime.fromisoformat(row[0]) for row in self._connection.execute(query, (root,))]
            self._spans[root] = [min(moments), max(moments)] if moments else []
        return self._spans[root]

    def _root(self, number: int) -> int:
        while (parent := self._parents.setdefault(number, number)) != number:
            number = parent
        return number
