"""The sieve loses no occurrence of a wanted word."""

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Article
from index.text import Term, terms
from index.text.sieve import beginnings, sift


def spans(found: Iterable[Term], wanted: str) -> list[tuple[int, int, str, str]]:
    return [(t.start, t.end, t.stem, t.surface) for t in found if wanted in (t.stem, t.surface)]


def test_every_word_of_the_bundled_corpus_is_found_where_it_stands(sample_articles: list[Article]) -> None:
    asked: set[str] = set()
    for article in sample_articles:
        for paragraph in article.text.split("\n"):
            found = list(terms(paragraph))
            new = {word for term in found for word in (term.stem, term.surface)} - asked
            asked |= new
            for word in new:
                assert spans(sift(paragraph, [word]), word) == spans(found, word)


@pytest.mark.parametrize(
    "word",
    [
        "людей", "лет", "шёл", "шла", "лучше", "побыстрее", "меня", "еж", "ёлки",
        "оған", "маған", "боп", "тауып", "ағы", "халқым", "орнына", "казакстанга", "оқушылардың",
        "XIX", "ХІХ", "хх", "3,5", "19-шы", "т.б.", "б.з.д.", "дәрі-дәрмектің", "қазақ-орыстың",
        "Tokayev", "qazaqstannyñ", "قازاق", "мемлекеттiк", "мұ\u00adнай", "и\u0306од", "2мұнай", "об’ект", "егемен.қаз",
    ],
)  # fmt: skip
def test_odd_words_are_found(word: str) -> None:
    text = f"Сөз {word}. ({word}) бар"
    for term in terms(word):
        for wanted in (term.stem, term.surface):
            assert len(spans(sift(text, [wanted]), wanted)) == len(spans(terms(text), wanted)) > 0


LETTERS = "аәбгқмұуүйиіxXхХviсСşëё019.,-’/№_«» \n\u00ad\u0306"


@settings(max_examples=300)
@given(st.text(LETTERS, max_size=40))
def test_any_text_is_sifted_without_loss(text: str) -> None:
    found = list(terms(text))
    for term in found:
        for wanted in (term.stem, term.surface):
            assert spans(sift(text, [wanted]), wanted) == spans(found, wanted)


def test_most_words_are_left_out() -> None:
    text = "Мұнай бағасы өсті деп хабарлады кеше министр, ал газ арзандады."
    assert [term.surface for term in sift(text, ["мунай"])] == ["мұнай"]
    assert not list(sift(text, []))


def test_beginnings_name_the_exceptions() -> None:
    assert {"челов", "людям"} <= beginnings("человек")
    assert {"ол", "ог", "он", "од"} <= beginnings("ол")
