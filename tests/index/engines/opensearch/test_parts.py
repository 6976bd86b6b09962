"""Parts reach a cluster through clients of their own, and tell what it refuses."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from opensearchpy import OpenSearch

from crawler.article import Article
from crawler.errors import IndexBusy
from index.document import Document, make_document
from index.engines import open_engine
from index.engines.base import Edit
from index.engines.opensearch import lock, writing
from index.query import Everything, Request

pytestmark = pytest.mark.opensearch

Make = Callable[..., list[Document]]


def edits_of(documents: list[Document]) -> list[Edit]:
    return [(document.article.url, document) for document in documents]


@pytest.mark.parametrize("rebuild", [True, False])
def test_what_is_refused_is_told_of_every_part(
    place_in_cluster: str, documents: Make, rebuild: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Threads stand for processes: what they do is the same, and quicker to start."""
    monkeypatch.setattr(writing, "_LETTERS", 1)  # each waiting operation is a load of its own
    with open_engine(place_in_cluster, rebuild=True) as engine:
        engine.commit("c", 1)
    made = documents(6)
    for number in (1, 4):
        made[number] = replace(made[number], facets={**made[number].facets, "day": ("no day",)})
    with open_engine(place_in_cluster, rebuild=rebuild) as engine, ThreadPoolExecutor(2) as pool:
        writer = engine.part_writer(2)
        for first in (0, 3):
            engine.take(writer.write(first, edits_of(made[first : first + 3])))
        refused = engine.commit("c", 2, pool)
        assert [url for url, _ in refused] == [made[1].article.url, made[4].article.url]
        assert engine.info.documents == 4


def test_parts_lie_in_their_years(place_in_cluster: str, article: Callable[..., Article]) -> None:
    def dated(name: str, year: int) -> list[Document]:
        made = make_document(article(name, published=datetime(year, 6, 1, tzinfo=UTC)))
        return [made] if isinstance(made, Document) else []

    place = f"{place_in_cluster}&yearly=1"
    with open_engine(place, rebuild=True) as engine:
        writer = engine.part_writer(2)
        for first, made in enumerate((dated("a", 2001), dated("b", 2002))):
            engine.take(writer.write(first, edits_of(made)))
        engine.commit("c", 1)
    with open_engine(place) as engine, ThreadPoolExecutor(2) as pool:
        engine.take(engine.part_writer(2).write(0, edits_of(dated("a", 2003))))  # its date was mended
        engine.commit("c", 2, pool)
        months = engine.find(Request(Everything(), facets=("month",))).counts["month"]
    assert months == {"2002-06": 1, "2003-06": 1}


def test_a_writer_whose_lock_was_taken_publishes_nothing(
    place_in_cluster: str, documents: Make, cluster_hosts: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lock, "_RENEWAL", 0.05)
    name = f"{place_in_cluster.rpartition('/')[2].partition('?')[0]}-lock"
    with open_engine(place_in_cluster) as engine, OpenSearch(cluster_hosts, timeout=60) as client:
        engine.commit("c", 1)
        engine.add(documents(1)[0])
        held = client.get(index=name, id="writer")
        wait_until(
            lambda: client.get(index=name, id="writer")["_version"] > held["_version"]
        )  # it is renewed
        taken = {"holder": "elsewhere/1/x", "until": 9e12, "token": 9}
        client.index(index=name, id="writer", body=taken)
        kept = engine._writing._lock  # type: ignore[attr-defined]
        wait_until(lambda: kept._lost is not None)
        with pytest.raises(IndexBusy, match="process 1 on elsewhere"):
            engine.commit("c", 2)
    with open_engine(place_in_cluster) as engine:
        assert engine.info.documents == 0


def wait_until(come: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not come():
        assert time.monotonic() < until
        time.sleep(0.02)
