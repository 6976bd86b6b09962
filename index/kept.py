"""Answers that are kept: one dictionary look-up each, where a cached function costs a call."""

from collections.abc import Callable, Iterable, Mapping
from itertools import compress
from typing import Generic, TypeVar

_Key = TypeVar("_Key")
_Value = TypeVar("_Value")


class Kept(dict[_Key, _Value], Generic[_Key, _Value]):
    """``kept[key]`` is ``make(key)``, made once for as long as it is asked for. Safe for threads.

    Up to ``most`` answers given lately are held, and of those before them up to as many that were not asked for
    since; the others are forgotten. Of keys that are not ``worth`` it nothing is kept.
    """

    def __init__(
        self, make: Callable[[_Key], _Value], most: int, worth: Callable[[_Key], bool] | None = None
    ) -> None:
        super().__init__()
        self._make, self._most, self._worth = make, most, worth
        self._before: dict[_Key, _Value] = {}

    def __missing__(self, key: _Key) -> _Value:
        if self._worth and not self._worth(key):
            return self._make(key)
        before = self._before
        value = before[key] if key in before else self._make(key)
        if len(self) >= self._most:
            self._before = dict(self)
            self.clear()
        self[key] = value
        return value


def answered(kept: Mapping[_Key, _Value | None], keys: Iterable[_Key]) -> list[tuple[int, _Value]]:
    """The numbers of those keys, counted from 0, that have an answer which is true, and the answers."""
    answers = list(map(kept.__getitem__, keys))
    return list(compress(enumerate(answers), answers))  # type: ignore[arg-type]  # what is false is left out
