"""The marks of many sentences at once against CRFsuite's own of each sentence."""

import random
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor

import pycrfsuite
import pytest

from crawler.article import Article
from crawler.errors import EntityDataError
from index.entities import model, scores, tagger
from index.entities.features import sentence_features
from index.entities.tokens import sentences
from index.entities.train import MODEL

Sentences = list[Sequence[str]]


@pytest.fixture
def crf() -> Iterator[pycrfsuite.Tagger]:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(MODEL))
    yield tagger
    tagger.close()


@pytest.fixture
def texts(sample_articles: list[Article]) -> list[Sentences]:
    return [[sentence.words for sentence in sentences(article.text)] for article in sample_articles]


def test_the_sample(texts: list[Sentences], crf: pycrfsuite.Tagger) -> None:
    for text in texts:
        assert tagger.mark_all(text) == [crf.tag(sentence_features(tokens)) for tokens in text]


def test_names_and_joins_in_any_order(texts: list[Sentences], crf: pycrfsuite.Tagger) -> None:
    """Shuffled words bring lists, heads and edges together as no text does."""
    mixed = random.Random(7)
    words = [word for text in texts for sentence in text for word in sentence]
    joins = [",", "және", "мен", "Ақдала", "ауылдары", "қаласында", "Серік", "."]
    text = [mixed.choices(words, k=size) + mixed.choices(joins, k=size) for size in range(1, 40)]
    for sentence in text:
        mixed.shuffle(sentence)
    assert tagger.mark_all(text) == [crf.tag(sentence_features(tokens)) for tokens in text]


def test_tables_that_are_full_begin_anew(texts: list[Sentences], monkeypatch: pytest.MonkeyPatch) -> None:
    known = [tagger.mark_all(text) for text in texts]
    monkeypatch.setattr(scores, "_MOST_WORDS", 300)
    assert [tagger.mark_all(text) for text in texts] == known


def test_threads_share_the_tables(texts: list[Sentences], monkeypatch: pytest.MonkeyPatch) -> None:
    known = [tagger.mark_all(text) for text in texts]
    new = scores.Scorer(tagger._model())
    monkeypatch.setattr(tagger, "_scorer", lambda: new)
    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(tagger.mark_all, texts)) == known


def test_a_cut_model_is_named() -> None:
    with pytest.raises(EntityDataError, match="not a CRFsuite model"):
        model.read(MODEL.read_bytes()[:-1])
