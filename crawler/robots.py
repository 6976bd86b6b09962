"""robots.txt as RFC 9309 wants it read."""

from dataclasses import dataclass

from protego import Protego

AGENT = "izdeu"  # the product token that rules are matched against
MAX_BYTES = 500 * 1024  # RFC 9309, 2.5: a crawler must parse at least this much
MAX_CRAWL_DELAY = 60.0  # seconds; a longer wish means a crawl that never ends


@dataclass(frozen=True, slots=True)
class Robots:
    """The rules of one host; ``rules`` is None where there are none."""

    rules: Protego | None
    unreachable: str = ""

    @classmethod
    def read(cls, status: int, body: bytes) -> "Robots":
        """RFC 9309, 2.3.1: 4xx means no rules; 5xx means that nothing may be fetched."""
        if status >= 500 or status == 429:
            return cls(None, f"robots.txt answers {status}, so nothing may be fetched")
        if status >= 400:
            return cls(None)
        text = body[:MAX_BYTES].decode("utf-8-sig", "ignore").replace("\0", "")
        return cls(Protego.parse(text))

    def allows(self, url: str) -> bool:
        return not self.unreachable and (self.rules is None or bool(self.rules.can_fetch(url, AGENT)))

    @property
    def delay(self) -> float:
        """Seconds between requests that the host asks for, 0 where it asks for none."""
        delay = self.rules.crawl_delay(AGENT) if self.rules else None
        return min(float(delay or 0), MAX_CRAWL_DELAY)

    @property
    def sitemaps(self) -> list[str]:
        """Addresses of the sitemaps that the file names."""
        return list(self.rules.sitemaps) if self.rules else []
