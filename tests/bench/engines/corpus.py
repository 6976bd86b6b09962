"""A made-up corpus that has the statistics of news, and queries over it. The same seed gives the same corpus.

Words follow Zipf's law; an article keeps to its topic, repeats itself, and some words come in fixed pairs, so that
frequent words, rare words and phrases all behave as they do in real text. Words come from a list of Kazakh word
forms where ``--vocabulary`` names one (one word a line, most frequent first, gzipped), else they are made of syllables.
"""

import gzip
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

SEED = 20_24
_BATCH = 2_000
_PEOPLE, _COUNTRIES, _SOURCES, _TOPICS = 40_000, 190, 40, 250
_FIRST_DAY, _DAYS = np.datetime64("2010-01-01"), 5_800


@dataclass(frozen=True, slots=True)
class News:
    """An article as every engine receives it: words are lower case and hold no blank; ``date`` is 20240131."""

    number: int
    title: list[str]
    body: list[str]
    date: int
    source: str
    language: str
    people: list[str]
    countries: list[str]


@dataclass(frozen=True, slots=True)
class Query:
    """``kind`` names its class; ``op`` is and, or, phrase; ``dates`` is (from, before)."""

    kind: str
    words: list[str]
    op: str = "and"
    country: str | None = None
    dates: tuple[int, int] | None = None


@dataclass(slots=True)
class _Zipf:
    """Draws numbers below ``size``, small ones most often."""

    size: int
    exponent: float
    shift: float = 2.0
    sums: Any = field(init=False)

    def __post_init__(self) -> None:
        weights = (np.arange(self.size) + self.shift) ** -self.exponent
        self.sums = np.cumsum(weights) / weights.sum()

    def draw(self, rng: np.random.Generator, count: int) -> Any:
        return np.minimum(np.searchsorted(self.sums, rng.random(count)), self.size - 1)


def read_vocabulary(path: Path | None) -> list[str]:
    """Words, most frequent first."""
    if path is None or not path.exists():
        return list(_made_words(200_000))
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return lines.read().split()


