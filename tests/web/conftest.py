"""An app over a small real index: a few articles of known content and a part of the bundled corpus."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask
from flask.testing import FlaskClient

from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from web import create_app
from web.live_index import LiveIndex

HOSTILE_URL = 'https://hostile.example/"><script>alert(1)</script>?a=1&b=2'
PAGED = 25
"""Articles that have the word «парақша»."""

STORY = ("тұрғындарды", "балаларды", "малды", "кемпірлерді", "шалдарды", "дүкенді", "мектепті", "емхананы")
"""Whom and what the sentences of a story name that three outlets have in the same words."""

Get = Callable[..., BeautifulSoup]


def made_articles() -> Iterator[Article]:
    """The word «кемпірқосақ» is in three articles, each of another source and section."""
    evening = datetime(2024, 3, 22, 20, 30, tzinfo=UTC)
    rainbows = [
        ("one", "саясат", "kk", "Қазақстан Президенті Қасым-Жомарт Тоқаев кемпірқосақты Қытайда көрді."),
        ("two", "қоғам", "kk", "Екінші кемпірқосақ Ресей мен Қазақстан шекарасында шықты."),
        ("three", "әлем", "kk", "Үшінші кемпірқосақ Ресейде көрінді."),
    ]
    for days, (name, section, language, text) in enumerate(rainbows):
        yield Article(
            url=f"https://{name}.example/rainbow",
            title=f"Аспандағы көрініс: {name}",
            text=f"{text}\nЕкінші абзац: кемпірқосақтың түсі жетеу.",
            published=evening + timedelta(days=days),
            source=f"{name}.example",
            authors=("Айгүл Тілшіқызы",) if name == "one" else (),
            section=section,
            language=language,
        )
    yield Article(
        url=HOSTILE_URL,
        title="</title><script>alert('жаулық')</script> & \"тырнақша\"",
        text="<img src=x onerror=alert(1)> жаулық мәтін",
        source="<b>hostile</b>",
        section="</title><script>",
        language='kk" onclick="alert(1)',
    )
    yield Article(url="file:///home/reader/letter.txt", title="Үйдегі хат", text="Хат мәтіні.", source="file")
    story = " ".join(
        f"Тасқын {number} ауылды басып, құтқарушылар {word} көшірді." for number, word in enumerate(STORY)
    )
    for hours, source in enumerate(("first.example", "second.example", "third.example")):
        yield Article(
            url=f"https://{source}/flood",
            title="Тасқын ауылдарды басты",
            text=story,
            published=evening + timedelta(days=30, hours=hours),
            source=source,
            language="kk",
        )
    for number in range(PAGED):
        yield Article(
            url=f"https://many.example/{number}",
            title=f"Парақша {number}",
            text="Қазақстанда қайталанатын парақша.",
            published=evening - timedelta(days=100 + number),
            source="many.example",
            language="kk",
        )


@pytest.fixture(scope="session")
def location(tmp_path_factory: pytest.TempPathFactory, sample_articles: list[Article]) -> Path:
    data = tmp_path_factory.mktemp("web")
    with Corpus.open(data) as corpus:
        for article in [*made_articles(), *sample_articles[::4]]:
            corpus.put(article)
        reindex(corpus, data / "index")
    return data / "index"


@pytest.fixture(scope="session")
def app(location: Path) -> Iterator[Flask]:
    app = create_app(location, max_depth=40, max_api_limit=30)
    yield app
    app.extensions[LiveIndex.NAME].close()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def get(client: FlaskClient) -> Get:
    """Fetch a page by path and parameters and parse it; ``status`` is what it must answer, None for anything."""

    def get(path: str = "/", status: int | None = 200, **parameters: object) -> BeautifulSoup:
        query = {name.replace("not_", "not."): value for name, value in parameters.items()}
        response = client.get(path, query_string=query or None)
        assert status in (response.status_code, None), response.text
        return BeautifulSoup(response.text, "lxml")

    return get
