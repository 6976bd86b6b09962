"""The pages of a list of results that can be gone to."""

from dataclasses import dataclass

AROUND = 2
"""Page numbers shown on each side of the current one."""


@dataclass(frozen=True, slots=True)
class Paging:
    """Page ``current`` of ``last``; ``cut`` tells that more was found than can be paged through."""

    current: int
    last: int
    cut: bool

    @classmethod
    def of(cls, total: int, current: int, size: int, depth: int) -> "Paging":
        """The paging of ``total`` hits, ``size`` on a page, the first ``depth`` of them within reach."""
        reach = min(total, depth)
        return cls(current, max(1, -(-reach // size)), total > depth)

    @property
    def numbers(self) -> list[int | None]:
        """The first, the last and those around the current page; None stands for a gap."""
        shown = {1, self.last} | set(range(self.current - AROUND, self.current + AROUND + 1))
        numbers: list[int | None] = []
        for number in sorted(n for n in shown if 1 <= n <= self.last):
            if numbers and numbers[-1] != number - 1:
                numbers.append(None)
            numbers.append(number)
        return numbers
