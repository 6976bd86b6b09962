"""Documents made of articles, by one process or by several; they come back in the order of the articles."""

import multiprocessing
import os
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import chain, islice
from typing import NamedTuple

from crawler.article import Article
from crawler.errors import StoredIndexError
from index.document import Document, SkipReason, make_document
from index.entities.aliases import Aliases

_BATCH = 16
"""Articles that travel to a process together."""
_AHEAD = 3
"""Batches that wait for each process, so that none is idle and memory stays bounded."""
_WORTH = 400
"""Articles from which further processes pay: each takes a second to start."""


class Task(NamedTuple):
    """An article to index in place of the one with its URL; None takes that out. ``story`` as in ``make_document``."""

    number: int
    url: str
    article: Article | None
    story: str


Made = tuple[Task, Document | SkipReason | None]


def usable_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def made(tasks: Iterable[Task], aliases: Aliases, jobs: int) -> Iterator[Made]:
    """Each task with its document, in order, made by ``jobs`` processes where there is work for them.

    Raises StoredIndexError where a process is killed.
    """
    tasks = iter(tasks)
    first = list(islice(tasks, _WORTH)) if jobs > 1 else []
    if len(first) < _WORTH:
        yield from ((task, _make(task, aliases)) for task in chain(first, tasks))
        return
    context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
    pool = ProcessPoolExecutor(jobs, context, _start, (aliases,))
    try:
        yield from _in_order(pool, _batches(chain(first, tasks)), jobs * _AHEAD)
    except BrokenProcessPool as error:
        raise StoredIndexError(
            "a process that analyses articles was killed, perhaps for want of memory; try again with fewer --jobs"
        ) from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_order(pool: ProcessPoolExecutor, batches: Iterable[list[Task]], ahead: int) -> Iterator[Made]:
    waiting: deque[tuple[list[Task], Future[list[Document | SkipReason | None]]]] = deque()
    for batch in batches:
        waiting.append((batch, pool.submit(_make_all, batch)))
        if len(waiting) > ahead:
            done, future = waiting.popleft()
            yield from zip(done, future.result(), strict=True)
    for done, future in waiting:
        yield from zip(done, future.result(), strict=True)


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    tasks = iter(tasks)
    while batch := list(islice(tasks, _BATCH)):
        yield batch


def _make(task: Task, aliases: Aliases) -> Document | SkipReason | None:
    return make_document(task.article, aliases, task.story) if task.article else None


_aliases: Aliases
"""What a further process was started with."""


def _start(aliases: Aliases) -> None:
    global _aliases
    _aliases = aliases


def _make_all(tasks: list[Task]) -> list[Document | SkipReason | None]:
    return [_make(task, _aliases) for task in tasks]
