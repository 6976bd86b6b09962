"""The statistical tagger: a linear-chain CRF over the features of ``features.py``."""

from functools import cache
from importlib.resources import as_file, files

import pycrfsuite

from index.entities.features import sentence_features
from index.entities.repair import repair

LABELS = ("PERSON", "GPE")
Span = tuple[int, int, str]


@cache
def _model() -> pycrfsuite.Tagger:
    tagger = pycrfsuite.Tagger()
    with as_file(files(__package__).joinpath("data", "entities.crfsuite")) as path:
        tagger.open(str(path))
    return tagger


def tag(tokens: list[str]) -> list[Span]:
    """PERSON and GPE spans of one sentence as (start, end, label); token numbers, end exclusive."""
    return decode(tokens, _model().tag(sentence_features(tokens))) if tokens else []


def decode(tokens: list[str], marks: list[str]) -> list[Span]:
    """The PERSON and GPE spans that the model's marks make of the tokens."""
    return repair(tokens, [span for span in spans(marks) if span[2] in LABELS])


def spans(marks: list[str]) -> list[Span]:
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
