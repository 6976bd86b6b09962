"""Nodes die, the whole cluster starts anew, the network breaks: nothing is lost and nothing wrong is said."""

import threading
import time
from collections.abc import Callable

import pytest

from crawler.article import Article
from crawler.corpus import Corpus
from crawler.errors import UnreachableIndex
from index import workers
from index.document import Document
from index.engines import Engine, check_index, open_engine
from index.query import Everything, Request, Word
from index.reindex import reindex
from index.text import analyze
from tests.opensearch.cluster import Cluster
from tests.opensearch.proxy import Proxy

pytestmark = pytest.mark.opensearch

Make = Callable[..., list[Document]]


def fill(location: str, documents: list[Document]) -> None:
    with open_engine(location, rebuild=True) as engine:
        for document in documents:
            engine.add(document)
        engine.commit("c", len(documents))


def urls(engine: Engine) -> set[str]:
    return {found.article.url for found in engine.scan(Request(Everything()))}


def test_a_node_killed_while_indexing_loses_no_article(
    own_cluster: Cluster, kept_twice: str, documents: Make
) -> None:
    made = documents(3_000)
    with open_engine(kept_twice, rebuild=True) as engine:
        for number, document in enumerate(made):
            if number == 1_500:
                own_cluster.kill(0)
            engine.add(document)
        assert engine.commit("c", 1) == []
        assert engine.info.documents == len(made)
        assert urls(engine) == {document.article.url for document in made}


def test_a_node_killed_while_several_processes_index_loses_no_article(
    own_cluster: Cluster, kept_twice: str, corpus: Corpus, article: Callable[..., Article],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    monkeypatch.setattr(workers, "_WORTH", 1)
    for number in range(900):
        corpus.put(article(f"n{number}", f"Мұнай бағасы өсті. Нөмірі {number}."))
    killed: list[int] = []

    def kill_once(done: int, last: int) -> None:
        if not killed:
            killed.append(done)
            own_cluster.kill(0)

    report = reindex(corpus, kept_twice, jobs=2, progress=kill_once)
    assert killed[0] < 900
    assert (report.documents, report.skipped) == (900, [])
    with open_engine(kept_twice) as engine:
        assert len(urls(engine)) == 900


def test_a_new_index_has_all_its_copies_before_the_first_document(
    own_cluster: Cluster, kept_twice: str, documents: Make
) -> None:
    name = kept_twice.rpartition("/")[2].partition("?")[0]
    with open_engine(kept_twice, rebuild=True) as engine, own_cluster.client() as client:
        engine.add(documents(1)[0])
        assert client.cluster.health(index=f"{name}-000001")["status"] == "green"


def test_searches_go_on_when_a_node_dies(own_cluster: Cluster, kept_twice: str, documents: Make) -> None:
    fill(kept_twice, documents(500))
    own_cluster.wait_for_green()
    answers: list[tuple[float, int]] = []
    stop = threading.Event()
    word = Word(analyze("мұнай")[0])

    def read() -> None:
        with open_engine(kept_twice) as engine:
            while not stop.is_set():
                asked = time.monotonic()
                answers.append((asked, engine.find(Request(word)).total))

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    time.sleep(1)
    own_cluster.kill(1)
    killed = time.monotonic()
    time.sleep(6)
    stop.set()
    for reader in readers:
        reader.join()
    assert {total for _, total in answers} == {500}
    assert any(asked > killed for asked, _ in answers)


def test_a_full_restart_loses_nothing(own_cluster: Cluster, kept_twice: str, documents: Make) -> None:
    made = documents(300)
    fill(kept_twice, made[:200])
    with open_engine(kept_twice) as engine:
        for document in made[200:]:
            engine.add(document)
        engine.commit("c", 2)
    own_cluster.kill_all()
    own_cluster.start()
    own_cluster.wait_for_green()
    with open_engine(kept_twice) as engine:
        assert engine.info.checkpoint == 2
        assert urls(engine) == {document.article.url for document in made}
    assert check_index(kept_twice) == []


def test_a_cut_line_is_waited_for(own_cluster: Cluster, kept_twice: str, documents: Make) -> None:
    fill(kept_twice, documents(50))
    with Proxy(own_cluster.hosts[2]) as proxy:
        place = kept_twice.replace(",".join(own_cluster.hosts), proxy.address)
        with open_engine(place) as engine:
            assert engine.find(Request(Everything())).total == 50
            proxy.cut()
            threading.Timer(2, proxy.mend).start()
            assert engine.find(Request(Everything())).total == 50
            engine.add(documents(1, first=50)[0])
            proxy.cut()
            threading.Timer(2, proxy.mend).start()
            engine.commit("c", 51)
            assert engine.find(Request(Everything())).total == 51


def test_a_line_that_stays_cut_is_given_up(own_cluster: Cluster, kept_twice: str, documents: Make) -> None:
    fill(kept_twice, documents(5))
    with Proxy(own_cluster.hosts[2]) as proxy:
        place = kept_twice.replace(",".join(own_cluster.hosts), proxy.address).replace("=60", "=1")
        with open_engine(place) as engine:
            assert engine.find(Request(Everything())).total == 5
            proxy.cut()
            with pytest.raises(UnreachableIndex, match="no node can be reached"):
                engine.find(Request(Everything()))
