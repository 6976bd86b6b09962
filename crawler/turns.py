"""Taking turns at a host, and leaving it alone while it asks for that."""

import asyncio


class Turn:
    """One request at a time to a host, and ``delay`` seconds from the end of one to the start of the next."""

    def __init__(self, delay: float) -> None:
        self.delay = delay
        self._lock = asyncio.Lock()
        self._ended: float | None = None
        self._rests_until = 0.0

    @property
    def rest(self) -> float:
        """Seconds for which the host wants to be left alone from now on."""
        return max(0.0, self._rests_until - asyncio.get_running_loop().time())

    def let_rest(self, seconds: float) -> None:
        """Start no request to the host for so long."""
        self._rests_until = max(self._rests_until, asyncio.get_running_loop().time() + seconds)

    async def __aenter__(self) -> None:
        await self._lock.acquire()
        try:
            pause = (
                0.0 if self._ended is None else self._ended + self.delay - asyncio.get_running_loop().time()
            )
            await asyncio.sleep(max(pause, self.rest))
        except BaseException:
            self._lock.release()
            raise

    async def __aexit__(self, *error: object) -> None:
        self._ended = asyncio.get_running_loop().time()
        self._lock.release()
