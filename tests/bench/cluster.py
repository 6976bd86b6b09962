"""A cluster beside the embedded engine: ``python -m tests.bench.cluster --articles 100000``.

The same made-up, analysed documents go through the seam into both, then the same queries are asked of both, with the
facets of a result page. Starts three nodes on this machine, or takes ``--hosts``. Prints seconds of the clock, sizes,
and ratios; one client, one thread.
"""

import argparse
import shutil
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from opensearchpy import OpenSearch

from crawler.article import Article
from index.document import Document
from index.engines import Engine, open_engine
from index.query import And, InFacet, Node, Or, Phrase, Published, Request, Word
from index.text.columns import Columns
from tests.bench.engines.corpus import News, Newsroom, Query, make_queries, read_vocabulary
from tests.bench.engines.run import VOCABULARY
from tests.opensearch.cluster import Cluster

_FACETS = {"person": 20, "country": 20, "source": 20, "language": 20}
_SAMPLE = 20_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--every", type=int, default=1, help="ask each n-th query only")
    parser.add_argument("--shards", type=int, default=3)
    parser.add_argument("--replicas", type=int, default=0)
    parser.add_argument("--hosts", help="nodes of a cluster that runs already: host:port,…")
    arguments = parser.parse_args()
    folder = Path(tempfile.mkdtemp(prefix="izdeu-bench-"))
    cluster = None if arguments.hosts else Cluster(folder / "nodes", brief=False).start()
    hosts = arguments.hosts.split(",") if arguments.hosts else cluster.hosts  # type: ignore[union-attr]
    place = f"opensearch://{','.join(hosts)}/bench?shards={arguments.shards}&replicas={arguments.replicas}"
    try:
        _compare({"Whoosh": folder / "index", "OpenSearch": place}, hosts, arguments)
    finally:
        if cluster:
            cluster.stop()
        shutil.rmtree(folder)


def _compare(places: dict[str, Any], hosts: list[str], arguments: argparse.Namespace) -> None:
    news = Newsroom(read_vocabulary(VOCABULARY))
    sample = list(news.articles(min(_SAMPLE, arguments.articles)))
    queries = make_queries(sample)[:: arguments.every]
    making = _seconds_to_make(sample) * arguments.articles / len(sample)
    rows: dict[str, list[float]] = {}
    for name, place in places.items():
        began = time.perf_counter()
        with open_engine(place, rebuild=True) as engine:
            for article in news.articles(arguments.articles):
                engine.add(_document(article))
            engine.commit("bench", 1)
        built = time.perf_counter() - began - making
        size = _cluster_bytes(hosts) if name == "OpenSearch" else _folder_bytes(place)
        with open_engine(place) as engine:
            times = [_milliseconds(engine, query) for query in queries]
        rows[name] = [
            arguments.articles / built,
            size / arguments.articles,
            statistics.median(times),
            statistics.quantiles(times, n=20)[-1],
        ]
    print(
        "| engine | articles a second | bytes an article | query, median ms | p95 ms |\n|---|---|---|---|---|"
    )
    base = rows["Whoosh"]
    for name, row in rows.items():
        print(
            f"| {name} | "
            + " | ".join(f"{a:,.3g} ({a / b:.2f})" for a, b in zip(row, base, strict=True))
            + " |"
        )


def _seconds_to_make(sample: list[News]) -> float:
    """What writing the articles takes by itself; it is taken off both."""
    began = time.perf_counter()
    for article in Newsroom(read_vocabulary(VOCABULARY)).articles(len(sample)):
        _document(article)
    return time.perf_counter() - began


def _document(news: News) -> Document:
    day = str(news.date)
    published = datetime(int(day[:4]), int(day[4:6]), int(day[6:]), 6, tzinfo=UTC)
    text = " ".join(news.body)
    article = Article(
        f"https://{news.source}.example/{news.number}", " ".join(news.title), text, published,
        source=news.source, language=news.language,
    )  # fmt: skip
    body = _columns(news.body)
    facets = {
        "person": tuple(news.people), "country": tuple(news.countries), "source": (news.source,),
        "language": (news.language,), "year": (day[:4],), "month": (f"{day[:4]}-{day[4:6]}",),
        "day": (published.date().isoformat(),), "story": (),
    }  # fmt: skip
    people = _columns([word for name in news.people for word in name.lower().split()])
    return Document(article, _columns(news.title), body, body.first(50), people, facets)


def _columns(words: list[str]) -> Columns:
    return Columns(words, words, range(len(words)))


def _milliseconds(engine: Engine, query: Query) -> float:
    """The faster of two askings, so that neither engine pays for what it reads the first time."""
    request = Request(_node(query), facets=tuple(_FACETS), facet_sizes=_FACETS)
    times = []
    for _ in range(2):
        began = time.perf_counter()
        engine.find(request)
        times.append(1000 * (time.perf_counter() - began))
    return min(times)


def _node(query: Query) -> Node:
    words: tuple[Node, ...] = tuple(Word(word) for word in query.words)
    if query.op == "phrase":
        return Phrase(tuple(query.words))
    if query.op == "or":
        return Or(words)
    if query.country:
        words += (InFacet("country", (query.country,)),)
    if query.dates:
        words += (Published(*(datetime.strptime(f"{day}+0000", "%Y%m%d%z") for day in query.dates)),)
    return And(words)


def _folder_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _cluster_bytes(hosts: list[str]) -> int:
    with OpenSearch(hosts, timeout=600) as client:
        client.indices.forcemerge(index="bench", params={"max_num_segments": 1, "request_timeout": 600})
        client.indices.refresh(index="bench")  # lets go of the files that were merged
        client.indices.flush(index="bench", params={"request_timeout": 600})
        told = client.indices.stats(index="bench", metric="store")
    return int(told["_all"]["primaries"]["store"]["size_in_bytes"])


if __name__ == "__main__":
    main()
