"""Polling: each start is crawled again and again, more often the more often it has something new."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from crawler.report import Report

FASTER, SLOWER = 0.5, 1.5


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds from one crawl of a start to the next: the first, the least and the most."""

    first: float = 900.0
    least: float = 300.0
    most: float = 21_600.0

    def after(self, interval: float, is_fruitful: bool) -> float:
        return min(self.most, max(self.least, interval * (FASTER if is_fruitful else SLOWER)))


def watch(
    starts: Iterable[str],
    crawl: Callable[[list[str]], Report],
    pace: Pace,
    clock: Callable[[], float] = time.monotonic,
    sleep: Callable[[float], None] = time.sleep,
) -> Iterator[Report]:
    """Crawl what is due, for ever; yields the report of each round.

    A start that brought something new is asked in half the time, one that did not in half as much again.
    """
    intervals = dict.fromkeys(starts, pace.first)
    due = dict.fromkeys(intervals, clock())
    while True:
        sleep(max(0.0, min(due.values()) - clock()))
        for start in [start for start in due if due[start] <= clock()]:
            report = crawl([start])
            intervals[start] = pace.after(intervals[start], report.new + report.changed > 0)
            due[start] = clock() + intervals[start]
            yield report
