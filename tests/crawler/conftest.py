"""A news site served over loopback, with a log of what was asked of it."""

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from crawler.fetch import Manners

Answer = tuple[int, dict[str, str], bytes]


@dataclass
class Site:
    """``pages`` maps a path to its answer, or to a function of the request that makes one or sends it itself."""

    server: ThreadingHTTPServer
    pages: dict[str, Answer | Callable[[BaseHTTPRequestHandler], Answer | None]] = field(
        default_factory=dict, repr=False
    )
    log: list[str] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list, repr=False)
    moments: list[float] = field(default_factory=list, repr=False)
    grown: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server.server_address[1]}"

    def add(
        self, path: str, body: str | bytes, content_type: str = "text/html; charset=utf-8", **headers: str
    ) -> None:
        raw = body.encode() if isinstance(body, str) else body
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        self.pages[path] = (200, {"Content-Type": content_type, **names}, raw)

    def add_article(self, path: str, title: str = "", text: str = "", day: str = "2024-05-01") -> str:
        self.add(path, article_page(title or f"{path} туралы жаңалық", text, day))
        return self.url + path

    def add_feed(self, path: str, articles: list[str]) -> str:
        items = "".join(f"<item><title>x</title><link>{url}</link></item>" for url in articles)
        self.add(
            path,
            f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>',
            "application/rss+xml",
        )
        return self.url + path

    def add_sitemap(self, path: str, articles: list[str]) -> str:
        self.add(path, sitemap(articles), "application/xml")
        return self.url + path

    def count(self, path: str) -> int:
        return self.log.count(path)

    def wait_for_requests(self, number: int, seconds: float = 30) -> None:
        with self.grown:
            assert self.grown.wait_for(lambda: len(self.log) >= number, seconds), "the crawl stands still"


def article_page(title: str, text: str = "", day: str = "2024-05-01", links: str = "") -> str:
    story = text or f"{title}. Астанада бүгін үкімет отырысы өтті, онда өңірлерді дамыту жоспары талқыланды."
    paragraphs = "".join(
        f"<p>{line}</p>" for line in [story, "Министр бұл жұмыстың келер жылы да жалғасатынын айтты."]
    )
    return (
        f"<html><head><title>{title} | Дала</title>"
        f"<meta property='article:published_time' content='{day}T09:00:00+05:00'>"
        f"</head><body><nav><a href='/'>Басты бет</a></nav><article><h1>{title}</h1>{paragraphs}</article>{links}"
        "<footer>Барлық құқықтар қорғалған</footer></body></html>"
    )


def sitemap(articles: list[str]) -> str:
    urls = "".join(f"<url><loc>{url}</loc></url>" for url in articles)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{urls}</urlset>'


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # else every answer waits 40 ms
    site: Site

    def do_GET(self) -> None:
        with self.site.grown:
            self.site.log.append(self.path)
            self.site.headers.append({name.lower(): value for name, value in self.headers.items()})
            self.site.moments.append(time.monotonic())
            self.site.grown.notify_all()
        answer = self.site.pages.get(self.path, (404, {}, b"not here"))
        found = answer(self) if callable(answer) else answer
        if found is not None:
            self._send(*found)

    def _send(self, status: int, headers: dict[str, str], body: bytes) -> None:
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is what some tests are about."""


@pytest.fixture
def site() -> Iterator[Site]:
    handler = type("Handler", (_Handler,), {})
    server = _Server(("127.0.0.1", 0), handler)
    handler.site = Site(server)  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield handler.site  # type: ignore[attr-defined]
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def manners() -> Manners:
    """Quick, and allowed to fetch from this machine."""
    return Manners(delay=0, timeout=5, backoff=0.01, allow_private=True)
