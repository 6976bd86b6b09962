"""The editor's decisions reach the index at the next reindex, and only the articles they are about."""

import json
from collections.abc import Callable

import pytest
from click.testing import CliRunner

import search
from crawler.article import Article
from crawler.corpus import Corpus
from crawler.errors import EntityDataError
from crawler.location import Settings
from index.cli import stats
from index.reindex import Report, reindex

Make = Callable[..., Article]
PEOPLE = {
    "a": "Кеше Серік Ахметов рингке шығып, бокстан чемпион атанды.",
    "b": "Кеше Серік Ахметов үкімет отырысын өткізді.",
    "c": "Кеше Айгүл Серікова Бакуге барды.",
    "d": "Кеше Айгуль Серіккызы Серикова Бакуден келді.",
}


class Newsroom:
    """A corpus with an alias file and an index."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self.file = corpus.path.parent / "aliases.toml"
        self.location = corpus.path.parent / "index"

    def decide(self, text: str) -> Report:
        self.file.write_text(text, encoding="utf-8")
        return reindex(self.corpus, self.location)

    def people(self) -> dict[str, int]:
        with search.open(self.location) as index:
            return {
                value.label: value.count for value in index.search("", facets=["person"]).facets["person"]
            }

    def about(self, name: str) -> set[str]:
        with search.open(self.location) as index:
            return {hit.url[-1] for hit in index.search("", filters={"person": [name]}).hits}

    def countries(self) -> dict[str, int]:
        with search.open(self.location) as index:
            return {
                value.key: value.count for value in index.search("", facets=["country"]).facets["country"]
            }


@pytest.fixture
def newsroom(corpus: Corpus, article: Make) -> Newsroom:
    for name, text in PEOPLE.items():
        corpus.put(article(name, text))
    reindex(corpus, corpus.path.parent / "index")
    return Newsroom(corpus)


def test_without_decisions(newsroom: Newsroom) -> None:
    assert newsroom.people() == {"Серік Ахметов": 2, "Айгүл Серікова": 2}


def test_split_and_put_together_again(newsroom: Newsroom) -> None:
    report = newsroom.decide(
        """[[split]]
        name = "Серік Ахметов"
        into = [{ name = "Серік Ахметов (боксшы)", words = ["боксшы", "бокс"] }, { name = "Серік Ахметов" }]"""
    )
    assert (report.why_full, report.indexed) == ("", 2)
    assert newsroom.people() == {"Айгүл Серікова": 2, "Серік Ахметов": 1, "Серік Ахметов (боксшы)": 1}
    assert newsroom.about("Серик Ахметов (боксшы)") == {"a"}
    assert newsroom.about("Серик Ахметов") == {"a", "b"}
    report = newsroom.decide("")
    assert (report.why_full, report.indexed) == ("", 2)
    assert newsroom.people() == {"Серік Ахметов": 2, "Айгүл Серікова": 2}
    assert newsroom.about("Серік Ахметов") == {"a", "b"}


def test_merge_shows_the_first_name_and_any_of_them_filters(newsroom: Newsroom) -> None:
    report = newsroom.decide('[[merge]]\nnames = ["Айгүл Ахметова", "Айгүл Серікова"]')
    assert (report.why_full, report.indexed) == ("", 2)
    assert newsroom.people() == {"Серік Ахметов": 2, "Айгүл Ахметова": 2}
    assert newsroom.about("Айгуль Серикова") == newsroom.about("Айгүл Ахметова") == {"c", "d"}
    with search.open(newsroom.location) as index:
        assert index.search('person:"Айгүл Серікова"').total == 2
        assert index.search('person:"Айгүл Ахметова"').total == 2
        assert {hit.url[-1] for hit in index.search('-person:"Айгүл Серікова"').hits} == {"a", "b"}
    newsroom.decide("")
    assert newsroom.about("Айгүл Серікова") == {"c", "d"}
    assert newsroom.about("Айгүл Ахметова") == set()


def test_rename_to_another_spelling_of_the_same_name(newsroom: Newsroom) -> None:
    newsroom.decide('[[rename]]\nname = "Айгүл Серікова"\nto = "Айгуль Серикова"')
    assert newsroom.people() == {"Серік Ахметов": 2, "Айгуль Серикова": 2}
    newsroom.decide("")
    assert newsroom.people() == {"Серік Ахметов": 2, "Айгүл Серікова": 2}


def test_reject_and_take_back(newsroom: Newsroom) -> None:
    newsroom.decide('[[reject]]\nnames = ["Серик Ахметов"]')
    assert newsroom.people() == {"Айгүл Серікова": 2}
    assert newsroom.decide("").indexed == 2
    assert newsroom.people() == {"Серік Ахметов": 2, "Айгүл Серікова": 2}


def test_later_articles_and_unchanged_files(newsroom: Newsroom, article: Make) -> None:
    decision = '[[reject]]\nnames = ["Серік Ахметов"]'
    newsroom.decide(decision)
    newsroom.corpus.put(article("e", PEOPLE["b"] + " Айгүл Серікова да болды."))
    report = newsroom.decide(decision + "\n# a comment decides nothing\n")
    assert (report.why_full, report.indexed) == ("", 1)
    assert newsroom.people() == {"Айгүл Серікова": 3}


def test_country_names(newsroom: Newsroom, article: Make) -> None:
    newsroom.corpus.put(article("f", "Кеше Одлар елінде Ресей газетінің тілшілері болды. Грузия да бар."))
    reindex(newsroom.corpus, newsroom.location)
    assert newsroom.countries() == {"GE": 1, "RU": 1}
    report = newsroom.decide(
        '[[country]]\ncode = "AZ"\nnames = ["Одлар елі"]\n[[not_country]]\nnames = ["Ресей газеті"]'
    )
    assert report.why_full == "the editor's names of countries have changed"
    assert newsroom.countries() == {"AZ": 1, "GE": 1}


def test_a_faulty_entry_is_reported_and_the_rest_applied(newsroom: Newsroom) -> None:
    report = newsroom.decide('[[merge]]\nnames = ["А"]\n[[reject]]\nnames = ["Серік Ахметов"]')
    assert len(report.faults) == 1
    assert "aliases.toml:1: merge" in report.faults[0]
    assert newsroom.people() == {"Айгүл Серікова": 2}


def test_a_file_that_cannot_be_read_leaves_the_index_as_it_is(newsroom: Newsroom) -> None:
    newsroom.decide('[[reject]]\nnames = ["Серік Ахметов"]')
    with pytest.raises(EntityDataError):
        newsroom.decide("[[reject")
    assert newsroom.people() == {"Айгүл Серікова": 2}


def test_stats_tell_of_such_a_file_and_go_on(newsroom: Newsroom) -> None:
    newsroom.file.write_text("[[merge]\n", encoding="utf-8")
    run = CliRunner().invoke(stats, ["--json"], obj=Settings(newsroom.file.parent))
    assert run.exit_code == 0 and "aliases.toml" in run.stderr
    facts = json.loads(run.stdout)
    assert facts["articles"] == 4 and facts["index"]["up_to_date"] is False
