"""What came back for a request."""

from dataclasses import dataclass, field
from datetime import UTC, datetime

from crawler.journal import Fetch


@dataclass(frozen=True, slots=True)
class Response:
    """An answer: ``url`` after redirects, ``body`` unpacked, ``received`` bytes on the wire, header names in
    lower case."""

    url: str
    status: int
    headers: dict[str, str] = field(repr=False)
    body: bytes = field(repr=False)
    received: int = 0

    @property
    def charset(self) -> str | None:
        """What the Content-Type header declares."""
        _, _, charset = self.headers.get("content-type", "").partition("charset=")
        return charset.split(";")[0].strip(" \"'") or None

    def entry(self, url: str, outcome: str = "") -> Fetch:
        """The journal's entry for the request of ``url``."""
        etag, last_modified = (self.headers.get(name, "") for name in ("etag", "last-modified"))
        return Fetch(url, datetime.now(UTC), self.status, outcome, etag, last_modified, self.received)
