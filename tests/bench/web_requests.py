"""Requests a second of the search page: ``python -m tests.bench.web_requests --articles 1000000``.

Builds an index of made-up articles (``--keep`` uses the one that is there), serves it with ``izdeu serve`` in
``--processes`` processes, asks mixed queries that were not asked before from as many connections as there are
threads, and prints the rate and the percentiles of the times. The one who asks runs on the same machine.
"""

import argparse
import http.client
import random
import re
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlencode

from crawler.article import Article
from index.document import Document
from index.engines import open_engine
from index.entities import merge_key
from index.kept import Kept
from index.query import SPELLING, pair_key
from index.text.analyze import term
from index.text.columns import Columns
from tests.bench.engines.corpus import News, Newsroom, Query, make_queries, read_vocabulary
from tests.bench.engines.run import VOCABULARY

_SAMPLE = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--folder", type=Path, default=Path("bench-data/web"))
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--threads", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--warm", type=float, default=60, help="seconds before, in which words become known")
    parser.add_argument("--path", default="/", help="/ or /api/v1/search")
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    newsroom = Newsroom(read_vocabulary(VOCABULARY))
    if not asked.keep:
        _build(newsroom.articles(asked.articles), asked.folder / "index")
    queries = make_queries(list(newsroom.articles(_SAMPLE)), count=2000)
    ports = [8790 + number for number in range(asked.processes)]
    servers = [_serve(asked.folder, port, asked.threads) for port in ports]
    try:
        _ask_for(asked.warm, asked, queries, ports)
        _report(asked, _ask_for(asked.seconds, asked, queries, ports))
    finally:
        for server in servers:
            server.terminate()
            server.wait()


def _build(articles: Iterator[News], location: Path) -> None:
    location.mkdir(parents=True, exist_ok=True)
    engine, started = open_engine(location, rebuild=True), time.perf_counter()
    for number, news in enumerate(articles, 1):
        engine.add(_document(news))
        if number % 50_000 == 0:
            print(f"{number:,} articles, {time.perf_counter() - started:.0f} s", flush=True)
    engine.commit("made up", 1)
    print(f"built in {time.perf_counter() - started:.0f} s")
    engine.close()


_STEMS = Kept(term, 1 << 20)


def _columns(words: list[str]) -> Columns:
    """The words as the analyser gives them, each looked up once."""
    return Columns([_STEMS[word] for word in words], words, range(len(words)))


def _document(news: News) -> Document:
    year, month, day = news.date // 10_000, news.date // 100 % 100, news.date % 100
    article = Article(
        url=f"https://{news.source}.example/{news.number}",
        title=" ".join(news.title),
        text=" ".join(news.body),
        published=datetime(year, month, day, 6, tzinfo=UTC),
        source=f"{news.source}.example",
        language=news.language,
    )
    people = {merge_key(name): name for name in news.people}
    body = _columns(news.body)
    facets = {
        "person": tuple(people),
        SPELLING: tuple(pair_key(key, name) for key, name in people.items()),
        "country": tuple(news.countries),
        "source": (article.source,),
        "language": (article.language,),
        "year": (f"{year}",),
        "month": (f"{year}-{month:02}",),
        "day": (f"{year}-{month:02}-{day:02}",),
    }
    names = _columns([word.lower() for name in people.values() for word in name.split()])
    return Document(article, _columns(news.title), body, body.first(50), names, facets)


def _serve(data: Path, port: int, threads: int) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "web.cli", "--data", str(data), "serve", "--no-log"]
    server = subprocess.Popen(
        [*command, "--port", str(port), "--threads", str(threads)], stderr=subprocess.PIPE
    )
    assert server.stderr is not None
    if not re.search(rb"http://", line := server.stderr.readline()):
        raise SystemExit(line.decode())
    return server


def _address(path: str, query: Query, salt: int) -> str:
    """The address of a query; the rare word beside it makes that no answer was given before."""
    words = (
        f'"{" ".join(query.words)}"' if query.op == "phrase" else f" {query.op.upper()} ".join(query.words)
    )
    parameters = {"q": words.replace(" AND ", " ")}
    if query.country:
        parameters["country"] = query.country
    if query.dates:
        since, before = (f"{date // 10_000}-{date // 100 % 100:02}" for date in query.dates)
        parameters |= {"since": since, "until": before}
    parameters["not.source"] = f"{salt}.example"
    return f"{path}?{urlencode(parameters)}"


def _ask_for(
    seconds: float, asked: argparse.Namespace, queries: list[Query], ports: list[int]
) -> list[float]:
    """Seconds that each answer took."""
    times: list[float] = []
    end = time.perf_counter() + seconds

    def ask(port: int, seed: int) -> None:
        chance, connection = random.Random(seed), http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while time.perf_counter() < end:
            address = _address(asked.path, chance.choice(queries), chance.randrange(10**9))
            started = time.perf_counter()
            connection.request("GET", address)
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                raise SystemExit(f"{address} answers {answer.status}")
            times.append(time.perf_counter() - started)

    threads = [
        threading.Thread(target=ask, args=(port, 100 * n + port))
        for port in ports
        for n in range(asked.threads)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _report(asked: argparse.Namespace, times: list[float]) -> None:
    cuts = [1000 * cut for cut in statistics.quantiles(times, n=100)]
    print(f"{asked.processes} processes, {asked.threads} threads each, {asked.path}")
    print(f"{len(times) / asked.seconds:.0f} requests a second")
    print(f"p50 {cuts[49]:.1f} ms, p95 {cuts[94]:.1f} ms, p99 {cuts[98]:.1f} ms")


if __name__ == "__main__":
    main()
