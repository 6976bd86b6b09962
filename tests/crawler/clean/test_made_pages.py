"""Kazakh news pages as the templates of the country's sites make them: bodies, titles, moments, languages."""

import re
from collections import Counter, defaultdict
from datetime import timedelta
from statistics import fmean

import pytest

from crawler.article import Article
from crawler.clean import clean
from tests.crawler.clean.made_pages import TEMPLATES, MadePage, every_page

EVERY = 6  # articles of the bundled corpus; all of them give the same figures in twenty seconds
DAY_ONLY = ("khabar", "abai", "akorda")


def shingles(text):
    words = re.findall(r"\w+", text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))


def body_f1(wanted, found):
    one, other = shingles(wanted), shingles(found)
    return 2 * (one & other).total() / (one.total() + other.total())


def is_its_moment(page: MadePage, article: Article) -> bool:
    if page.template in DAY_ONLY:
        return article.published is not None and article.published.date() == page.story.moment.date()
    return article.published is not None and abs(article.published - page.story.moment) < timedelta(minutes=1)


@pytest.fixture(scope="module")
def read(sample_articles) -> dict[str, list[tuple[MadePage, Article]]]:
    """Page and what came of it, by template."""
    found = defaultdict(list)
    for page in every_page(sample_articles[::EVERY]):
        found[page.template].append((page, clean(page.raw, page.url)))
    return found


@pytest.mark.parametrize("template", [template.__name__ for template in TEMPLATES])
def test_made_up_pages_are_read(read, template):
    rows = read[template]
    assert fmean(body_f1(page.story.article.text, article.text) for page, article in rows) >= 0.985
    assert [article.title for _, article in rows] == [page.story.article.title for page, _ in rows]
    assert all(is_its_moment(page, article) for page, article in rows)
    assert [article.language for _, article in rows] == [page.story.article.language for page, _ in rows]