def _made_words(count: int) -> Iterator[str]:
    rng = np.random.default_rng(SEED)
    syllables = [a + b for a in "бгғджзкқлмнңпрстшы" for b in "аәеиоөұүыі"]
    seen: set[str] = set()
    while len(seen) < count:
        word = "".join(rng.choice(syllables, 1 + min(4, len(seen) // 300 + int(rng.integers(0, 3)))))
        if word not in seen:
            seen.add(word)
            yield word


class Newsroom:
    """Writes the corpus."""

    def __init__(self, vocabulary: list[str]) -> None:
        rng = np.random.default_rng(SEED)
        self._words = np.array(vocabulary, dtype=object)
        size = len(vocabulary)
        self._any_word = _Zipf(size, 1.03, 2.5)
        self._partner = self._any_word.draw(rng, size)
        self._topic_words = rng.integers(2_000, size, (_TOPICS, 600))
        self._people = [
            f"{vocabulary[100 + n % 300].title()} {vocabulary[500 + n].title()}" for n in range(_PEOPLE)
        ]
        self._countries = [
            chr(65 + n // 26) + chr(65 + n % 26) for n in rng.permutation(26 * 26)[:_COUNTRIES]
        ]
        self._person, self._country = _Zipf(_PEOPLE, 0.95), _Zipf(_COUNTRIES, 1.3, 1.0)
        self._topic, self._source = _Zipf(_TOPICS, 0.6), _Zipf(_SOURCES, 1.0)
        self._in_topic = _Zipf(600, 0.8)

    def articles(self, count: int) -> Iterator[News]:
        """The first ``count`` articles; those of a smaller corpus begin a larger one."""
        for batch in range(-(-count // _BATCH)):
            for article in self._batch(batch):
                if article.number < count:
                    yield article

    def _batch(self, batch: int) -> Iterator[News]:
        rng = np.random.default_rng([SEED, batch])
        titles = np.clip(rng.poisson(9, _BATCH), 3, 18)
        lengths = titles + np.clip(rng.lognormal(5.4, 0.5, _BATCH).astype(int), 60, 1_500)
        topics = self._topic.draw(rng, _BATCH)
        words = self._text(rng, lengths, topics)
        ends = np.cumsum(lengths)
        people = np.where(
            rng.random((_BATCH, 8)) < 0.5, 0, (topics * (_PEOPLE // _TOPICS))[:, None]
        ) + self._person.draw(rng, _BATCH * 8).reshape(_BATCH, 8)
        countries = self._country.draw(rng, _BATCH * 4).reshape(_BATCH, 4)
        named, placed = np.minimum(rng.geometric(0.36, _BATCH) - 1, 8), 1 + rng.binomial(3, 0.23, _BATCH)
        days = _FIRST_DAY + (np.sqrt(rng.random(_BATCH)) * _DAYS).astype(int)
        sources, russian = self._source.draw(rng, _BATCH), rng.random(_BATCH) < 0.15
        for n in range(_BATCH):
            text = words[ends[n] - lengths[n] : ends[n]].tolist()
            yield News(
                number=batch * _BATCH + n,
                title=text[: titles[n]],
                body=text[titles[n] :],
                date=int(str(days[n]).replace("-", "")),
                source=f"source{sources[n]}",
                language="ru" if russian[n] else "kk",
                people=[self._people[p % _PEOPLE] for p in dict.fromkeys(people[n, : named[n]].tolist())],
                countries=[self._countries[c] for c in dict.fromkeys(countries[n, : placed[n]].tolist())],
            )

    def _text(self, rng: np.random.Generator, lengths: Any, topics: Any) -> Any:
        total = int(lengths.sum())
        numbers = self._any_word.draw(rng, total)
        of_topic = np.flatnonzero(rng.random(total) < 0.2)
        owner = np.repeat(topics, lengths)[of_topic]
        numbers[of_topic] = self._topic_words[owner, self._in_topic.draw(rng, len(of_topic))]
        place = np.arange(total) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        repeats = np.flatnonzero((rng.random(total) < 0.07) & (place > 0))
        numbers[repeats] = numbers[repeats - 1 - (rng.random(len(repeats)) * place[repeats]).astype(int)]
        paired = np.flatnonzero((rng.random(total) < 0.08) & (place > 0))
        numbers[paired] = self._partner[numbers[paired - 1]]
        return self._words[numbers]


def make_queries(articles: list[News], count: int = 200) -> list[Query]:
    """Queries of seven kinds whose words stand together in real articles of the sample."""
    rng = np.random.default_rng(SEED + 1)
    frequency = Counter(word for article in articles for word in set(article.body))
    size = len(articles)
    rare = sorted(word for word, n in frequency.items() if 2 <= n <= max(3, size // 700))
    frequent = sorted(word for word, n in frequency.items() if 0.08 * size < n < 0.6 * size)
    wide = {word for word, n in frequency.items() if 0.002 * size < n < 0.6 * size}
    each = count // 8

    def some_words(many: int) -> list[str]:
        while True:
            article = articles[rng.integers(size)]
            found = sorted(wide.intersection(article.body))
            if len(found) >= many:
                return [found[n] for n in rng.choice(len(found), many, replace=False)]

    def pair() -> list[str]:
        while True:
            body = articles[rng.integers(size)].body
            at = int(rng.integers(len(body) - 1))
            if body[at] != body[at + 1] and {body[at], body[at + 1]} <= wide:
                return body[at : at + 2]

    def dates(n: int) -> tuple[int, int]:
        year, span = int(rng.integers(2011, 2024)), (0, 1, 2)[n % 3]
        month = int(rng.integers(1, 12))
        if span == 0:
            return year * 10_000 + month * 100 + 1, year * 10_000 + (month + 1) * 100 + 1
        return year * 10_000 + 101, (year + span) * 10_000 + 101

    country = Counter(c for article in articles for c in article.countries).most_common(60)
    return [
        *(Query("rare word", [rare[rng.integers(len(rare))]]) for _ in range(each)),
        *(Query("frequent word", [frequent[rng.integers(len(frequent))]]) for _ in range(each)),
        *(Query("or", some_words(2 + n % 2), "or") for n in range(each + 5)),
        *(Query("and", some_words(2 + n % 2)) for n in range(each + 5)),
        *(Query("phrase", pair(), "phrase") for _ in range(each)),
        *(Query("word + country", some_words(1), country=country[n * n % 60][0]) for n in range(each + 5)),
        *(Query("word + dates", some_words(1), dates=dates(n)) for n in range(each + 10)),
    ]
