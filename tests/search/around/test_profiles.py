"""What is told of a person or country is what the articles hold."""

import math
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from search.around.profiles import SIGNIFICANT, log_likelihood

Make = Callable[..., Article]
TEXTS = [
    ("Қасым-Жомарт Тоқаев Бакуде Ілһам Әлиевпен кездесті.", "2024-01-10", "a.example"),
    ("Қасым-Жомарт Тоқаевтың сапары аяқталды. Ілһам Әлиев оны шығарып салды.", "2024-03-10", "a.example"),
    ("Касым-Жомарт Токаев пен Ілһам Әлиев Қытай туралы айтты.", "2024-03-11", "b.example"),
    ("Қасым-Жомарт Тоқаев пен Серік Ахметов Қытайда болды.", "2024-03-12", "b.example"),
    ("Бүгін Мұрат Әбенов сөйледі.", "2024-02-01", "b.example"),
]

OFTEN = {"Дәурен Сапаров": range(0, 20, 2), "Асқар Мәжитов": (0, 2, 4, 6, 8, 1, 3)}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory, article: Make) -> Iterator[search.Index]:
    data = tmp_path_factory.mktemp("profiles")
    with Corpus.open(data) as corpus:
        for number, (text, day, source) in enumerate(TEXTS):
            published = datetime.fromisoformat(f"{day}T06:00:00+00:00")
            corpus.put(article(f"n{number}", text, published=published, source=source))
        for number in range(20):
            names = [name for name, numbers in OFTEN.items() if number in numbers]
            text = f"Ауылда {number} мектеп ашылды. Оған {', '.join(names) or 'халық'} барды."
            corpus.put(article(f"x{number}", text, published=None))
        reindex(corpus, data / "index")
    with search.open(data / "index") as opened:
        yield opened


def test_a_person(index: search.Index) -> None:
    found = index.person("Касым-Жомарт Токаев")
    assert found is not None
    assert (found.name, found.articles) == ("Қасым-Жомарт Тоқаев", 4)
    assert found.first == datetime(2024, 1, 10, 6, tzinfo=UTC)
    assert found.last == datetime(2024, 3, 12, 6, tzinfo=UTC)
    assert found.spellings == (("Қасым-Жомарт Тоқаев", 3), ("Касым-Жомарт Токаев", 1))
    assert dict(found.case_forms) == {
        "Қасым-Жомарт Тоқаев": 2,
        "Қасым-Жомарт Тоқаевтың": 1,
        "Касым-Жомарт Токаев": 1,
    }
    assert [(value.key, value.label, value.count) for value in found.countries] == [("CN", "Қытай", 2)]
    assert [(value.key, value.count) for value in found.sources] == [("a.example", 2), ("b.example", 2)]
    assert [(month.month, month.count, month.of) for month in found.months] == [
        ("2024-01", 1, 1),
        ("2024-02", 0, 1),
        ("2024-03", 3, 3),
    ]
    assert [hit.url[-2:] for hit in found.newest] == ["n3", "n2", "n1", "n0"]
    assert [found.newest[0].snippet[start:end] for start, end in found.newest[0].snippet.marks] == [
        "Қасым-Жомарт",
        "Тоқаев",
    ]


def test_company_counts_where_it_is_no_chance(index: search.Index) -> None:
    found = index.person("Қасым-Жомарт Тоқаев")
    assert found is not None
    assert [(one.name, one.articles, one.lift) for one in found.together] == [("Ілһам Әлиев", 3, 6.25)]


def test_company_that_may_be_chance_is_left_out(index: search.Index) -> None:
    found = index.person("Дәурен Сапаров")
    assert found is not None
    assert (found.articles, found.together) == (10, ())
    assert log_likelihood(5, 10, 7, 25) < SIGNIFICANT


def test_a_country(index: search.Index) -> None:
    found = index.country("Қытайдың", locale="en")
    assert found is not None
    assert (found.key, found.name, found.articles) == ("CN", "China", 2)
    assert found.spellings == (("Қытай", 2),)
    assert dict(found.case_forms) == {"Қытай": 1, "Қытайда": 1}
    assert found.countries == ()
    assert index.country("cn") == index.country("CN")


def test_nobody(index: search.Index) -> None:
    assert index.person("Айгүл Серікова") is None
    assert index.country("Грузия") is None
    assert index.country("Нарния") is None
    assert index.country("ZZ") is None


def test_every_person_of_the_bundled_corpus_as_a_search_finds_them(location: Path) -> None:
    with search.open(location) as bundled:
        page = bundled.search("", facets=["person", "month"], facet_size=1000)
        months = {value.key: value.count for value in page.facets["month"]}
        for value in page.facets["person"][:40]:
            found = bundled.person(value.key)
            assert found is not None
            about = bundled.search(
                "", filters={"person": [value.key]}, facets=["month"], facet_size=1000, limit=1000
            )
            assert (found.name, found.articles) == (value.label, about.total)
            days = [hit.published for hit in about.hits if hit.published]
            assert (found.first, found.last) == (min(days), max(days))
            counts = Counter({month.month: month.count for month in found.months})
            assert +counts == Counter({month.key: month.count for month in about.facets["month"]})
            assert all(month.of == months[month.month] for month in found.months)


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50), st.integers(1, 500))
def test_log_likelihood_is_the_information_two_share(both: int, one: int, other: int, rest: int) -> None:
    """G² is 2N times the mutual information, in nats, of the two being in an article."""
    of = both + one + other + rest

    def entropy(*counts: int) -> float:
        return -sum(count / of * math.log(count / of) for count in counts if count)

    shared = (
        entropy(both + one, other + rest)
        + entropy(both + other, one + rest)
        - entropy(both, one, other, rest)
    )
    assert log_likelihood(both, both + one, both + other, of) == pytest.approx(2 * of * shared, abs=1e-6)


def test_the_floor_is_one_in_a_thousand() -> None:
    assert math.erfc(math.sqrt(SIGNIFICANT / 2)) == pytest.approx(0.001, rel=0.01)
