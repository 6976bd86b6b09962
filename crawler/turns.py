"""Taking turns at a host."""

import asyncio


class Turn:
    """One request at a time to a host, and ``delay`` seconds from the end of one to the start of the next."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._lock = asyncio.Lock()
        self._ended: float | None = None

    async def __aenter__(self) -> None:
        await self._lock.acquire()
        if self._ended is not None:
            await asyncio.sleep(max(0.0, self._ended + self.delay - asyncio.get_running_loop().time()))

    async def __aexit__(self, *error: object) -> None:
        self._ended = asyncio.get_running_loop().time()
        self._lock.release()
