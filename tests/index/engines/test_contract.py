"""What every engine must do, whatever stores the index."""

import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.article import Article
from crawler.errors import IndexBusy, NoIndex
from index.document import Document, make_document
from index.engines import Engine, open_engine
from index.entities import merge_key
from index.query import (
    And,
    Everything,
    Found,
    InFacet,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Preference,
    Prefix,
    Published,
    Request,
    WithUrl,
    Word,
)
from index.text import analyze


@pytest.fixture(scope="module")
def filled(
    kind: str,
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    article: Callable[..., Article],
) -> Iterator[Engine]:
    """Five articles, to be read by all tests; what changes them takes ``own``."""
    if kind == "whoosh":
        place: Path | str = tmp_path_factory.mktemp("filled")
    else:
        place = request.getfixturevalue("shared_place_in_cluster")
    with open_engine(place) as opened:
        yield fill(opened, article)


def document(article: Article) -> Document:
    made = make_document(article)
    assert isinstance(made, Document)
    return made


@pytest.fixture
def own(engine: Engine, article: Callable[..., Article]) -> Engine:
    """The articles of ``filled``, to be changed."""
    return fill(engine, article)


def fill(engine: Engine, article: Callable[..., Article]) -> Engine:
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
    (WithUrl("https://dala.example/", prefix=True), {"oil", "gas", "both", "undated", "names"}),
    (WithUrl("https://dala.example/n", prefix=True), {"names"}),
    (WithUrl("https://dala.example/N", prefix=True), set()),
    (word("Тоқаев", field="lead"), {"names"}),
    (Prefix("мұн", exact=True), {"oil", "both", "names"}),
    (Prefix("", "title", exact=True), {"oil", "gas", "both", "undated", "names"}),
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


def test_adding_a_url_again_replaces_it(own: Engine, article: Callable[..., Article]) -> None:
    own.add(document(article("oil", "Күн жылы.", title="Ауа райы")))
    own.commit("c", 6)
    assert found(own, word("мұнай")) == {"both", "names"}
    assert own.info.documents == 5


def test_info(filled: Engine) -> None:
    info = filled.info
    assert (info.documents, info.corpus, info.checkpoint) == (5, "c", 5)
    assert info.analysis


def test_rebuilding_replaces_everything_at_the_commit(
    own: Engine, location: Path | str, article: Callable[..., Article]
) -> None:
    with open_engine(location, rebuild=True) as builder:
        builder.add(document(article("new")))
        assert len(found(own, Everything())) == 5
        builder.commit("d", 1)
    assert found(own, Everything()) == {"new"}


def test_one_writer_at_a_time(location: Path | str, engine: Engine, article: Callable[..., Article]) -> None:
    engine.add(document(article("a")))
    with open_engine(location) as second, pytest.raises(IndexBusy, match="another process"):
        second.add(document(article("b")))
    engine.commit("c", 1)
    assert found(engine, Everything()) == {"a"}


def test_a_closed_writer_leaves_the_lock(location: Path | str, article: Callable[..., Article]) -> None:
    with open_engine(location) as first:
        first.add(document(article("a")))
    with open_engine(location) as second:
        second.add(document(article("b")))
        second.commit("c", 1)
        assert found(second, Everything()) == {"b"}


def test_many_threads_get_the_same_answers_while_a_writer_commits(
    own: Engine, location: Path | str, article: Callable[..., Article]
) -> None:
    expected = found(own, word("мұнай"))
    wrong: list[set[str]] = []

    def read() -> None:
        for _ in range(40):
            answer = found(own, word("мұнай"))
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
    assert own.info.documents == 10


def test_keys_by_their_beginning(filled: Engine) -> None:
    assert filled.keys("source", "") == {"tau.example": 1, "dala.example": 4}
    assert filled.keys("source", "tau") == {"tau.example": 1}
    assert filled.keys("source", "x") == {}


def names_of(answer: Found) -> list[str]:
    return [hit.article.url.rsplit("/", 1)[1] for hit in answer.articles]


def test_the_most_frequent_keys(filled: Engine) -> None:
    assert filled.keys("source", "", 1) == {"dala.example": 4}
    assert filled.keys("source", "", 0) == {}


