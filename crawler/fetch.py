"""Real HTTP, politely: robots.txt, a delay for each host, limits, conditional requests, retries."""

import asyncio
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from yarl import URL

from crawler.errors import FetchError
from crawler.failures import FAILURES, PassingFailure, explain, is_lasting
from crawler.guard import GuardedResolver, check_host
from crawler.journal import Fetch
from crawler.response import Response
from crawler.robots import AGENT, MAX_BYTES, Robots
from crawler.turns import Turn
from crawler.unpack import TooLarge, Unpacker
from crawler.urls import canonical_url

REDIRECTS = frozenset((301, 302, 303, 307, 308))
RETRIED = frozenset((429, 500, 502, 503, 504))


@dataclass(frozen=True, slots=True)
class Manners:
    """How a crawler behaves. Times are in seconds, sizes in bytes of the unpacked body."""

    contact: str = ""  # a page or mail address, told to the sites
    delay: float = 1.0
    timeout: float = 30.0
    max_bytes: int = 10_000_000
    max_redirects: int = 5
    attempts: int = 3
    backoff: float = 2.0
    max_wait: float = 120.0  # the longest Retry-After that is waited for
    allow_private: bool = False

    @property
    def user_agent(self) -> str:
        return f"{AGENT}/0.1 (+{self.contact})" if self.contact else f"{AGENT}/0.1"


class Fetcher:
    """Fetches pages for one crawl; an async context manager."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self._robots: dict[str, Robots] = {}
        self._reading: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._hosts: dict[str, Turn] = {}

    async def __aenter__(self) -> Self:
        resolver = None if self.manners.allow_private else GuardedResolver()
        self._session = aiohttp.ClientSession(
            connector=aiohttp.TCPConnector(resolver=resolver),
            headers={"User-Agent": self.manners.user_agent, "Accept-Encoding": "gzip, deflate"},
            timeout=aiohttp.ClientTimeout(total=self.manners.timeout),
            cookie_jar=aiohttp.DummyCookieJar(),
            auto_decompress=False,
        )
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._session.close()

    async def fetch(self, url: str, known: Fetch | None = None) -> Response:
        """GET a URL, redirects followed; with ``known``, the answer may be 304 with no body.

        Answers any status but those worth another attempt. Raises FetchError where robots.txt, the address
        or a limit forbid it, or where no whole answer came.
        """
        conditions = _conditions(known)
        for _ in range(self.manners.max_redirects + 1):
            await self._check(url)
            response = await self._request(url, conditions)
            location = response.headers.get("location")
            if response.status not in REDIRECTS or not location:
                return response
            url = _target(url, location)
        raise FetchError(url, f"more than {self.manners.max_redirects} redirects")

    async def sitemaps(self, url: str) -> list[str]:
        """The sitemaps that the robots.txt of the URL's host names."""
        return (await self._rules(url)).sitemaps

    async def _check(self, url: str) -> None:
        robots = await self._rules(url)
        if not robots.allows(url):
            raise FetchError(url, robots.unreachable or "robots.txt forbids it")

    async def _rules(self, url: str) -> Robots:
        home = urljoin(url, "/")
        async with self._reading[home]:
            if home not in self._robots:
                self._robots[home] = await self._read_rules(home)
                self._turn(url).delay = max(self.manners.delay, self._robots[home].delay)
        return self._robots[home]

    async def _read_rules(self, home: str) -> Robots:
        url = urljoin(home, "/robots.txt")
        for _ in range(self.manners.max_redirects + 1):
            try:
                response = await self._request(url, {}, cut_at=MAX_BYTES)
            except FetchError as error:
                return Robots(None, f"robots.txt cannot be read ({error.why}), so nothing may be fetched")
            location = response.headers.get("location")
            if response.status not in REDIRECTS or not location:
                return Robots.read(response.status, response.body)
            url = _target(url, location)
        return Robots(None)  # RFC 9309, 2.3.1.2: too many redirects count as no robots.txt

    async def _request(self, url: str, headers: dict[str, str], cut_at: int | None = None) -> Response:
        """One URL, no redirects; tried again after failures that may pass."""
        turn, why = self._turn(url), ""
        for attempt in range(1, self.manners.attempts + 1):
            if turn.rest > self.manners.max_wait:
                raise FetchError(url, f"{why or 'the host is busy'} and asks to wait {turn.rest:.0f} s")
            pause = self.manners.backoff * 2 ** (attempt - 1)
            try:
                async with turn:
                    response = await self._get(url, headers, cut_at)
            except PassingFailure as failure:
                why = failure.why
            else:
                if response.status not in RETRIED:
                    return response
                why = f"the server answers {response.status}"
                turn.let_rest(_retry_after(response))
            if attempt < self.manners.attempts and turn.rest <= self.manners.max_wait:
                await asyncio.sleep(pause)
        raise FetchError(url, why)

    async def _get(self, url: str, headers: dict[str, str], cut_at: int | None) -> Response:
        try:
            if not self.manners.allow_private:
                check_host(urlsplit(url).hostname or "")
            async with self._session.get(
                URL(url, encoded=True), headers=headers, allow_redirects=False
            ) as answer:
                names = {name.lower(): value for name, value in answer.headers.items()}
                body, received = await self._read(answer, names, cut_at)
                return Response(url, answer.status, names, body, received)
        except TooLarge as error:
            raise FetchError(url, str(error)) from error
        except FAILURES as error:
            if is_lasting(error):
                raise FetchError(url, explain(error)) from error
            raise PassingFailure(url, explain(error)) from error

    async def _read(
        self, answer: aiohttp.ClientResponse, headers: dict[str, str], cut_at: int | None
    ) -> tuple[bytes, int]:
        limit = self.manners.max_bytes
        if cut_at is None and int(headers.get("content-length", 0)) > limit:
            raise TooLarge(f"larger than {limit / 1e6:g} MB")
        unpacker, received = Unpacker(headers.get("content-encoding", ""), limit), 0
        async for piece in answer.content.iter_chunked(65536):
            unpacker.feed(piece)
            received += len(piece)
            if cut_at is not None and len(unpacker.body) >= cut_at:
                return bytes(unpacker.body[:cut_at]), received
        return unpacker.finish(), received

    def _turn(self, url: str) -> Turn:
        host = urlsplit(url).netloc
        if host not in self._hosts:
            self._hosts[host] = Turn(self.manners.delay)
        return self._hosts[host]


def _conditions(known: Fetch | None) -> dict[str, str]:
    if known is None:
        return {}
    headers = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in headers.items() if value}


def _target(url: str, location: str) -> str:
    try:
        target = canonical_url(urljoin(url, location))
    except ValueError as error:
        raise FetchError(url, f"redirects to what is no address: {location!r}") from error
    if not target.startswith(("http://", "https://")):
        raise FetchError(url, f"redirects to {target!r}")
    return target


def _retry_after(response: Response) -> float:
    """Seconds, given as a number or as a date."""
    value = response.headers.get("retry-after", "").strip()
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, (parsedate_to_datetime(value) - datetime.now(UTC)).total_seconds())
    except (ValueError, TypeError):
        return 0.0
