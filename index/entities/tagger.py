"""The statistical tagger: a linear-chain CRF over the features of ``features.py``."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate, chain

import numpy as np
from numpy.typing import NDArray

from index.entities import model, viterbi
from index.entities.model import Model
from index.entities.repair import repair
from index.entities.rows import EDGES
from index.entities.scores import Scorer
from index.entities.viterbi import Labels

_TOGETHER = 1 << 13
"""About how many tokens are marked at once: enough to be quick, few enough for little memory."""
LABELS = ("PERSON", "GPE")
Span = tuple[int, int, str]
_OUTSIDE = "O"


@cache
def _model() -> Model:
    return model.read(files(__package__).joinpath("data", "entities.crfsuite").read_bytes())


@cache
def _scorer() -> Scorer:
    return Scorer(_model())


@cache
def _wanted() -> NDArray[np.bool_]:
    """Which of the model's labels are of LABELS."""
    return np.array([mark[2:] in LABELS for mark in _model().labels])


def tag(tokens: Sequence[str]) -> list[Span]:
    """PERSON and GPE spans of one sentence as (start, end, label); token numbers, end exclusive."""
    (found,) = tag_all([[*EDGES, *tokens, *EDGES]])
    return [(start - len(EDGES), end - len(EDGES), label) for start, end, label in found]


def tag_all(rows: Sequence[Sequence[str]]) -> list[list[Span]]:
    """The spans in each row of sentences with ``EDGES`` around each, far faster than one by one."""
    marked = map(_marked, _labels(rows))
    return [repair(row, list(spans(marks))) for row, marks in zip(rows, marked, strict=True)]


def mark_all(rows: Sequence[Sequence[str]]) -> list[list[str]]:
    """The model's mark of each token (``B-PERSON``, ``O``) in rows as of ``tag_all``."""
    return [[_model().labels[label] for label in labels] for labels in _labels(rows)]


def _marked(labels: Labels) -> Iterator[tuple[int, str]]:
    """The tokens that the labels make part of a person or place, with their marks."""
    tokens = np.flatnonzero(_wanted().take(labels))
    names = _model().labels
    return zip(tokens.tolist(), [names[label] for label in labels[tokens].tolist()], strict=True)


def _labels(rows: Sequence[Sequence[str]]) -> list[Labels]:
    """The numbers of the marks, by row."""
    words = [*EDGES, *chain.from_iterable(row[len(EDGES) :] for row in rows)]
    inside = np.fromiter(map(bool, words), bool, len(words))
    found = np.full(len(words), _model().labels.index(_OUTSIDE))
    for starts, ends in _parts(inside):
        first, last = starts[0] - len(EDGES), ends[-1] + len(EDGES)
        scores = _scorer().scores(words[first:last])
        best = viterbi.best(scores, _model().transitions, starts - first, ends - starts)
        np.copyto(found[first:last], best, where=inside[first:last])
    firsts = accumulate((len(row) - len(EDGES) for row in rows), initial=0)
    return [found[first : first + len(row)] for first, row in zip(firsts, rows, strict=False)]


def _parts(inside: NDArray[np.bool_]) -> Iterator[tuple[NDArray[np.intp], NDArray[np.intp]]]:
    """Where sentences that are marked together start and end."""
    starts = np.flatnonzero(inside[1:] > inside[:-1]) + 1
    ends = np.flatnonzero(inside[1:] < inside[:-1]) + 1
    cuts = np.flatnonzero(np.diff(ends // _TOGETHER)) + 1
    if len(starts):
        yield from zip(np.split(starts, cuts), np.split(ends, cuts), strict=True)


def decode(tokens: Sequence[str], marks: Sequence[str]) -> list[Span]:
    """The PERSON and GPE spans that the model's marks make of the tokens."""
    return repair(tokens, [span for span in spans(enumerate(marks)) if span[2] in LABELS])


def spans(marked: Iterable[tuple[int, str]]) -> Iterator[Span]:
    """``B-X I-X O`` marks of tokens as spans; tokens that are left out are as those marked ``O``."""
    start = end = 0
    label = ""
    for token, mark in marked:
        if mark == _OUTSIDE:
            continue
        if token != end or mark != "I-" + label:
            if label:
                yield start, end, label
            start, label = token, mark[2:]
        end = token + 1
    if label:
        yield start, end, label