def test_vocabulary_by_beginning(filled: Engine) -> None:
    assert filled.vocabulary("text", [""], exact=True)["мұнай"] == 3
    assert set(filled.vocabulary("text", ["рес"], exact=True)) == {"ресейде", "ресей", "ресми"}
    assert filled.vocabulary("text", [analyze("ресей")[0]]) == {analyze("ресей")[0]: 2}
    assert list(filled.vocabulary("text", [""], 1, exact=True)) == ["мұнай"]
    assert filled.vocabulary("title", ["газ"]) == {}
    assert set(filled.vocabulary("text", ["ресе", "сапа"], exact=True)) == {"ресейде", "ресей", "сапар"}
    assert filled.vocabulary("text", []) == {}
    assert filled.vocabulary("person", ["токаев"]) == {"токаев": 1}


def test_frequencies(filled: Engine) -> None:
    assert filled.frequencies("text", ["мұнай", "жоқсөз"], exact=True) == {"мұнай": 3, "жоқсөз": 0}
    assert filled.frequencies("title", analyze("мұнай")) == {analyze("мұнай")[0]: 1}
    assert filled.frequencies("text", []) == {}


@pytest.mark.parametrize(
    ("sort", "expected"),
    [("newest", ["gas", "undated"]), ("oldest", ["gas", "undated"])],
)
def test_a_scan_gives_every_match(filled: Engine, sort: str, expected: list[str]) -> None:
    request = Request(Not(word("мұнай")), sort=sort, limit=1, offset=1)  # type: ignore[arg-type]
    assert [hit.article.url.rsplit("/", 1)[1] for hit in filled.scan(request)] == expected
    every = {hit.article.url for hit in filled.scan(Request(Everything(), limit=0))}
    assert len(every) == 5
    narrowed = Request(word("мұнай"), filters={"source": ("dala.example",)}, exclude={"language": ("ru",)})
    assert [hit.article.url for hit in filled.scan(narrowed)] == ["https://dala.example/names"]


def test_a_scan_keeps_to_the_state_it_began_with(
    own: Engine, location: Path | str, article: Callable[..., Article]
) -> None:
    scan = own.scan(Request(Everything()))
    first = next(scan)
    with open_engine(location) as writer:
        for name in ("oil", "gas", "both", "undated", "names"):
            writer.remove(f"https://dala.example/{name}")
        writer.add(document(article("new")))
        writer.commit("c", 9)
    assert len({first.article.url, *(hit.article.url for hit in scan)}) == 5
    assert found(own, Everything()) == {"new"}


def test_preferences_raise_what_matches_anyway(filled: Engine) -> None:
    plain = filled.find(Request(word("мұнай")))
    scores = {hit.article.url: hit.score for hit in plain.articles}
    raised = filled.find(
        Request(
            word("мұнай"),
            preferences=(
                Preference(InFacet("language", ("ru",)), 100.0, flat=True),
                Preference(word("Путин"), 50.0),
                Preference(word("сапар"), 1000.0),
            ),
        )
    )
    assert raised.total == plain.total == 3
    assert raised.articles[0].score == pytest.approx(scores["https://dala.example/both"] + 100)
    assert sorted(names_of(raised)[:2]) == ["both", "names"] and names_of(raised)[2] == "oil"
    assert raised.articles[2].score == pytest.approx(scores["https://dala.example/oil"])
    putin = filled.find(Request(word("Путин"))).articles[0].score
    names = next(hit for hit in raised.articles if hit.article.url.endswith("names"))
    assert names.score == pytest.approx(scores["https://dala.example/names"] + 50 * putin)


def test_preferences_leave_an_order_by_date(filled: Engine) -> None:
    wish = (Preference(word("газ"), 100.0),)
    by_date = Request(Everything(), sort="oldest", preferences=wish)
    assert names_of(filled.find(by_date))[0] == "gas"
    assert {hit.score for hit in filled.find(by_date).articles} == {0}


def test_recency_lowers_what_is_old_by_half_at_most(engine: Engine, article: Callable[..., Article]) -> None:
    now = datetime(2024, 5, 11, tzinfo=UTC)
    moments = {
        "new": now,
        "later": now + timedelta(days=3),
        "ten": now - timedelta(days=10),
        "old": now - timedelta(days=4000),
        "undated": None,
    }
    for name, moment in moments.items():
        engine.add(document(article(name, "Мұнай бағасы өсті.", published=moment)))
    engine.commit("c", 5)
    plain = engine.find(Request(word("мұнай"))).articles[0].score
    aged = engine.find(Request(word("мұнай"), recency=10.0, now=now))
    scores = {hit.article.url.rsplit("/", 1)[1]: hit.score / plain for hit in aged.articles}
    expected = {"new": 1.0, "later": 1.0, "ten": 0.75, "old": 0.5, "undated": 0.5}
    assert scores == {name: pytest.approx(factor) for name, factor in expected.items()}


