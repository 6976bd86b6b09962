"""The statistical tagger: a linear-chain CRF over the features of ``features.py``."""

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, groupby

import numpy as np

from index.entities import model, viterbi
from index.entities.model import Model
from index.entities.repair import repair
from index.entities.scores import EDGES, Scorer

_TOGETHER = 1 << 12
"""About how many tokens are marked at once: enough to be quick, few enough for little memory."""
LABELS = ("PERSON", "GPE")
Span = tuple[int, int, str]


@cache
def _model() -> Model:
    return model.read(files(__package__).joinpath("data", "entities.crfsuite").read_bytes())


@cache
def _scorer() -> Scorer:
    return Scorer(_model())


def tag(tokens: Sequence[str]) -> list[Span]:
    """PERSON and GPE spans of one sentence as (start, end, label); token numbers, end exclusive."""
    return tag_all([tokens])[0] if tokens else []


def tag_all(sentences: Sequence[Sequence[str]]) -> list[list[Span]]:
    """``tag`` of each sentence, far faster than one by one; none may be empty."""
    wanted = frozenset(i for i, mark in enumerate(_model().labels) if mark[2:] in LABELS)
    return [
        [] if wanted.isdisjoint(labels) else decode(tokens, _marks(labels))
        for tokens, labels in zip(sentences, _labels(sentences), strict=True)
    ]


def mark_all(sentences: Sequence[Sequence[str]]) -> list[list[str]]:
    """The model's mark of each token (``B-PERSON``, ``O``), by sentence; none may be empty."""
    return [_marks(labels) for labels in _labels(sentences)]


def _marks(labels: Sequence[int]) -> list[str]:
    names = _model().labels
    return [names[label] for label in labels]


def _labels(sentences: Sequence[Sequence[str]]) -> list[list[int]]:
    """The numbers of the marks, by sentence."""
    ends = accumulate(len(sentence) for sentence in sentences)
    parts = groupby(zip(ends, sentences, strict=True), key=lambda row: row[0] // _TOGETHER)
    return [labels for _, part in parts for labels in _labels_together([tokens for _, tokens in part])]


def _labels_together(sentences: Sequence[Sequence[str]]) -> list[list[int]]:
    tokens = list(EDGES)
    for sentence in sentences:
        tokens += sentence
        tokens += EDGES
    lengths = np.array([len(sentence) for sentence in sentences])
    starts = np.cumsum(lengths + len(EDGES)) - lengths
    best = viterbi.best(_scorer().scores(tokens), _model().transitions, starts, lengths).tolist()
    spans = zip(starts.tolist(), lengths.tolist(), strict=True)
    return [best[start : start + length] for start, length in spans]


def decode(tokens: Sequence[str], marks: Sequence[str]) -> list[Span]:
    """The PERSON and GPE spans that the model's marks make of the tokens."""
    return repair(tokens, [span for span in spans(marks) if span[2] in LABELS])


def spans(marks: Sequence[str]) -> list[Span]:
    """``B-X I-X O`` marks as spans."""
    found: list[Span] = []
    start = 0
    for i, mark in enumerate([*marks, "O"]):
        previous = marks[i - 1] if i else "O"
        if previous != "O" and (mark[:1] != "I" or mark[2:] != previous[2:]):
            found.append((start, i, previous[2:]))
        if mark != "O" and (mark[:1] == "B" or mark[2:] != previous[2:]):
            start = i
    return found
