"""What was read and unpacked lately, kept up to a number of bytes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, TypeVar

_SHARE = 4
"""What would take more than a quarter of the room is not kept: it would push all else out."""

T = TypeVar("T")


class ByteCache:
    """Keeps values while they fit into ``limit`` bytes, those used last the longest; safe from many threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._held: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def get(self, key: Hashable, make: Callable[[], T], size: Callable[[T], int | None]) -> T:
        """The value kept under a key, else what ``make`` gives; ``size`` tells its bytes, or None not to keep it."""
        with self._lock:
            held = self._held.get(key)
            if held is not None:
                self._held.move_to_end(key)
                return held[0]  # type: ignore[no-any-return]
        value = make()
        size_of_value = size(value)
        if size_of_value is not None and size_of_value * _SHARE <= self._limit:
            with self._lock:
                self._put(key, value, size_of_value)
        return value

    def _put(self, key: Hashable, value: Any, size: int) -> None:
        if key in self._held:  # another thread was faster
            return
        self._held[key] = value, size
        self.size += size
        while self.size > self._limit:
            self.size -= self._held.popitem(last=False)[1][1]
