"""The stem of a Kazakh word, and why.

The cheapest candidate wins. Its stem is stemmed again until it stays, so stemming twice changes nothing.
"""

from dataclasses import dataclass
from functools import lru_cache

from index.text.kazakh.candidates import LONGEST_WORD, Candidate, candidates
from index.text.kazakh.chains import readings
from index.text.kazakh.letters import VOWEL_LETTERS
from index.text.kazakh.lexicon import irregular


@dataclass(frozen=True, slots=True)
class Analysis:
    """What ``stem`` did with a word.

    ``layers`` are the suffixes taken off, from left to right: (suffix, group, example). ``source`` says where the
    stem is from: "lexicon", "learnt", "rules" or "irregular". ``losers`` are the stems and costs of the other
    readings, best first.
    """

    stem: str
    layers: tuple[tuple[str, str, str], ...]
    source: str
    losers: tuple[tuple[str, float], ...]


def _best(word: str) -> Candidate | None:
    return min(candidates(word, everything=False), default=None)


def _split(word: str) -> tuple[str, str]:
    """The part of ``word`` that stays as it is, and the part that is stemmed.

    Of a hyphenated word the last part is stemmed (қазақ-орыстың), unless the lexicon has the whole (дәрі-дәрмектің);
    a bare ending after a hyphen goes (19-шы, км-ге).
    """
    head, hyphen, last = word.rpartition("-")
    if not head or not last:
        return "", word
    if _is_ending(head, last):
        return head, ""
    whole = _best(word)
    if whole and whole.source == "lexicon" and hyphen in whole.base:
        return "", word
    return head + hyphen, last


def _is_ending(head: str, last: str) -> bool:
    """Is ``last`` an ending that a number, an abbreviation or a foreign word took with a hyphen?"""
    foreign = not head[-1].isalpha() or head[-1].isascii() or VOWEL_LETTERS.isdisjoint(head)
    return foreign and any(
        head[-1].isdigit() or not reading.kept
        for kind in ("noun", "numeral")
        for reading in readings(last).get(kind, ())
    )


def _once(word: str) -> str:
    head, part = _split(word) if "-" in word else ("", word)
    if part in irregular():
        return head + irregular()[part]
    best = _best(part)
    return head + (best.stem if best else part)


@lru_cache(maxsize=1 << 16)
def _settled(stem: str) -> str:
    seen = [stem]
    while (again := _once(seen[-1])) not in seen:
        seen.append(again)
    return min(seen[seen.index(again) :])


@lru_cache(maxsize=1 << 14)
def stem(word: str) -> str:
    """The stem of ``word``, in lower case; a word that is not Kazakh comes back unchanged."""
    word = word.lower()
    return word if len(word) > LONGEST_WORD else _settled(_once(word))


def explain(word: str) -> Analysis:
    """How ``stem`` comes to its answer for ``word``."""
    word = word.lower()
    head, part = _split(word) if len(word) <= LONGEST_WORD else (word, "")
    found = sorted(candidates(part))
    losers = tuple((head + c.stem, round(c.cost, 1)) for c in found[1:])
    if part in irregular():
        return Analysis(stem(word), (), "irregular", losers)
    if not found:
        ending = word[len(head) :].removeprefix("-")
        return Analysis(
            stem(word), ((ending, "after a hyphen", "19-шы"),) if ending and not part else (), "rules", ()
        )
    layers = tuple((layer.suffix, layer.group, layer.example) for layer in found[0].reading.layers)
    return Analysis(stem(word), layers, found[0].source, losers)
