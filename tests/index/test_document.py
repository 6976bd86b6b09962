"""Article → Document."""

import itertools
from collections.abc import Callable
from datetime import UTC, datetime

from crawler.article import Article
from index.document import LEAD_WORDS, Document, SkipReason, make_document
from index.query import DATE_FACETS, NAME, STORY, pair_key


def test_facets(article: Callable[..., Article]) -> None:
    made = make_document(
        article(
            text="Руслан Жақсылықов Бакуде Закир Гасановпен кездесті. Әзербайжанда жиын өтті.",
            authors=("А. Автор",),
            section="саясат",
        )
    )
    assert isinstance(made, Document)
    assert len(made.facets["person"]) == 2
    assert {key.partition("\x1e")[2] for key in made.facets["spelling"]} == {
        "Руслан Жақсылықов",
        "Закир Гасанов",
        "Әзербайжан",
    }
    assert made.facets["country"] == ("AZ",)
    assert made.facets["author"] == ("А. Автор",)
    assert made.facets["section"] == ("саясат",)


def test_the_month_is_local(article: Callable[..., Article]) -> None:
    made = make_document(article(published=datetime(2024, 4, 30, 20, 0, tzinfo=UTC)))
    assert isinstance(made, Document)
    assert made.facets["month"] == ("2024-05",)


def test_an_undated_article_has_no_month(article: Callable[..., Article]) -> None:
    made = make_document(article(published=None))
    assert isinstance(made, Document)
    assert [made.facets[name] for name in DATE_FACETS] == [(), (), ()]


def test_no_phrase_runs_over_two_people(article: Callable[..., Article]) -> None:
    made = make_document(article(text="Руслан Жақсылықов Закир Гасановпен кездесті."))
    assert isinstance(made, Document)
    positions = [term.position for term in made.person]
    assert max(second - first for first, second in itertools.pairwise(positions)) > 50


def test_an_article_without_words_is_left_out(article: Callable[..., Article]) -> None:
    assert make_document(article(text="… !")) is SkipReason.NO_WORDS


def test_countries_of_an_article_in_latin(article: Callable[..., Article]) -> None:
    made = make_document(
        article(text="Prezident Ázerbaijanǵa bardy. Qytaida jiyn ötti.", language="kk-Latn", title="Sapar")
    )
    assert isinstance(made, Document)
    assert "CN" in made.facets["country"]


def test_the_days_of_an_article_are_kazakhstans(article: Callable[..., Article]) -> None:
    made = make_document(article(published=datetime(2024, 12, 31, 20, 0, tzinfo=UTC)))
    assert isinstance(made, Document)
    assert [made.facets[name] for name in DATE_FACETS] == [("2025",), ("2025-01",), ("2025-01-01",)]


def test_the_lead_is_the_first_paragraph_cut_to_a_length(article: Callable[..., Article]) -> None:
    short = make_document(article(text="Бір екі.\nҮш төрт."))
    long = make_document(article(text="сөз " * 200))
    assert isinstance(short, Document) and isinstance(long, Document)
    assert [term.surface for term in short.lead] == ["бір", "екі"]
    assert len(long.lead) == LEAD_WORDS


def test_a_story_is_a_key_and_names_are_found_by_each_word(article: Callable[..., Article]) -> None:
    made = make_document(article(text="Руслан Жақсылықов сөз сөйледі."), story="https://dala.example/other")
    assert isinstance(made, Document)
    assert made.facets[STORY] == ("https://dala.example/other",)
    assert made.facets[NAME] == (
        pair_key("жаксиликов", "жаксиликов руслан"),
        pair_key("руслан", "жаксиликов руслан"),
    )
