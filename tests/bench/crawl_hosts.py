"""A crawl of a served site of 5,000 pages on 20 host names: is every delay kept, and is the time the longest host's?

    python tests/bench/crawl_hosts.py [PAGES] [DELAY]

The hosts are 127.0.0.1 to 127.0.0.20 on one server.
"""

import resource
import sys
import tempfile
import threading
import time
from collections import defaultdict
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import pairwise
from pathlib import Path

from crawler.corpus import Corpus
from crawler.crawl import crawl
from crawler.fetch import Manners

HOSTS = [f"127.0.0.{number}" for number in range(1, 21)]
STORY = "Астанада үкімет отырысы өтті, онда өңірлерді дамыту жоспары талқыланды. " * 12
ASKED: defaultdict[str, list[tuple[float, float]]] = defaultdict(list)
SENT = [0]


class Handler(BaseHTTPRequestHandler):
    """/feed lists the host's articles, /news/N is one; all under an ETag."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pages: int

    def do_GET(self) -> None:
        began = time.monotonic()
        host = str(self.headers["Host"]).split(":")[0]
        body, status = self._answer(host), 200
        if self.headers["If-None-Match"] and self.path == "/feed":
            body, status = b"", 304
        self.send_response(status if body or status == 304 else 404)
        for name, value in (
            ("Content-Length", str(len(body))),
            ("ETag", '"1"'),
            ("Content-Type", "text/html"),
        ):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        SENT[0] += len(body)
        ASKED[host].append((began, time.monotonic()))

    def _answer(self, host: str) -> bytes:
        if self.path == "/feed":
            home = f"http://{self.headers['Host']}"
            items = "".join(
                f"<item><link>{home}/news/{number}-x</link></item>"
                for number in range(10_000, 10_000 + self.pages)
            )
            return f"<rss>{items}</rss>".encode()
        if self.path.startswith("/news/"):
            title = f"{host} {self.path} туралы жаңалық"
            time_of_day = "<time datetime='2024-05-01T09:00:00+05:00'></time>"
            return f"<h1>{title}</h1>{time_of_day}<article><p>{title}. {STORY}</p></article>".encode()
        return b""

    def log_message(self, format: str, *args: object) -> None:
        pass


def main(pages: int, delay: float) -> None:
    Handler.pages = pages // len(HOSTS)
    server = ThreadingHTTPServer(("0.0.0.0", 0), Handler)
    server.request_queue_size = 100
    threading.Thread(target=server.serve_forever, daemon=True).start()
    starts = [f"http://{host}:{server.server_address[1]}/feed" for host in HOSTS]
    manners = Manners(delay=delay, allow_private=True)
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        for name in ("first", "second"):
            ASKED.clear()
            SENT[0], began = 0, time.monotonic()
            report = crawl(corpus, starts, manners)
            took = time.monotonic() - began
            gaps = [after[0] - before[1] for asked in ASKED.values() for before, after in pairwise(asked)]
            longest = max(map(len, ASKED.values())) * delay
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
            print(
                f"{name} run: {report.new} new, {report.requests} requests, {SENT[0]:,} bytes, {took:.1f} s "
                f"(delays of the longest host {longest:.1f} s, of all {longest * len(HOSTS):.0f} s), "
                f"shortest gap {min(gaps, default=0):.3f} s, {memory} MB with the server",
                flush=True,
            )
    server.shutdown()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000, float(sys.argv[2]) if len(sys.argv) > 2 else 0.5)
