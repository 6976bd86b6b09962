"""What the tests of the engine for a cluster share."""

import uuid
from collections.abc import Callable, Iterator

import pytest

from crawler.article import Article
from index.document import Document, make_document
from tests.opensearch.cluster import Cluster


@pytest.fixture(scope="session")
def documents(article: Callable[..., Article]) -> Callable[..., list[Document]]:
    """Makes documents of a few words, each with its number as a word of its own."""

    def make(count: int, first: int = 0, text: str = "Мұнай бағасы өсті") -> list[Document]:
        made = [make_document(article(f"n{n}", f"{text}. Нөмірі {n}.")) for n in range(first, first + count)]
        return [document for document in made if isinstance(document, Document)]

    return make


@pytest.fixture
def kept_twice(own_cluster: Cluster) -> Iterator[str]:
    """The location of an index of which every shard has a replica, in a cluster that the test may hurt."""
    name = f"test-{uuid.uuid4().hex[:12]}"
    yield f"opensearch://{','.join(own_cluster.hosts)}/{name}?shards=3&replicas=1&timeout=10&patience=60"
    own_cluster.start()
    with own_cluster.client() as client:
        for index in client.indices.get(index=f"{name}-*"):
            client.indices.delete(index=index)
