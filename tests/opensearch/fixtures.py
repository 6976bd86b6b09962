"""Fixtures of the tests that need a cluster: a plugin, so that every folder of tests can use them."""

import uuid
from collections.abc import Iterator

import pytest
from opensearchpy import OpenSearch

from tests.opensearch.cluster import Cluster, NoCluster

START = "start"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--opensearch",
        nargs="?",
        const=START,
        help="also run the tests that need a cluster: one that is started for them, or the one at HOST:PORT,…",
    )


@pytest.fixture(scope="session")
def own_cluster(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Cluster]:
    """Three nodes that a test may kill, as long as all run again when it ends."""
    if request.config.getoption("--opensearch") != START:
        pytest.skip("needs a cluster of its own: run pytest with --opensearch (JDK >= 21 and Maven)")
    try:
        cluster = Cluster(tmp_path_factory.mktemp("opensearch")).start()
    except NoCluster as reason:
        pytest.skip(f"no OpenSearch cluster can be started here: {reason}")
    yield cluster
    cluster.stop()


@pytest.fixture(scope="session")
def cluster_hosts(request: pytest.FixtureRequest) -> list[str]:
    """Where the nodes of a cluster answer, whoever started it."""
    chosen = request.config.getoption("--opensearch")
    if chosen and chosen != START:
        return str(chosen).split(",")
    hosts: list[str] = request.getfixturevalue("own_cluster").hosts
    return hosts


@pytest.fixture
def place_in_cluster(cluster_hosts: list[str]) -> Iterator[str]:
    """The location of an index that is not there yet; what comes to be there goes after the test."""
    yield from _place(cluster_hosts)


@pytest.fixture(scope="module")
def shared_place_in_cluster(cluster_hosts: list[str]) -> Iterator[str]:
    """The same for all tests of a module."""
    yield from _place(cluster_hosts)


def _place(hosts: list[str]) -> Iterator[str]:
    name = f"test-{uuid.uuid4().hex[:12]}"
    yield f"opensearch://{','.join(hosts)}/{name}?shards=2&replicas=0"
    with OpenSearch(hosts, timeout=60) as client:
        for index in client.indices.get(index=f"{name}-*"):
            client.indices.delete(index=index)
