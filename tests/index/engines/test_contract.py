"""What every engine must do, whatever stores the index."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from crawler.article import Article
from crawler.errors import IndexBusy, NoIndex
from index.document import Document, make_document
from index.engines import Engine, open_engine
from index.query import (
    And,
    Everything,
    InFacet,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Published,
    Request,
    WithUrl,
    Word,
)
from index.text import analyze


@pytest.fixture
def location(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def engine(location: Path) -> Iterator[Engine]:
    with open_engine(location) as opened:
        yield opened


def document(article: Article) -> Document:
    made = make_document(article)
    assert isinstance(made, Document)
    return made


@pytest.fixture
def filled(engine: Engine, article: Callable[..., Article]) -> Engine:
    """Five articles in two commits: two segments in engines that have them."""
    engine.add(document(article("oil", "Мұнай бағасы Ресейде өсті.", title="Мұнай", source="tau.example")))
    engine.add(
        document(article("gas", "Газ бағасы Қытайда өсті.", published=datetime(2023, 1, 2, tzinfo=UTC)))
    )
    engine.commit("c", 2)
    engine.add(document(article("both", "Мұнай мен газ туралы Қытай мен Ресей келісті.", language="ru")))
    engine.add(document(article("undated", "Ресми сапар басталды.", published=None)))
    engine.add(
        document(article("names", "Қасым-Жомарт Тоқаев пен Владимир Путин кездесті. Мұнай сөз болды."))
    )
    engine.commit("c", 5)
    return engine


def found(engine: Engine, node: Node, **request: object) -> set[str]:
    answer = engine.find(Request(node, **request))  # type: ignore[arg-type]
    return {hit.article.url.rsplit("/", 1)[1] for hit in answer.articles}


def word(text: str, **options: object) -> Word:
    return Word(analyze(text)[0], **options)  # type: ignore[arg-type]


NODES: list[tuple[Node, set[str]]] = [
    (Everything(), {"oil", "gas", "both", "undated", "names"}),
    (Nothing(), set()),
    (word("мұнайды"), {"oil", "both", "names"}),
    (word("мұнай", field="title"), {"oil"}),
    (Word("мұнай", exact=True), {"oil", "both", "names"}),
    (Word("мұнайды", exact=True), set()),
    (word("жоқсөз"), set()),
    (And((word("мұнай"), word("газ"))), {"both"}),
    (Or((word("мұнай"), word("газ"))), {"oil", "gas", "both", "names"}),
    (And((word("мұнай"), Not(word("газ")))), {"oil", "names"}),
    (And((Everything(), InFacet("source", ("tau.example",)))), {"oil"}),
    (And((Everything(), Published(until=datetime(2024, 1, 1, tzinfo=UTC)))), {"gas"}),
    (Or((Everything(), word("мұнай"))), {"oil", "gas", "both", "undated", "names"}),
    (And((Not(word("мұнай")),)), {"gas", "undated"}),
    (Not(word("мұнай")), {"gas", "undated"}),
    (Phrase(tuple(analyze("газ бағасы"))), {"gas"}),
    (Phrase(("бағасы", "газ"), exact=True), set()),
    (Phrase(("ресми", "сапар"), exact=True), {"undated"}),
    (Phrase(tuple(analyze("Қасым Жомарт Тоқаев")), "person"), {"names"}),
    (Phrase(tuple(analyze("Тоқаев Владимир")), "person"), set()),
    (Near(("бағасы", "газ"), 1, exact=True), {"gas"}),
    (Near(("ресей", "мұнай"), 1, exact=True), set()),
    (Near(("ресей", "мұнай"), 6, exact=True), {"both"}),
    (Near(("ресей", "мұнай"), 5, exact=True), set()),
    (Prefix("ресе", exact=True), {"oil", "both"}),
    (Prefix("ресей", "title"), set()),
    (InFacet("source", ("tau.example",)), {"oil"}),
    (InFacet("language", ("ru", "kk-Latn")), {"both"}),
    (WithUrl("https://dala.example/gas"), {"gas"}),
    (
        And((word("мұнай"), Published(datetime(2024, 1, 1, tzinfo=UTC)), InFacet("language", ("ru",)))),
        {"both"},
    ),
    (And((Published(datetime(2024, 1, 1, tzinfo=UTC)), Not(InFacet("language", ("ru",))))), {"oil", "names"}),
    (Published(until=datetime(2024, 1, 1, tzinfo=UTC)), {"gas"}),
    (Published(since=datetime(2024, 5, 1, 6, 0, tzinfo=UTC)), {"oil", "both", "names"}),
    (Published(since=datetime(2024, 5, 1, 6, 0, 1, tzinfo=UTC)), set()),
    (Published(datetime(2023, 1, 2, tzinfo=UTC), datetime(2024, 5, 1, 6, 0, tzinfo=UTC)), {"gas"}),
]


@pytest.mark.parametrize(("node", "expected"), NODES, ids=lambda value: str(value)[:60])
def test_nodes(filled: Engine, node: Node, expected: set[str]) -> None:
    assert found(filled, node) == expected


def test_the_better_match_comes_first(filled: Engine) -> None:
    hits = filled.find(Request(word("мұнай"))).articles
    assert hits[0].article.url.endswith("oil")
    assert [hit.score for hit in hits] == sorted((hit.score for hit in hits), reverse=True)


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ("newest", ["oil", "both", "names", "gas", "undated"]),
        ("oldest", ["gas", "oil", "both", "names", "undated"]),
    ],
)
def test_sorting_by_date_puts_the_undated_last(filled: Engine, sort: str, expected: list[str]) -> None:
    answer = filled.find(Request(Everything(), sort=sort))  # type: ignore[arg-type]
    assert [hit.article.url.rsplit("/", 1)[1] for hit in answer.articles] == expected


@pytest.mark.parametrize("sort", ["relevance", "newest"])
def test_pages_join_to_the_whole(filled: Engine, sort: str) -> None:
    whole = filled.find(Request(Everything(), sort=sort)).articles  # type: ignore[arg-type]
    pages = [filled.find(Request(Everything(), sort=sort, limit=2, offset=n)) for n in (0, 2, 4)]  # type: ignore[arg-type]
    assert [hit for page in pages for hit in page.articles] == whole
    assert {page.total for page in pages} == {5}


def test_facet_counts_are_over_every_match(filled: Engine) -> None:
    counts = filled.find(Request(word("мұнай"), facets=("source", "month", "country"), limit=1)).counts
    assert counts["source"] == {"tau.example": 1, "dala.example": 2}
    assert counts["month"] == {"2024-05": 3}
    assert counts["country"]["RU"] == 2


def test_a_facets_own_filter_leaves_its_counts(filled: Engine) -> None:
    answer = filled.find(
        Request(
            word("мұнай"),
            filters={"source": ("tau.example",), "language": ("kk",)},
            facets=("source", "language"),
        )
    )
    assert answer.total == 1
    assert answer.counts["source"] == {"tau.example": 1, "dala.example": 1}
    assert answer.counts["language"] == {"kk": 1}


def test_several_keys_of_a_facet_mean_any_of_them(filled: Engine) -> None:
    assert found(filled, Everything(), filters={"language": ("ru", "kk")}) >= {"both", "oil"}


def test_exclusion(filled: Engine) -> None:
    assert found(filled, word("мұнай"), exclude={"source": ("tau.example",)}) == {"both", "names"}


def test_exclusion_holds_wherever_the_postings_lie(engine: Engine, article: Callable[..., Article]) -> None:
    texts = ["газ", "мұнай газ", "мұнай", "мұнай газ", "мұнай", "газ", "мұнай газ"]
    for number, text in enumerate(texts):
        engine.add(document(article(str(number), text)))
    engine.commit("c", 1)
    assert found(engine, And((word("мұнай"), Not(word("газ"))))) == {"2", "4"}
    assert found(engine, And((word("газ"), Not(word("мұнай"))))) == {"0", "5"}


def test_the_stored_article_comes_back_whole(filled: Engine, article: Callable[..., Article]) -> None:
    hit = filled.find(Request(WithUrl("https://dala.example/both"))).articles[0]
    assert hit.article == article("both", "Мұнай мен газ туралы Қытай мен Ресей келісті.", language="ru")
    assert set(hit.facets["country"]) == {"CN", "RU"}


def test_nothing_shows_before_the_commit(engine: Engine, article: Callable[..., Article]) -> None:
    engine.add(document(article("a")))
    with pytest.raises(NoIndex):
        engine.find(Request(Everything()))
    engine.commit("c", 1)
    engine.add(document(article("b")))
    engine.remove("https://dala.example/a")
    assert found(engine, Everything()) == {"a"}
    engine.commit("c", 3)
    assert found(engine, Everything()) == {"b"}


def test_adding_a_url_again_replaces_it(filled: Engine, article: Callable[..., Article]) -> None:
    filled.add(document(article("oil", "Күн жылы.", title="Ауа райы")))
    filled.commit("c", 6)
    assert found(filled, word("мұнай")) == {"both", "names"}
    assert filled.info.documents == 5


def test_info(filled: Engine) -> None:
    info = filled.info
    assert (info.documents, info.corpus, info.checkpoint) == (5, "c", 5)
    assert info.analysis


def test_rebuilding_replaces_everything_at_the_commit(
    filled: Engine, location: Path, article: Callable[..., Article]
) -> None:
    with open_engine(location, rebuild=True) as builder:
        builder.add(document(article("new")))
        assert len(found(filled, Everything())) == 5
        builder.commit("d", 1)
    assert found(filled, Everything()) == {"new"}


def test_one_writer_at_a_time(location: Path, engine: Engine, article: Callable[..., Article]) -> None:
    engine.add(document(article("a")))
    with open_engine(location) as second, pytest.raises(IndexBusy, match="another process"):
        second.add(document(article("b")))
    engine.commit("c", 1)
    assert found(engine, Everything()) == {"a"}


def test_a_closed_writer_leaves_the_lock(location: Path, article: Callable[..., Article]) -> None:
    with open_engine(location) as first:
        first.add(document(article("a")))
    with open_engine(location) as second:
        second.add(document(article("b")))
        second.commit("c", 1)
        assert found(second, Everything()) == {"b"}


def test_many_threads_get_the_same_answers_while_a_writer_commits(
    filled: Engine, location: Path, article: Callable[..., Article]
) -> None:
    expected = found(filled, word("мұнай"))
    wrong: list[set[str]] = []

    def read() -> None:
        for _ in range(40):
            answer = found(filled, word("мұнай"))
            if answer != expected:
                wrong.append(answer)

    threads = [threading.Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    with open_engine(location) as writer:
        for number in range(5):
            writer.add(document(article(f"other{number}", "Күн жылы.")))
            writer.commit("c", 6 + number)
    for thread in threads:
        thread.join()
    assert not wrong
    assert filled.info.documents == 10


def test_keys_by_their_beginning(filled: Engine) -> None:
    assert filled.keys("source", "") == {"tau.example": 1, "dala.example": 4}
    assert filled.keys("source", "tau") == {"tau.example": 1}
    assert filled.keys("source", "x") == {}
