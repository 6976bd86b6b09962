"""The input ladder: every other reading is reported, has a switch, and never drowns what was typed."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.query import And, Everything, Node, Request, Word
from index.reindex import reindex
from index.text import terms
from search.results import READINGS

TEXTS = {
    "city": "Алматы қаласы өсті.",
    "stove": "Бұл кала сөзі сирек.",
    "right": "Оң жақта оң шешім бар.",
    "ten": "Жиында он адам болды. Сөз басталды.",
    "boeing": "Boeing ұшағы келді.",
    "oil": "Мұнайдың бағасы өсті.",
    "minister": "Министрдің сөзі. Министрге хат.",
    "turk": "Түрікменстанда газ бар.",
    "tokayev": "Қасым-Жомарт Тоқаев сөйледі.",
    "english": "Tokayev сөйледі.",
    "america": "АҚШ-та сот өтті.",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Article]) -> Iterator[search.Index]:
    data = tmp_path_factory.mktemp("readings")
    with Corpus.open(data) as corpus:
        for name, text in TEXTS.items():
            corpus.put(article(name, text))
        reindex(corpus, data / "index")
    with search.open(data / "index") as opened:
        yield opened


def names(page: search.Page) -> list[str]:
    return [hit.url.rpartition("/")[2] for hit in page.hits]


READ = [
    # query, kind, read, what is found, what is found with the kind switched off
    ("мунай", "letters", "мұнайдың", ["oil"], []),
    ("қала", "letters", "кала", ["city", "stove"], ["city"]),
    ("кала", "letters", "қаласы", ["stove", "city"], ["stove"]),
    ("оң", "letters", "он", ["right", "ten"], ["right"]),
    ("он", "letters", "оң", ["ten", "right"], ["ten"]),
    ("munaı", "latin", "мұнайдың", ["oil"], []),
    ("Tokayev", "latin", "тоқаев", ["english", "tokayev"], ["english"]),
    ("مۇناي", "arabic", "мұнайдың", ["oil"], []),
    ("v9yfq", "keyboard", "мұнай", ["oil"], []),
    ("м9най", "keyboard", "мұнай", ["oil"], []),
    ("минсторге", "spelling", "министрге", ["minister"], []),
    ("Түркменстан", "country", "TM", ["turk"], []),
    ("газ мұнай", "relaxed", None, ["turk", "oil"], []),
    ("(мұнай", "as_words", "", ["oil"], ["oil"]),
    ("after:газ", "as_words", "газ", ["turk"], []),
]


def test_an_ending_behind_a_hyphen_is_no_other_reading(told: search.Index) -> None:
    page = told.search("АҚШ")
    assert names(page) == ["america"]
    assert page.interpretation.readings == ()


@pytest.mark.parametrize(("query", "kind", "read", "found", "without"), READ, ids=[row[0] for row in READ])
def test_a_reading_is_reported_and_has_a_switch(
    told: search.Index, query: str, kind: str, read: str | None, found: list[str], without: list[str]
) -> None:
    page = told.search(query)
    assert (names(page) if kind != "relaxed" else sorted(names(page))) == (
        found if kind != "relaxed" else sorted(found)
    )
    if kind == "relaxed":
        assert page.interpretation.relaxed
    else:
        assert (kind, read) in {(r.kind, r.read) for r in page.interpretation.readings}
    others = {"keyboard": {"spelling"}, "country": {"spelling"}, "latin": {"keyboard", "spelling"}}.get(
        kind, set()
    )
    others |= {"keyboard", "spelling"} if kind in ("letters", "arabic") else set()
    off = told.search(query, readings=[other for other in READINGS if other not in {kind, *others}])
    assert names(off) == without
    assert kind not in {r.kind for r in off.interpretation.readings}
    assert not (kind == "relaxed" and off.interpretation.relaxed)


def test_stems_have_a_switch(told: search.Index) -> None:
    assert names(told.search("министр")) == ["minister"]
    assert names(told.search("министр", readings=())) == []
    assert names(told.search("министрге", readings=())) == ["minister"]


WORDS = sorted({term.surface for text in TEXTS.values() for term in terms(text)})


@settings(max_examples=25, suppress_health_check=list(HealthCheck))
@given(st.lists(st.sampled_from([*WORDS, "мунай", "жоқсөз", "ghtpbltyn"]), max_size=3))
def test_without_readings_the_result_is_exactly_the_plain_one(told: search.Index, typed: list[str]) -> None:
    words: tuple[Node, ...] = tuple(Word(word, exact=True) for word in typed)
    plain = told._engine.find(Request(And(words) if words else Everything(), limit=20))
    page = told.search(" ".join(typed), readings=(), limit=20, facets=())
    assert page.total == plain.total
    assert {hit.url for hit in page.hits} == {hit.article.url for hit in plain.articles}
    assert [hit.score for hit in page.hits] == pytest.approx([hit.score for hit in plain.articles])
    assert page.interpretation.readings == ()


@pytest.mark.parametrize("query", ["мұнай", "министр", "газ", "Алматы қаласы"])
def test_what_is_found_as_typed_is_not_read_otherwise(told: search.Index, query: str) -> None:
    assert {r.kind for r in told.search(query).interpretation.readings} <= {"letters"}


def test_a_word_beside_others_is_corrected_before_words_are_dropped(told: search.Index) -> None:
    page = told.search("минсторге хат")
    assert names(page) == ["minister"] and not page.interpretation.relaxed


def test_a_reading_is_told_once(told: search.Index) -> None:
    page = told.search("мунай мунай")
    assert [(r.kind, r.typed) for r in page.interpretation.readings] == [("letters", "мунай")]
    assert [matched.word for matched in page.matched_as] == ["мунай"]


def test_a_far_fetched_guess_does_not_stop_a_suggestion(
    tmp_path: Path, article: Callable[..., Article]
) -> None:
    with Corpus.open(tmp_path) as corpus:
        corpus.put(article("child", "Бала келді."))
        for number in range(2):
            corpus.put(article(str(number), "Балатин келді."))
        reindex(corpus, tmp_path / "index")
    with search.open(tmp_path / "index") as index:
        page = index.search("баладин")
        assert names(page) == ["child"] and page.suggestions == ("балатин",)
        assert index.search("баланын").suggestions == index.search("бала").suggestions == ()


def test_a_rare_word_gets_a_suggestion_and_no_correction(
    tmp_path: Path, article: Callable[..., Article]
) -> None:
    with Corpus.open(tmp_path) as corpus:
        for number in range(30):
            corpus.put(article(str(number), "Президент келді."))
        for number in range(10):
            corpus.put(article(f"gone {number}", "Көрші кетті."))
        corpus.put(article("slip", "Презедент келді."))
        reindex(corpus, tmp_path / "index")
    with search.open(tmp_path / "index") as index:
        assert index.search("презедент OR кетті").suggestions == ("президент OR кетті",)
        page = index.search("презедент келді")
        assert names(page) == ["slip"]
        assert page.suggestions == ("президент келді",)
        assert index.search("президент келді").suggestions == ()
