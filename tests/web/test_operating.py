"""What runs around every request: caching, packing, limits, measurements, the log, and settings."""

import gzip
import logging
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from crawler.corpus import Corpus
from crawler.errors import IzdeuError
from index.reindex import reindex
from web import create_app
from web.live_index import LiveIndex

PATHS = [
    "/?q=кемпірқосақ",
    "/article?url=https://one.example/rainbow",
    "/api/v1/search?q=кемпірқосақ",
    "/feed.rss",
]


@pytest.fixture
def with_settings(location: Path):
    """A client of an app of its own, with some settings."""
    apps = []

    def make(**settings: object) -> FlaskClient:
        apps.append(create_app(location, **settings))
        return apps[-1].test_client()

    yield make
    for app in apps:
        app.extensions[LiveIndex.NAME].close()


@pytest.mark.parametrize("path", PATHS)
def test_what_has_not_changed_is_not_sent_again(client, path: str) -> None:
    first = client.get(path)
    assert first.headers["ETag"].startswith('W/"')
    assert "max-age=60" in first.headers["Cache-Control"]
    again = client.get(path, headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    other = client.get(
        path + ("&" if "?" in path else "?") + "lang=ru", headers={"If-None-Match": first.headers["ETag"]}
    )
    assert other.status_code == 200


def test_a_new_index_is_a_new_answer(tmp_path: Path, corpus: Corpus, article) -> None:
    corpus.put(article())
    reindex(corpus, tmp_path / "index")
    app = create_app(tmp_path / "index")
    tag = app.test_client().get("/").headers["ETag"]
    corpus.put(article("b"))
    reindex(corpus, tmp_path / "index")
    answer = app.test_client().get("/", headers={"If-None-Match": tag})
    assert answer.status_code == 200
    assert answer.headers["ETag"] != tag
    app.extensions[LiveIndex.NAME].close()


def test_other_settings_are_another_answer(with_settings) -> None:
    tag = with_settings().get("/").headers["ETag"]
    assert with_settings(results_per_page=3).get("/", headers={"If-None-Match": tag}).status_code == 200


@pytest.mark.parametrize("path", ["/?q=", "/api/v1/search?q="])
def test_an_answer_that_was_cut_short_is_not_kept(client, path: str) -> None:
    answer = client.get(path + "+".join(f"w{number}" for number in range(150)))
    assert answer.status_code == 200
    assert "no-store" in answer.headers["Cache-Control"] and "ETag" not in answer.headers


@pytest.mark.parametrize("path", ["/none", "/?sort=size", "/healthz", "/metrics"])
def test_errors_and_states_are_not_kept(client, path: str) -> None:
    answer = client.get(path)
    assert "no-store" in answer.headers["Cache-Control"]
    assert "ETag" not in answer.headers


def test_files_are_kept_for_long_under_an_address_of_their_version(get, client) -> None:
    address = get().select_one("link[rel=stylesheet]")["href"]
    assert "?v=" in address
    with client.get(address) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


@pytest.mark.parametrize("path", ["/", "/api/v1/search", "/static/style.css"])
def test_text_is_packed_for_those_who_take_it(client, path: str) -> None:
    with client.get(path) as plain, client.get(path, headers={"Accept-Encoding": "gzip"}) as packed:
        assert "Content-Encoding" not in plain.headers
        assert packed.headers["Content-Encoding"] == "gzip"
        assert "Accept-Encoding" in packed.headers["Vary"]
        assert len(packed.data) < len(plain.data)
        assert gzip.decompress(packed.data)[:50] == plain.data[:50]


def test_too_many_requests_of_one_address_have_to_wait(with_settings) -> None:
    client = with_settings(rate_limit="3/minute")

    def get(path: str = "/", address: str = "192.0.2.1"):
        return client.get(path, environ_base={"REMOTE_ADDR": address})

    assert [get().status_code for _ in range(4)] == [200, 200, 200, 429]
    page = get("/?lang=en")
    assert "Please wait a little" in page.text
    assert 1 <= int(page.headers["Retry-After"]) <= 60
    problem = get("/api/v1/search")
    assert (problem.status_code, problem.content_type) == (429, "application/problem+json")
    assert problem.json["type"].endswith("#too-many-requests")
    assert get("/healthz").status_code == 200
    assert get(address="192.0.2.2").status_code == 200
    homes = ["2001:db8::1", "2001:db8::2", "2001:db8::3", "2001:db8::4", "2001:db8:0:1::1"]
    assert [get(address=home).status_code for home in homes] == [200, 200, 200, 429, 200]


def test_the_address_is_the_readers_only_behind_a_trusted_proxy(with_settings) -> None:
    for proxies, statuses in ((0, [200, 429]), (1, [200, 200])):
        client = with_settings(rate_limit="1/minute", trusted_proxies=proxies)
        readers = ({"X-Forwarded-For": f"192.0.2.{number}"} for number in (1, 2))
        assert [client.get("/", headers=headers).status_code for headers in readers] == statuses


def test_other_origins_read_the_api_by_setting(client, with_settings) -> None:
    ours = {"Origin": "https://news.example"}
    allowed = "Access-Control-Allow-Origin"
    assert allowed not in client.get("/api/v1/search", headers=ours).headers
    some = with_settings(cors_origins=("https://news.example",))
    answer = some.get("/api/v1/search", headers=ours)
    assert (answer.headers[allowed], "Origin" in answer.headers["Vary"]) == ("https://news.example", True)
    assert allowed not in some.get("/api/v1/search", headers={"Origin": "https://evil.example"}).headers
    assert allowed not in some.get("/", headers=ours).headers
    assert with_settings(cors_origins=("*",)).get("/api/v1/search", headers=ours).headers[allowed] == "*"
    before = some.options(
        "/api/v1/search", headers=ours | {"Access-Control-Request-Headers": "If-None-Match"}
    )
    assert before.headers["Access-Control-Allow-Headers"] == "If-None-Match"


def test_metrics_count_what_was_answered(with_settings) -> None:
    client = with_settings()
    for path in ("/", "/", "/none", "/api/v1/search?sort=size"):
        client.get(path)
    lines = client.get("/metrics").text.splitlines()
    assert 'izdeu_requests_total{endpoint="pages.search",status="200"} 2.0' in lines
    assert 'izdeu_requests_total{endpoint="none",status="404"} 1.0' in lines
    assert 'izdeu_requests_total{endpoint="api.search",status="400"} 1.0' in lines
    assert 'izdeu_request_seconds_count{endpoint="pages.search"} 2.0' in lines
    assert any(line.startswith("izdeu_documents ") and float(line.split()[1]) > 30 for line in lines)


def test_each_answer_is_one_line_of_the_log(client, caplog) -> None:
    with caplog.at_level(logging.INFO, "izdeu.access"):
        client.get("/?q=а%0A\n", headers={"User-Agent": "reader\t1"})
    (line,) = [record.getMessage() for record in caplog.records if record.name == "izdeu.access"]
    assert "\n" not in line and "\t" not in line
    assert line.startswith("127.0.0.1 [")
    assert '"GET /?q=' in line and " 200 " in line and "reader" in line


def test_settings_come_from_the_environment_under_those_given(with_settings, monkeypatch) -> None:
    monkeypatch.setenv("IZDEU_MAX_DEPTH", "20")
    monkeypatch.setenv("IZDEU_CORS_ORIGINS", "https://a.example, https://b.example")
    config = with_settings().application.config
    assert config["MAX_DEPTH"] == 20
    assert config["CORS_ORIGINS"] == ("https://a.example", "https://b.example")
    assert with_settings(max_depth=30).application.config["MAX_DEPTH"] == 30


@pytest.mark.parametrize(("name", "value"), [("MAX_DEPTH", "deep"), ("RATE_LIMIT", "often")])
def test_a_setting_that_cannot_be_read_is_named(location: Path, monkeypatch, name: str, value: str) -> None:
    monkeypatch.setenv(f"IZDEU_{name}", value)
    with pytest.raises(IzdeuError, match=f"IZDEU_{name}.*{value}"):
        create_app(location)


def test_only_names_of_the_site_are_answered(with_settings) -> None:
    client = with_settings(trusted_hosts=("izdeu.example",))
    assert client.get("/", base_url="https://izdeu.example").status_code == 200
    assert client.get("/", base_url="https://evil.example").status_code == 400
