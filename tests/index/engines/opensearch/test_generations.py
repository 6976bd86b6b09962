"""A rebuild replaces the index in one step, keeps the last one, and can be taken back; years can lie apart."""

import subprocess
import sys
import threading
from collections.abc import Callable
from datetime import UTC, datetime

import pytest
from opensearchpy import OpenSearch

from crawler.article import Article
from crawler.errors import IndexBusy, NoIndex, StoredIndexError
from index.document import Document, make_document
from index.engines import check_index, open_engine, roll_back
from index.engines.opensearch.generations import WARM_NODES
from index.query import Everything, Request

pytestmark = pytest.mark.opensearch

Make = Callable[..., list[Document]]


def build(place: str, documents: list[Document], checkpoint: int = 1) -> None:
    with open_engine(place, rebuild=True) as engine:
        for document in documents:
            engine.add(document)
        engine.commit("c", checkpoint)


def total(place: str) -> int:
    with open_engine(place) as engine:
        return engine.find(Request(Everything(), limit=0)).total


@pytest.fixture
def client(cluster_hosts: list[str]) -> OpenSearch:
    return OpenSearch(cluster_hosts, timeout=60)


def indexes(client: OpenSearch, place: str) -> list[str]:
    name = place.rpartition("/")[2].partition("?")[0]
    found = client.indices.get(index=f"{name}-*")
    return sorted(index.removeprefix(name) for index in found if not index.endswith("-lock"))


def test_the_last_index_is_kept_and_can_be_gone_back_to(
    place_in_cluster: str, documents: Make, client: OpenSearch
) -> None:
    with pytest.raises(NoIndex):
        roll_back(place_in_cluster)
    build(place_in_cluster, documents(1), checkpoint=1)
    with pytest.raises(StoredIndexError, match="no older index is kept"):
        roll_back(place_in_cluster)
    build(place_in_cluster, documents(2), checkpoint=2)
    build(place_in_cluster, documents(3), checkpoint=3)
    assert indexes(client, place_in_cluster) == ["-000002", "-000003"]
    assert roll_back(place_in_cluster).checkpoint == 2
    assert total(place_in_cluster) == 2
    with open_engine(place_in_cluster) as engine:
        engine.add(documents(1, first=9)[0])
        engine.commit("c", 4)
    assert total(place_in_cluster) == 3
    assert roll_back(place_in_cluster).checkpoint == 3


def test_searches_meet_no_gap_while_an_index_is_replaced(place_in_cluster: str, documents: Make) -> None:
    old, new = documents(20), documents(30)
    build(place_in_cluster, old)
    seen: set[int] = set()
    stop = threading.Event()

    def read() -> None:
        with open_engine(place_in_cluster) as engine:
            while not stop.is_set():
                seen.add(engine.find(Request(Everything(), limit=0)).total)

    reader = threading.Thread(target=read)
    reader.start()
    for made in (new, old, new):
        build(place_in_cluster, made)
    stop.set()
    reader.join()
    assert seen == {20, 30}


def test_a_build_that_was_broken_off_is_cleared_away(
    place_in_cluster: str, documents: Make, client: OpenSearch
) -> None:
    build(place_in_cluster, documents(2))
    program = (
        "import os, sys; from index.engines.opensearch.engine import OpenSearchEngine\n"
        "engine = OpenSearchEngine(sys.argv[1], rebuild=True)\n"
        "engine._open_writing(); os.kill(os.getpid(), 9)"
    )
    killed = subprocess.run([sys.executable, "-c", program, place_in_cluster])
    assert killed.returncode == -9
    assert indexes(client, place_in_cluster) == ["-000001", "-000002"]
    assert total(place_in_cluster) == 2
    build(place_in_cluster, documents(3))
    assert indexes(client, place_in_cluster) == ["-000001", "-000003"]
    assert total(place_in_cluster) == 3


