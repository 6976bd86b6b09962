"""The marks of many sentences at once against CRFsuite's own of each sentence."""

import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pycrfsuite
import pytest

from crawler.article import Article
from crawler.errors import EntityDataError
from index.entities import model, scores, tagger
from index.entities.features import sentence_features
from index.entities.rows import EDGES, Row
from index.entities.train import MODEL

Words = list[str]


@pytest.fixture
def crf() -> Iterator[pycrfsuite.Tagger]:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    yield tagger
    tagger.close()


@pytest.fixture
def texts(sample_articles: list[Article]) -> list[list[Words]]:
    """The sentences of each text."""
    return [[words for _, words in Row(article.text).sentences()] for article in sample_articles]


def row(text: list[Words]) -> Words:
    """The sentences as the tagger takes them."""
    return [*EDGES, *(word for sentence in text for word in (*sentence, *EDGES))]


def marks(crf: pycrfsuite.Tagger, text: list[Words]) -> list[str]:
    """CRFsuite's marks of such a row."""
    outside = ["O" for _ in EDGES]
    told = [[*crf.tag(sentence_features(sentence)), *outside] for sentence in text]
    return [*outside, *(mark for sentence in told for mark in sentence)]


def test_the_sample(texts: list[list[Words]], crf: pycrfsuite.Tagger) -> None:
    assert tagger.mark_all([row(text) for text in texts]) == [marks(crf, text) for text in texts]


def test_many_and_few_at_once(texts: list[list[Words]], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [row(text) for text in [[], *texts, []]]
    known = tagger.mark_all(rows)
    monkeypatch.setattr(tagger, "_TOGETHER", 50)
    assert tagger.mark_all(rows) == known
    assert [tagger.mark_all([row])[0] for row in rows] == known


def test_names_and_joins_in_any_order(texts: list[list[Words]], crf: pycrfsuite.Tagger) -> None:
    """Shuffled words bring lists, heads and edges together as no text does."""
    mixed = random.Random(7)
    words = [word for text in texts for sentence in text for word in sentence]
    joins = [",", "және", "мен", "Ақдала", "ауылдары", "қаласында", "Серік", "."]
    text = [mixed.choices(words, k=size) + mixed.choices(joins, k=size) for size in range(1, 40)]
    for sentence in text:
        mixed.shuffle(sentence)
    assert tagger.mark_all([row(text)]) == [marks(crf, text)]


@pytest.mark.parametrize("limit", ["_MOST_WORDS", "_MOST_PAIRS", "_MOST_KINDS"])
def test_tables_that_are_full_begin_anew(
    texts: list[list[Words]], monkeypatch: pytest.MonkeyPatch, limit: str
) -> None:
    known = [tagger.mark_all([row(text)]) for text in texts]
    monkeypatch.setattr(scores, limit, 60)
    assert [tagger.mark_all([row(text)]) for text in texts] == known


def test_threads_share_the_tables(texts: list[list[Words]], monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [[row(text)] for text in texts]
    known = [tagger.mark_all(each) for each in rows]
    new = scores.Scorer(tagger._model())
    monkeypatch.setattr(tagger, "_scorer", lambda: new)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tagger.mark_all, rows)) == known


def test_a_cut_model_is_named() -> None:
    with pytest.raises(EntityDataError, match="not a CRFsuite model"):
        model.read(MODEL.read_bytes()[:-1])
