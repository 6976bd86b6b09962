"""How our engine serves and commits: ``python -m tests.bench.engines.serving FOLDER``.

Commits of a hundred articles, reopening after each, memory of the process that answers, two threads against one, and
answers while another process commits, on a copy of the index that ``run`` has built in FOLDER. The articles added hold
no word that is asked for, so totals and facet counts must stay as they were.
"""

import json
import multiprocessing
import shutil
import statistics
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from index.engines.whoosh.codec.toc import latest_generation
from index.engines.whoosh.snapshot import Snapshot, open_snapshot
from tests.bench.engines.corpus import News, Query
from tests.bench.engines.figures import percentile
from tests.bench.engines.peers.base import Answer
from tests.bench.engines.peers.izdeu import Izdeu, search_of
from tests.bench.engines.run import Articles, private_megabytes, queries_of

_COPY = "izdeu.serving"
_COMMITS, _ARTICLES = 7, 100
_ROUNDS = 3

Ask = Callable[[Query], Answer]


def main(folder: Path) -> None:
    place, queries = folder / _COPY, queries_of(folder)
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(folder / "izdeu", place)
    reader = _Reader(place)
    for query in queries:  # warm
        reader.ask(query)
    before = [reader.ask(query) for query in queries]
    private = private_megabytes()
    one, two = _seconds(reader, queries, 1), _seconds(reader, queries, 2)
    alone = [_timed(reader, query)[0] for _ in range(_ROUNDS) for query in queries]
    meanwhile, wrong = _while_committing(reader, folder, queries, before)
    commits, reopenings = zip(*(_commit(folder, reader, number) for number in range(_COMMITS)), strict=True)
    figures = {
        "commit_ms": statistics.median(commits),
        "reopen_ms": statistics.median(reopenings),
        "private_megabytes": private,
        "two_threads": 2 * one / two,
        "p95_while_committing": percentile(meanwhile, 0.95) / percentile(alone, 0.95),
        "answers_while_committing": len(meanwhile),
        "wrong_answers": wrong,
    }
    (folder / "serving.json").write_text(json.dumps(figures, indent=1))
    print(json.dumps(figures, indent=1))
    shutil.rmtree(place)


class _Reader:
    """Always answers from the newest generation, as the engine does."""

    def __init__(self, place: Path) -> None:
        self._place, self._lock = place, threading.Lock()
        self._snapshot: Snapshot | None = None
        self._search: Ask | None = None

    def reopen(self) -> Ask:
        with self._lock:
            current = self._snapshot
            if current is None or latest_generation(self._place) != current.manifest.generation:
                self._snapshot = open_snapshot(self._place, current, Izdeu().schema())
                self._search = search_of(self._snapshot.searcher, facets=True)
            assert self._search is not None
            return self._search

    def ask(self, query: Query) -> Answer:
        return self.reopen()(query)


def _timed(reader: _Reader, query: Query) -> tuple[float, Answer]:
    began = time.perf_counter()
    answer = reader.ask(query)
    return time.perf_counter() - began, answer


def _seconds(reader: _Reader, queries: list[Query], threads: int) -> float:
    """Until each of the threads has asked all queries ``_ROUNDS`` times."""

    def work() -> None:
        for query in queries * _ROUNDS:
            reader.ask(query)

    workers = [threading.Thread(target=work) for _ in range(threads)]
    began = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return time.perf_counter() - began


def _new_articles(folder: Path, number: int) -> list[News]:
    """Articles that hold no word, person or country of the corpus."""
    found = []
    for at, article in zip(range(_ARTICLES), Articles(folder, _ARTICLES), strict=True):
        words = [f"жаңа{number % 50}x{n % 400}" for n in range(len(article.body))]
        number_of = 2_000_000 + number * _ARTICLES + at
        found.append(replace(article, number=number_of, title=words[:5], body=words, people=[], countries=[]))
    return found


def _commit(folder: Path, reader: _Reader, number: int) -> tuple[float, float]:
    """(ms of a commit, ms of reopening after it)."""
    articles = _new_articles(folder, 100 + number)
    began = time.perf_counter()
    Izdeu().add(articles, folder / _COPY)
    committed = time.perf_counter()
    reader.reopen()
    return (committed - began) * 1000, (time.perf_counter() - committed) * 1000


def _keep_committing(folder: Path, stop: Any) -> None:
    number = 0
    while not stop.is_set():
        Izdeu().add(_new_articles(folder, number), folder / _COPY)
        number += 1
        time.sleep(0.2)


def _while_committing(
    reader: _Reader, folder: Path, queries: list[Query], before: list[Answer]
) -> tuple[list[float], int]:
    """(seconds of each answer, how many were wrong) while another process commits."""
    context = multiprocessing.get_context("spawn")
    stop = context.Event()
    writer = context.Process(target=_keep_committing, args=(folder, stop))
    writer.start()
    generation = latest_generation(folder / _COPY)
    while latest_generation(folder / _COPY) == generation:
        time.sleep(0.05)
    times, wrong = [], 0
    for _ in range(_ROUNDS):
        for query, right in zip(queries, before, strict=True):
            seconds, answer = _timed(reader, query)
            times.append(seconds)
            same = answer.total == right.total and answer.countries == right.countries
            wrong += not (same and answer.people == right.people)
    stop.set()
    writer.join()
    return times, wrong


if __name__ == "__main__":
    main(Path(sys.argv[1]))
