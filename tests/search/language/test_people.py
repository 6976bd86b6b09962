"""``person:`` finds a person however an article writes the name, and nobody else."""

from collections.abc import Callable, Iterator

import pytest

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from search.language.words import person

TEXTS = {
    "plain": "Кеше Қасым-Жомарт Тоқаев Бакуге барды.",
    "father": "Кеше Қасым-Жомарт Кемелұлы Тоқаев Бакуге барды.",
    "turned": "Тоқаев Қасым-Жомарт Бакуге барды.",
    "russian": "Президент Касым-Жомарт Кемелевич Токаев прибыл в Баку, где его встретили на вокзале.",
    "others": "Кеше Қасым-Жомарт Әлиев пен Серік Тоқаев Бакуге барды.",
}


@pytest.fixture(scope="module")
def index(
    tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Article]
) -> Iterator[search.Index]:
    data = tmp_path_factory.mktemp("people")
    with Corpus.open(data) as corpus:
        for name, text in TEXTS.items():
            corpus.put(article(name, text, language="ru" if name == "russian" else "kk"))
        reindex(corpus, data / "index")
    with search.open(data / "index") as opened:
        yield opened


def found(page: search.Page) -> list[str]:
    return [hit.url.rpartition("/")[2] for hit in page.hits]


@pytest.mark.parametrize(
    "name",
    [
        "Қасым-Жомарт Тоқаев",
        "Тоқаев Қасым-Жомарт",
        "Қасым-Жомарт Кемелұлы Тоқаев",
        "Қасым-Жомарт Тоқаевтың",
        "Касым-Жомарта Токаева",
        "Kassym-Jomart Tokayev",
    ],
)
def test_a_full_name_in_any_spelling_and_order(index: search.Index, name: str) -> None:
    assert set(found(index.search(f'person:"{name}"', fold=False))) == TEXTS.keys() - {"others"}
    assert index.search(required=[person(name)], fold=False).total == 4
    assert found(index.search(f'-person:"{name}"', fold=False)) == ["others"]


def test_part_of_a_name_stands_side_by_side(index: search.Index) -> None:
    assert set(found(index.search("person:Тоқаев", fold=False))) == TEXTS.keys()
    assert set(found(index.search('person:"Кемелұлы Тоқаев"', fold=False))) == {"father"}
    assert index.search('person:"Серік Қасым"', fold=False).total == 0


def test_the_name_as_it_is_asked_for_comes_first(index: search.Index) -> None:
    hits = index.search('person:"Қасым-Жомарт Тоқаев"', fold=False).hits
    scores = {hit.url.rpartition("/")[2]: hit.score for hit in hits}
    assert scores["plain"] > scores["father"] == scores["russian"] > 0
