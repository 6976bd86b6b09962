"""Errors are answers: a page that helps, or problem details."""

from pathlib import Path

import pytest

from crawler.corpus import Corpus
from index.reindex import reindex
from web import create_app
from web.live_index import LiveIndex


def test_a_misread_address_says_what_and_keeps_the_rest(get) -> None:
    page = get(q="мұнай", since="жаз", country="KZ", status=400)
    assert "«жаз» дұрыс жазылған күн емес" in page.select_one("#misread").get_text()
    box = page.select_one("input[name=q]")
    assert (box["value"], box["aria-invalid"]) == ("мұнай", "true")
    assert page.select_one("#search input[name=country]")["value"] == "KZ"


@pytest.mark.parametrize("query", ["мұнай (газ", '"', "after:жаз", "-", "а" * 5000, "(" * 500])
def test_no_query_is_refused(client, query: str) -> None:
    assert client.get("/", query_string={"q": query}).status_code == 200


@pytest.mark.parametrize("wrong", [{"since": "жаз"}, {"until": "2024-02-30"}, {"sort": "size"}])
def test_arguments_that_cannot_be_read_are_named(get, wrong: dict[str, str]) -> None:
    assert get(status=400, **wrong).select_one("#misread").get_text(strip=True)


@pytest.mark.parametrize("query", ["month=x", "month=2024-13", "not.month=x", "country=x", "language=x"])
def test_a_value_that_no_facet_has_finds_nothing_and_breaks_nothing(client, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200
    assert client.get(f"/api/v1/search?{query}").status_code == 200


def test_dates_of_a_misread_search_survive_in_the_form(get) -> None:
    page = get(sort="size", since="2024-01-01", status=400)
    assert page.select_one("#search input[name=since]")["value"] == "2024-01-01"


def test_an_unknown_address_is_a_page_too(get) -> None:
    assert get("/none", status=404, lang="en").h1.get_text() == "There is no such page."


def test_a_wrong_method_names_the_right_ones(client) -> None:
    response = client.post("/")
    assert response.status_code == 405
    assert "GET" in response.headers["Allow"]


def test_what_breaks_is_hidden_from_readers_and_logged(location: Path, caplog) -> None:
    app = create_app(location)
    app.extensions[LiveIndex.NAME] = None
    response = app.test_client().get("/?lang=en")
    assert response.status_code == 500
    assert "Something broke on our side" in response.text
    assert "AttributeError" not in response.text
    assert "AttributeError" in caplog.text
    assert app.test_client().get("/api/v1/search").json["status"] == 500


@pytest.fixture
def own_location(corpus: Corpus, article, tmp_path: Path) -> Path:
    corpus.put(article())
    reindex(corpus, tmp_path / "index")
    return tmp_path / "index"


@pytest.mark.parametrize(
    ("harm", "message"),
    [
        ("none", "there is no index yet; run: izdeu reindex"),
        ("cut", "izdeu reindex --full"),
    ],
)
def test_without_a_usable_index_every_answer_is_503(own_location: Path, harm: str, message: str) -> None:
    for file in own_location.iterdir():
        if harm == "none":
            file.unlink()
        elif file.suffix == ".seg":
            file.write_bytes(file.read_bytes()[:-1])
    client = create_app(own_location).test_client()
    for path in ("/", "/article?url=x", "/api/v1/search", "/api/v1/article?url=x"):
        response = client.get(path)
        assert response.status_code == 503, path
        assert message in response.text
        assert response.headers["Retry-After"] == "60"
    health = client.get("/healthz")
    assert health.status_code == 503
    assert health.json["status"] == "unavailable"
    assert message in health.json["detail"]


def test_the_first_index_is_picked_up_without_a_restart(tmp_path: Path, corpus: Corpus, article) -> None:
    app = create_app(tmp_path / "index")
    client = app.test_client()
    assert client.get("/").status_code == 503
    corpus.put(article())
    reindex(corpus, tmp_path / "index")
    assert client.get("/healthz").json["documents"] == 1
    corpus.put(article("b"))
    reindex(corpus, tmp_path / "index")
    assert client.get("/healthz").json["documents"] == 2
    app.extensions[LiveIndex.NAME].close()
