"""Why a word became its term: what ``izdeu analyze`` prints."""

from collections.abc import Iterator
from typing import Any

from index.text import kazakh, russian, terms
from index.text.analyze import is_russian
from index.text.kazakh.restore import restore
from index.text.scripts import to_cyrillic


def explain(text: str) -> Iterator[dict[str, Any]]:
    """One record for each term of a text, ready for JSON.

    ``layers`` are the suffixes taken off a Kazakh word, from left to right, with their group and an example;
    ``losers`` the other readings with their costs (the lower the better).
    """
    for term in terms(text):
        word = to_cyrillic(term.surface)
        record: dict[str, Any] = {
            "surface": term.surface,
            "term": term.stem,
            "position": term.position,
            "start": term.start,
            "end": term.end,
        }
        if term.whole or not word.isalpha():
            yield record | {"language": None}
        elif is_russian(word):
            yield record | {"language": "ru", "lemma": russian.lemma(word)}
        else:
            yield record | {"language": "kk", **_reading(restore(word)[0])}


def _reading(word: str) -> dict[str, Any]:
    analysis = kazakh.explain(word)
    return {
        "stem": analysis.stem,
        "source": analysis.source,
        "layers": [
            {"suffix": suffix, "group": group, "example": example}
            for suffix, group, example in analysis.layers
        ],
        "losers": [{"stem": stem, "cost": cost} for stem, cost in analysis.losers],
    }
