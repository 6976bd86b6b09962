"""Namings of people in the bundled corpus, annotated by hand, fall into groups by person as they should."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from crawler.article import Article
from index.entities import extract, merge_key
from index.text.scripts import text_to_cyrillic

ANNOTATED = Path(__file__).with_name("people_of_the_sample.tsv")
Groups = list[tuple[str, str]]
"""For each annotated naming: the person, and the key that the naming got."""


def grouped(articles: list[Article]) -> Groups:
    texts = {
        article.url: text_to_cyrillic(f"{article.title}\n{article.text}", article.language)
        for article in articles
    }
    rows = [line.split("\t") for line in ANNOTATED.read_text("utf-8").splitlines() if line[0] != "#"]
    by_article: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for url, person, naming in rows:
        by_article[url].append((person, naming))
    return [pair for url, namings in by_article.items() for pair in _of_article(texts[url], namings)]


def _of_article(text: str, namings: list[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """A naming that was not found is alone with itself."""
    found = [mention for mention in extract(text).mentions if mention.label == "PERSON"]
    end = 0
    for person, naming in namings:
        start = text.index(naming, end)
        end = start + len(naming)
        at_it = (merge_key(mention.base) for mention in found if mention.start < end and start < mention.end)
        yield person, next(at_it, f"not found: {start} of {text[:30]}")


def pairwise_f1(groups: Groups) -> float:
    """Of all pairs of namings: how many are of one person and in one group, against either (harmonic mean)."""

    def pairs(counts: Counter[str]) -> int:
        return sum(count * (count - 1) // 2 for count in counts.values())

    both = pairs(Counter(f"{person}\t{key}" for person, key in groups))
    right = both / pairs(Counter(key for _, key in groups))
    whole = both / pairs(Counter(person for person, _ in groups))
    return 2 * right * whole / (right + whole)


def test_grouping(sample_articles: list[Article]) -> None:
    groups = grouped(sample_articles)
    assert len(groups) >= 300
    assert pairwise_f1(groups) >= 0.97


def test_the_score_sees_people_fall_apart_and_together(sample_articles: list[Article]) -> None:
    groups = grouped(sample_articles)
    by_spelling = [(person, f"{key}{number % 2}") for number, (person, key) in enumerate(groups)]
    by_surname = [(person, key[-4:]) for person, key in groups]
    assert pairwise_f1(by_spelling) < 0.97
    assert pairwise_f1(by_surname) < 0.97
    assert pairwise_f1([("A", "1"), ("A", "1"), ("A", "2"), ("B", "2")]) == pytest.approx(2 / 5)
