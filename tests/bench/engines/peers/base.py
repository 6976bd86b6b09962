"""What an engine is asked to do: build an index of ``News`` in a folder, and answer queries.

Every engine stores title and number, indexes title and body with positions, and counts people and countries over
every match.
"""

import statistics
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple, Protocol

from tests.bench.engines.corpus import News, Query


class Answer(NamedTuple):
    """``best`` is (number, score) of the best ten; ``people`` the twenty most frequent; ``countries`` all."""

    total: int
    best: list[tuple[int, float]]
    people: list[tuple[str, int]]
    countries: dict[str, int]


Search = Callable[[Query], Answer]


class Peer(Protocol):
    """One engine. ``facets`` False leaves people and countries out of the answers."""

    def prepare(self, articles: Iterable[News], folder: Path) -> None:
        """What an engine is not charged for: the corpus as it reads it."""

    def build(self, articles: Iterable[News], folder: Path) -> None: ...

    def measure(
        self, queries: list[Query], folder: Path, facets: bool, rounds: int
    ) -> tuple[list[float], list[Answer]]:
        """CPU milliseconds (the median of the rounds, warm) and answer of each query."""
        ...


class InProcess:
    """An engine that runs in Python: ``open`` gives its search function."""

    def prepare(self, articles: Iterable[News], folder: Path) -> None:
        pass

    def open(self, folder: Path, facets: bool) -> Search:
        raise NotImplementedError

    def measure(
        self, queries: list[Query], folder: Path, facets: bool, rounds: int
    ) -> tuple[list[float], list[Answer]]:
        search = self.open(folder, facets)
        answers = [search(query) for query in queries]
        times: list[list[float]] = [[] for _ in queries]
        for _ in range(rounds):
            for query, taken in zip(queries, times, strict=True):
                began = time.process_time()
                search(query)
                taken.append((time.process_time() - began) * 1000)
        return [statistics.median(taken) for taken in times], answers