@pytest.fixture
def told(engine: Engine, article: Callable[..., Article]) -> Engine:
    """Two stories and a lone article, in two commits."""
    first = "https://dala.example/a2"
    for name, day, story in (("a1", 3, first), ("a2", 1, first), ("b1", 2, "https://dala.example/b1")):
        moment = datetime(2024, 5, day, tzinfo=UTC)
        made = make_document(
            article(name, "Мұнай бағасы.", published=moment, source=f"{name}.kz"), story=story
        )
        assert isinstance(made, Document)
        engine.add(made)
    engine.commit("c", 3)
    late = make_document(article("a3", "Мұнай.", published=None, source="a3.kz"), story=first)
    other = make_document(article("b2", "Газ бағасы.", source="b2.kz"), story="https://dala.example/b1")
    assert isinstance(late, Document) and isinstance(other, Document)
    engine.add(late)
    engine.add(other)
    engine.add(
        document(
            article(
                "lone", "Мұнай көп, мұнай арзан, бәрі де бар.", published=datetime(2024, 5, 4, tzinfo=UTC)
            )
        )
    )
    engine.commit("c", 6)
    return engine


def test_a_story_folds_into_one_row(told: Engine) -> None:
    folded = told.find(Request(word("мұнай"), sort="newest", fold=True))
    assert names_of(folded) == ["lone", "a1", "b1"]
    assert (folded.total, folded.rows) == (5, 3)
    story = folded.articles[1].story
    assert story is not None and (story.key, story.articles) == ("https://dala.example/a2", 3)
    assert [report.source for report in story.reports] == ["a2.kz", "a1.kz", "a3.kz"]
    assert story.reports[0].published == datetime(2024, 5, 1, tzinfo=UTC)
    assert folded.articles[0].story is None
    assert folded.articles[2].story is None  # its other report does not match


def test_folded_pages_join_to_the_whole(told: Engine) -> None:
    whole = told.find(Request(word("мұнай"), fold=True)).articles
    assert len(whole) == 3
    pages = [told.find(Request(word("мұнай"), fold=True, limit=1, offset=n)) for n in range(4)]
    assert [hit for page in pages for hit in page.articles] == whole
    unfolded = told.find(Request(word("мұнай")))
    assert (len(unfolded.articles), unfolded.total, unfolded.rows) == (5, 5, 5)


def test_folding_counts_every_match_in_facets(told: Engine) -> None:
    answer = told.find(Request(word("мұнай"), fold=True, facets=("day", "year"), limit=0))
    assert answer.counts["year"] == {"2024": 4}
    assert answer.counts["day"] == {"2024-05-01": 1, "2024-05-02": 1, "2024-05-03": 1, "2024-05-04": 1}


def test_the_most_frequent_values_and_the_chosen_ones(told: Engine) -> None:
    def counts(**options: object) -> dict[str, int]:
        request = Request(Everything(), facets=("source",), **options)  # type: ignore[arg-type]
        return told.find(request).counts["source"]

    assert counts(facet_sizes={"source": 2}) == {"a1.kz": 1, "a2.kz": 1}
    chosen = counts(facet_sizes={"source": 1}, filters={"source": ("b2.kz", "none.kz")})
    assert chosen == {"a1.kz": 1, "b2.kz": 1}
    assert counts(facet_sizes={"source": 0}) == {}


def test_searching_inside_a_facet(filled: Engine) -> None:
    def people(beginning: str) -> set[str]:
        request = Request(Everything(), facets=("person",), facet_words={"person": beginning})
        return set(filled.find(request).counts["person"])

    tokayev, putin = merge_key("Қасым-Жомарт Тоқаев"), merge_key("Владимир Путин")
    assert people("ток") == {tokayev}
    assert people("") == {tokayev, putin}
    assert people("окаев") == set()


def test_a_passed_deadline_cuts_the_answer(filled: Engine) -> None:
    late = filled.find(Request(Or((word("мұнай"), word("газ"))), deadline=1e-9))
    assert late.cut and late.total <= 4
    assert not filled.find(Request(word("мұнай"), deadline=60)).cut
    assert not filled.find(Request(word("мұнай"))).cut
