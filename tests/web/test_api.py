"""The JSON API."""

import pytest

import search


def test_search_answers_what_the_package_answers(client, location) -> None:
    response = client.get(
        "/api/v1/search",
        query_string={"q": "кемпірқосақ", "source": ["one.example", "two.example"], "sort": "oldest"},
    )
    assert response.content_type == "application/json"
    answer = response.json
    with search.open(location) as index:
        page = index.search(
            "кемпірқосақ",
            filters={"source": ["one.example", "two.example"]},
            sort="oldest",
        ).to_dict()
    del page["took_ms"], answer["took_ms"]
    asked = {name: answer.pop(name) for name in ("filters", "exclude", "since", "until", "sort")}
    assert answer == page
    assert asked == {
        "filters": {"source": ["one.example", "two.example"]},
        "exclude": {},
        "since": None,
        "until": None,
        "sort": "oldest",
    }


def test_every_filter_of_the_pages_works(client) -> None:
    def total(**parameters: str) -> int:
        query = {name.replace("not_", "not."): value for name, value in parameters.items()}
        return int(client.get("/api/v1/search", query_string={"q": "кемпірқосақ", **query}).json["total"])

    assert total() == 3
    assert total(country="RU") == 2
    assert total(not_country="RU") == 1
    assert total(since="2024-03-24") == 2
    assert total(until="2024-03-23") == 1
    assert total(author="Айгүл Тілшіқызы") == 1
    assert total(person="Қасым-Жомарт Тоқаев", section="саясат", month="2024-03", language="kk") == 1


def test_facets_are_counted_as_asked(client) -> None:
    answer = client.get("/api/v1/search?q=кемпірқосақ&facets=year&facets=section").json
    assert {name: {value["key"] for value in values} for name, values in answer["facets"].items()} == {
        "year": {"2024"},
        "section": {"әлем", "саясат", "қоғам"},
    }


def test_limit_and_offset(client) -> None:
    def urls(limit: int, offset: int) -> list[str]:
        answer = client.get("/api/v1/search", query_string={"q": "парақша", "limit": limit, "offset": offset})
        return [hit["url"] for hit in answer.json["hits"]]

    everything = urls(30, 0)
    assert len(everything) == 25
    assert urls(7, 5) == everything[5:12]
    assert urls(0, 0) == []


def test_labels_follow_the_language(client) -> None:
    labels = {
        lang: [
            country["label"]
            for country in client.get(f"/api/v1/search?q=кемпірқосақ&lang={lang}").json["facets"]["country"]
            if country["key"] == "CN"
        ]
        for lang in ("kk", "ru", "en")
    }
    assert labels == {"kk": ["Қытай"], "ru": ["Китай"], "en": ["China"]}


@pytest.mark.parametrize(
    "query",
    [
        "since=жаз",
        "sort=size",
        "limit=31",
        "limit=x",
        "offset=-1",
        "limit=10&offset=31",
        "contry=KZ",
        "q=a&q=b",
        "lang=xx",
    ],
)
def test_what_cannot_be_read_is_a_problem(client, query: str) -> None:
    response = client.get(f"/api/v1/search?{query}")
    assert response.status_code == 400
    assert response.content_type == "application/problem+json"
    assert response.json["status"] == 400
    assert response.json["title"] == "Bad Request"
    assert response.json["detail"]
    assert response.json["type"] == "/api#unreadable-query"


def test_an_article_with_its_people_countries_and_marks(client) -> None:
    answer = client.get("/api/v1/article?url=https://one.example/rainbow&q=кемпірқосақ").json
    assert answer["title"] == "Аспандағы көрініс: one"
    assert answer["persons"] == ["Қасым-Жомарт Тоқаев"]
    assert set(answer["countries"]) == {"KZ", "CN"}
    words = [answer["text"][start:end] for start, end in answer["marks"]["text"]]
    assert words == ["кемпірқосақты", "кемпірқосақтың"]


@pytest.mark.parametrize("path", ["/api/v1/article?url=x", "/api/none"])
def test_what_is_not_there_is_a_problem(client, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.content_type) == (404, "application/problem+json")
    assert response.json["status"] == 404


def test_health_tells_the_number_of_articles(client, location) -> None:
    with search.open(location) as index:
        documents = index.info.documents
    answer = client.get("/healthz").json
    assert (answer["status"], answer["documents"]) == ("ok", documents)
