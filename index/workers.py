"""Articles analysed and written, by this process or by several: what is stored does not depend on how many."""

import gc
import multiprocessing
import os
import signal
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import chain, islice
from multiprocessing.connection import Connection
from threading import Thread
from typing import Any, NamedTuple, Self

from crawler.article import Article
from crawler.errors import StoredIndexError
from index.ahead import results
from index.document import Document, SkipReason, make_documents
from index.engines.base import Edit, Engine, PartWriter
from index.entities.aliases import Aliases

_TOGETHER = 32
"""Articles that are analysed together."""
_SELDOM = 50_000
"""Objects made between two searches for cycles of garbage. None of the many that make a document is in one, and
searching as often as Python does by itself takes a seventh of the time."""
_WORTH = 400
"""Articles from which further processes pay: each takes a second to start."""
_SHORTEST, _LONGEST = 100, 1000
"""Articles of a stretch, which one process writes: shorter ones share the work better, longer ones cost less."""
_STRETCHES = 4
"""Stretches for each process where there are few articles."""
_LETTERS = 4 << 20
"""Letters of a stretch at most, so that long articles do not fill the memory."""
_AHEAD = 2
"""Stretches that wait or are at work for each process."""


class Task(NamedTuple):
    """An article to index in place of the one with its URL; None takes that out. ``story`` as in ``make_document``."""

    number: int
    url: str
    article: Article | None
    story: str


@dataclass(slots=True)
class Done:
    """What became of some tasks, of which ``last`` is the number of the last; ``skipped`` lists (url, reason)."""

    last: int = 0
    indexed: int = 0
    removed: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)


def usable_processors() -> int:
    """How many processors this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


class Workers:
    """Up to ``jobs`` processes that apply the editor's ``aliases``, started when there is work enough for them.

    They end with the block that this is entered for, and with the process that started them, however it ends.
    Leaving the block raises StoredIndexError where one of them was killed.
    """

    def __init__(self, jobs: int, aliases: Aliases) -> None:
        self._jobs, self._aliases = jobs, aliases
        self._lifeline: Connection | None = None
        self.pool: ProcessPoolExecutor | None = None

    def write(self, tasks: Iterable[Task], engine: Engine, most: int) -> Iterator[Done]:
        """Write ``most`` tasks at most to an engine in their order; tells what was done as it goes on."""
        tasks = iter(tasks)
        first = list(islice(tasks, _WORTH)) if self._jobs > 1 else []
        if len(first) < _WORTH:
            with _few_collections():
                for batch in _stretches(chain(first, tasks), _TOGETHER):
                    yield _write_here(engine, batch, self._aliases)
            return
        writer = engine.part_writer(self._jobs)
        length = max(_SHORTEST, min(_LONGEST, most // (_STRETCHES * self._jobs)))
        stretches = _numbered(writer, _stretches(chain(first, tasks), length))
        for done, part in results(self._start(), _write_part, stretches, _AHEAD * self._jobs):
            engine.take(part)
            yield done

    def _start(self) -> ProcessPoolExecutor:
        context = multiprocessing.get_context("spawn")  # a fork would copy threads' locks
        other_end, self._lifeline = context.Pipe(duplex=False)
        self.pool = ProcessPoolExecutor(self._jobs, context, _begin, (self._aliases, other_end))
        return self.pool

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if self.pool is None or self._lifeline is None:
            return
        if error is not None:
            self._lifeline.close()
        self.pool.shutdown(cancel_futures=True)
        self._lifeline.close()
        if isinstance(error, BrokenProcessPool):
            raise StoredIndexError(
                "a process that analyses and writes articles was killed, perhaps for want of memory; "
                "the index before this run stays in use, try again with fewer --jobs"
            ) from error


def _stretches(tasks: Iterable[Task], length: int) -> Iterator[list[Task]]:
    stretch: list[Task] = []
    letters = 0
    for task in tasks:
        stretch.append(task)
        letters += len(task.article.text) if task.article else 0
        if len(stretch) >= length or letters >= _LETTERS:
            yield stretch
            stretch, letters = [], 0
    if stretch:
        yield stretch


def _numbered(
    writer: PartWriter, stretches: Iterable[list[Task]]
) -> Iterator[tuple[PartWriter, int, list[Task]]]:
    first = 0
    for stretch in stretches:
        yield writer, first, stretch
        first += len(stretch)


@contextmanager
def _few_collections() -> Iterator[None]:
    before = gc.get_threshold()
    gc.set_threshold(_SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*before)


def _write_here(engine: Engine, tasks: list[Task], aliases: Aliases) -> Done:
    done = Done()
    for url, document in _edits(tasks, aliases, done):
        if document is None:
            engine.remove(url)
        else:
            engine.add(document)
    return done


def _edits(tasks: Iterable[Task], aliases: Aliases, done: Done) -> Iterator[Edit]:
    """What is to be done to the index for each task; ``done`` takes note of it."""
    for batch in _stretches(tasks, _TOGETHER):
        documents = iter(
            make_documents([(task.article, task.story) for task in batch if task.article], aliases)
        )
        for task in batch:
            made = next(documents) if task.article else None
            done.last = task.number
            if isinstance(made, SkipReason):
                done.skipped.append((task.url, made.value))
            elif made is None:
                done.removed += 1
            else:
                done.indexed += 1
            yield task.url, made if isinstance(made, Document) else None


# In the further processes

_aliases: Aliases
"""What this process was started with."""


def _begin(aliases: Aliases, lifeline: Connection) -> None:
    global _aliases
    _aliases = aliases
    gc.set_threshold(_SELDOM)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # on Ctrl-C, the process that started this one ends it
    Thread(target=_end_with, args=(lifeline,), daemon=True).start()


def _end_with(lifeline: Connection) -> None:
    """End this process when the other end of the line is closed, on purpose or by a death."""
    with suppress(EOFError, OSError):
        lifeline.recv_bytes()
    os._exit(1)


def _write_part(writer: PartWriter, first: int, tasks: list[Task]) -> tuple[Done, Any]:
    done = Done()
    return done, writer.write(first, _edits(tasks, _aliases, done))
