"""Articles like one: those that share the most telling of its words."""

from collections import Counter
from math import log, sqrt

from crawler.article import Article
from index.engines import Engine
from index.query import STORY, And, InFacet, Node, Not, Nothing, Or, WithUrl, Word
from index.text import terms

MOST_WORDS = 20
"""Words by which others are looked for."""
TITLE_WEIGHT = 3
"""A word of the title tells as much as so many of the text."""
SHORTEST = 3


def like(article: Article, story: str, engine: Engine) -> Node:
    """The node that finds articles like this one: neither itself nor others that tell its story."""
    words = telling_words(article, engine)
    if not words:
        return Nothing()
    others = [Not(WithUrl(article.url)), *([Not(InFacet(STORY, (story,)))] if story else [])]
    return And((Or(tuple(Word(word) for word in words)), *others))


def telling_words(article: Article, engine: Engine) -> list[str]:
    """The terms that an article has often and others seldom, most telling first."""
    counts = Counter(term.stem for term in terms(article.text))
    for term in terms(article.title):
        counts[term.stem] += TITLE_WEIGHT
    counts = Counter({word: n for word, n in counts.items() if len(word) >= SHORTEST})
    known = engine.frequencies("text", list(counts))
    documents = engine.info.documents

    def weight(word: str) -> float:
        return sqrt(counts[word]) * log((documents + 1) / (known[word] + 0.5))

    shared = [word for word in counts if known[word] > 1]
    return sorted(shared, key=lambda word: (-weight(word), word))[:MOST_WORDS]
