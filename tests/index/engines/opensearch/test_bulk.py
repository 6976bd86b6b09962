"""Only what the cluster had no room for is sent again."""

from collections.abc import Callable
from typing import Any

import pytest
from opensearchpy import OpenSearch, TransportError

from crawler.errors import UnreachableIndex
from index.document import Document
from index.engines import open_engine
from index.engines.opensearch import bulk

pytestmark = pytest.mark.opensearch

Make = Callable[..., list[Document]]


class Crowded:
    """A full write queue, which does not come about at will: of the first requests every ``nth`` item is accepted."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, crowded: int, nth: int) -> None:
        self.sent: list[int] = []
        self._crowded, self._nth, self._real = crowded, nth, bulk._bulk
        monkeypatch.setattr(bulk, "_bulk", self)
        monkeypatch.setattr(bulk, "_FIRST_PAUSE", 0.01)

    def __call__(self, client: OpenSearch, body: str) -> dict[str, Any]:
        lines = body.splitlines(keepends=True)
        pairs = ["".join(lines[at : at + 2]) for at in range(0, len(lines), 2)]
        self.sent.append(len(pairs))
        if len(self.sent) > self._crowded:
            return self._real(client, body)
        accepted = pairs[self._nth - 1 :: self._nth]
        answer = self._real(client, "".join(accepted)) if accepted else {"items": []}
        rejected = {
            "index": {"status": 429, "error": {"type": "rejected_execution_exception", "reason": "full"}}
        }
        items = [rejected] * len(pairs)
        items[self._nth - 1 :: self._nth] = answer["items"]
        return {"items": items}


def test_rejected_items_alone_are_sent_again(
    place_in_cluster: str, documents: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = Crowded(monkeypatch, crowded=2, nth=2)
    with open_engine(place_in_cluster, rebuild=True) as engine:
        for document in documents(8):
            engine.add(document)
        assert engine.commit("c", 1) == []
        assert crowd.sent == [8, 4, 2]
        assert engine.info.documents == 8


def test_a_cluster_without_room_for_too_long_ends_the_run(
    place_in_cluster: str, documents: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_engine(place_in_cluster) as engine:
        engine.add(documents(1)[0])
        engine.commit("c", 1)
        Crowded(monkeypatch, crowded=1_000, nth=3)
        monkeypatch.setattr(bulk, "PATIENCE", 0.2)
        engine.add(documents(2)[0])
        engine.add(documents(2)[1])
        with pytest.raises(UnreachableIndex, match="had no room"):
            engine.commit("c", 2)
    with open_engine(place_in_cluster) as engine:
        assert (engine.info.documents, engine.info.checkpoint) == (1, 1)


def test_a_request_that_is_too_large_is_halved(
    place_in_cluster: str, documents: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, sizes = bulk._bulk, []

    def small_only(client: OpenSearch, body: str) -> dict[str, Any]:
        sizes.append(body.count('{"index"'))
        if sizes[-1] > 2:
            raise TransportError(413, "too large", {})
        return real(client, body)

    monkeypatch.setattr(bulk, "_bulk", small_only)
    monkeypatch.setattr(bulk, "_FIRST_PAUSE", 0.01)
    with open_engine(place_in_cluster, rebuild=True) as engine:
        for document in documents(7):
            engine.add(document)
        engine.commit("c", 1)
        assert engine.info.documents == 7
    assert sizes[0] == 7 and max(sizes[-3:]) <= 2


def test_the_later_of_two_operations_wins_though_the_earlier_is_sent_again(
    place_in_cluster: str, documents: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    crowd = Crowded(monkeypatch, crowded=1, nth=2)
    with open_engine(place_in_cluster, rebuild=True) as engine:
        engine.add(documents(1)[0])
        engine.add(documents(1, text="Газ бағасы түсті")[0])
        engine.commit("c", 1)
        assert crowd.sent == [2, 1]
        assert engine.frequencies("text", ["мұнай", "газ"], exact=True) == {"мұнай": 0, "газ": 1}
