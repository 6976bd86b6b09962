"""Every failure to reach a cluster, or to be let in, is told in one line that names it."""

import shutil
import socket
import ssl
import subprocess
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from opensearchpy.exceptions import TransportError

import search
from crawler.errors import IndexAccessDenied, UnreachableIndex
from index.document import Document
from index.engines import open_engine
from index.engines.opensearch.connection import may_pass
from index.query import Everything, Request
from tests.opensearch.gate import API_KEY, READER, WRITER, Gate

Make = Callable[..., list[Document]]


@pytest.fixture
def silent() -> Iterator[str]:
    """A host that takes connections and never answers."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield "{}:{}".format(*listener.getsockname())


@pytest.fixture
def website() -> Iterator[str]:
    """A host that answers, but not as OpenSearch does."""

    class Page(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(b"<html>")

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Page) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield f"127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_node_lost_in_the_middle_of_a_search_may_be_back() -> None:
    """No test can time this loss, so the answer is written as a cluster gave it."""
    causes = {"root_cause": [{"type": "node_disconnected_exception", "reason": "[node1] disconnected"}]}
    lost = TransportError(500, "search_phase_execution_exception", {"error": causes, "status": 500})
    wrong = TransportError(500, "search_phase_execution_exception", {"error": {"root_cause": []}})
    assert may_pass(lost)
    assert not may_pass(wrong)


def test_nobody_listens() -> None:
    with pytest.raises(
        UnreachableIndex, match=r"opensearch://127.0.0.1:1/izdeu: no node can be reached \(.*refused"
    ):
        search.open("opensearch://127.0.0.1:1/izdeu")


def test_nobody_answers(silent: str) -> None:
    with pytest.raises(UnreachableIndex, match=r"no node answered within 0\.2 s"):
        search.open(f"opensearch://{silent}/izdeu?timeout=0.2&patience=0")


def test_not_opensearch(website: str) -> None:
    with pytest.raises(UnreachableIndex, match="is not OpenSearch"):
        search.open(f"opensearch://{website}/izdeu")


def test_no_tls_there(website: str) -> None:
    with pytest.raises(UnreachableIndex, match="write opensearch:// instead"):
        search.open(f"opensearchs://{website}/izdeu")


@pytest.fixture(scope="module")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A certificate of localhost, signed by itself, with its key in the same file."""
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("needs openssl to make a certificate")
    path = tmp_path_factory.mktemp("tls") / "node.pem"
    command = [
        openssl,
        "req",
        "-x509",
        "-newkey",
        "rsa:2048",
        "-nodes",
        "-days",
        "2",
        "-subj",
        "/CN=localhost",
    ]
    command += ["-addext", "subjectAltName=DNS:localhost", "-keyout", f"{path}.key", "-out", str(path)]
    subprocess.run(command, check=True, capture_output=True)
    path.write_text(path.read_text() + Path(f"{path}.key").read_text())
    return path


@pytest.fixture
def gate(cluster_hosts: list[str], certificate: Path) -> Iterator[Gate]:
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with Gate(cluster_hosts[0], tls) as opened:
        yield opened


@pytest.mark.opensearch
def test_tls_and_credentials(
    gate: Gate,
    certificate: Path,
    place_in_cluster: str,
    documents: Make,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    name = place_in_cluster.partition("://")[2].partition("/")[2]
    place = f"opensearchs://{gate.address}/{name}"
    with pytest.raises(UnreachableIndex, match="IZDEU_OPENSEARCH_CA"):
        search.open(place)
    monkeypatch.setenv("IZDEU_OPENSEARCH_CA", str(certificate))
    with pytest.raises(IndexAccessDenied, match="IZDEU_OPENSEARCH_USER"):
        search.open(place)

    monkeypatch.setenv("IZDEU_OPENSEARCH_API_KEY", API_KEY)
    with open_engine(place) as engine:
        engine.add(documents(1)[0])
        engine.commit("c", 1)
    monkeypatch.delenv("IZDEU_OPENSEARCH_API_KEY")

    log_in(monkeypatch, READER)
    with search.open(place) as index:
        page = index.search("мұнай")
        assert page.total == 1 and page.facets["source"]
        assert index.article("https://dala.example/n0") is not None
    with open_engine(place) as engine:
        assert len(list(engine.scan(Request(Everything())))) == 1
        assert engine.keys("source", "") == {"dala.example": 1}
        with pytest.raises(IndexAccessDenied, match="do not have the right"):
            engine.add(documents(1)[0])
    log_in(monkeypatch, WRITER)
    with open_engine(place) as engine:
        engine.remove("https://dala.example/n0")
        engine.commit("c", 2)
        assert engine.info.documents == 0


def log_in(monkeypatch: pytest.MonkeyPatch, who: tuple[str, str]) -> None:
    monkeypatch.setenv("IZDEU_OPENSEARCH_USER", who[0])
    monkeypatch.setenv("IZDEU_OPENSEARCH_PASSWORD", who[1])