def test_a_writer_elsewhere_is_waited_for_until_its_lease_ends(
    place_in_cluster: str, documents: Make, client: OpenSearch
) -> None:
    build(place_in_cluster, documents(1))
    lock = f"{place_in_cluster.rpartition('/')[2].partition('?')[0]}-lock"
    held = {"holder": "elsewhere/1/x", "until": 9e12, "token": 7}
    client.index(index=lock, id="writer", body=held)
    with open_engine(place_in_cluster) as engine, pytest.raises(IndexBusy, match="process 1 on elsewhere"):
        engine.remove("https://dala.example/n0")
    client.index(index=lock, id="writer", body=held | {"until": 1})
    with open_engine(place_in_cluster) as engine:
        engine.remove("https://dala.example/n0")
        engine.commit("c", 2)
    assert total(place_in_cluster) == 0


def test_a_name_that_somebody_else_uses_is_left_alone(cluster_hosts: list[str], client: OpenSearch) -> None:
    client.indices.create(index="test-of-others", body={"settings": {"number_of_replicas": 0}})
    try:
        place = f"opensearch://{','.join(cluster_hosts)}/test-of-others"
        with (
            open_engine(place, rebuild=True) as engine,
            pytest.raises(StoredIndexError, match="choose another name"),
        ):
            engine.commit("c", 1)
        assert client.indices.exists(index="test-of-others")
    finally:
        client.indices.delete(index="test-of-others*")


def test_a_document_that_cannot_be_stored_costs_itself_alone(place_in_cluster: str, documents: Make) -> None:
    good, bad = documents(2)
    broken = Document(
        bad.article, bad.title, bad.text, bad.lead, bad.person, {**bad.facets, "day": ("no day",)}
    )
    with open_engine(place_in_cluster) as engine:
        engine.add(broken)
        engine.add(good)
        refused = engine.commit("c", 1)
        assert [url for url, _ in refused] == [bad.article.url]
        assert "no day" in refused[0][1]
        assert engine.info.documents == 1


def test_check_tells_of_missing_articles_and_copies(
    place_in_cluster: str, documents: Make, client: OpenSearch
) -> None:
    build(place_in_cluster, documents(2))
    assert check_index(place_in_cluster) == []
    name = place_in_cluster.rpartition("/")[2].partition("?")[0]
    client.delete_by_query(index=name, body={"query": {"match_all": {}}}, params={"refresh": "true"})
    client.indices.put_settings(index=name, body={"index.number_of_replicas": 9})
    copies, articles = check_index(place_in_cluster)
    assert "copies of shards are not in place" in copies
    assert "holds 0 articles, and 2 were published" in articles


def test_years_lie_apart(
    place_in_cluster: str, article: Callable[..., Article], client: OpenSearch, cluster_hosts: list[str]
) -> None:
    place = f"{place_in_cluster}&yearly=1&warm=2"
    this_year = datetime.now(UTC).year
    years = {"new": this_year, "old": 2001, "undated": None}

    def dated(name: str, year: int | None) -> Document:
        moment = datetime(year, 6, 1, tzinfo=UTC) if year else None
        made = make_document(article(name, published=moment))
        assert isinstance(made, Document)
        return made

    build(place, [dated(name, year) for name, year in years.items()])
    assert indexes(client, place) == ["-000001", "-000001-2001", f"-000001-{this_year}"]
    assert total(place) == 3
    name = place.rpartition("/")[2].partition("?")[0]
    settings = client.indices.get_settings(index=f"{name}-0*", params={"flat_settings": "true"})
    warm = {index[-4:] for index, told in settings.items() if told["settings"].get(WARM_NODES) == "warm"}
    assert warm == {"2001"}
    with open_engine(place) as engine:
        engine.add(dated("old", 2002))  # its date was mended
        engine.remove("https://dala.example/new")
        engine.commit("c", 2)
        months = engine.find(Request(Everything(), facets=("month",))).counts["month"]
    assert months == {"2002-06": 1}
    assert total(place) == 2
    with open_engine(place_in_cluster) as engine:  # without the option
        engine.add(dated("old", 2003))
        engine.commit("c", 3)
    assert total(place) == 2
