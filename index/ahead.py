"""Work given to a pool of processes some steps ahead, its results taken in order."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future
from typing import Any, TypeVar

T = TypeVar("T")


def results(
    pool: Executor, work: Callable[..., T], arguments: Iterable[tuple[Any, ...]], ahead: int
) -> Iterator[T]:
    """``work(*each)`` for each of the arguments, in their order; no more than ``ahead`` of them wait or are at work.

    (What ``Executor.map`` does with ``buffersize`` from Python 3.14 on.)
    """
    waiting: deque[Future[T]] = deque()
    for each in arguments:
        waiting.append(pool.submit(work, *each))
        if len(waiting) >= ahead:
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()
