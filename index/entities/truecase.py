"""Capitals for a text that has none (Kazakh in Arabic script knows no capitals): listed names get theirs."""

import re
from itertools import pairwise

from index.entities import gazetteer, lists
from index.entities.cases import splits

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SURNAMES = ("ов", "ев", "ова", "ева")
_GIVEN = frozenset(("given_names_male", "given_names_female"))
_NAMES = _GIVEN | {"surnames", "places", "country"}
_WORDS_TOO = frozenset(("names_and_words", "never_names", "lands"))


def truecase(text: str) -> str:
    """The text, of the same length, with capitals for names where it had no capital letter at all.

    A name that is an everyday word too counts where another name follows it; then it counts everywhere.
    """
    if text != text.lower():
        return text
    words = list(_WORD.finditer(text))
    following = [
        after.group() if text[word.end() : after.start()] == " " else "" for word, after in pairwise(words)
    ]
    proven: set[str] = set()
    for word, after in zip(words, following, strict=False):
        if after and _is_given(word.group()) and (_is_name(after) or _is_given(after)):
            proven |= {word.group(), *_forms(after)}
    names = (word for word in words if _is_name(word.group()) or not proven.isdisjoint(_forms(word.group())))
    cased = list(text)
    for name in names:
        cased[name.start() : name.end()] = _cased(name.group())
    return "".join(cased)


def _cased(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-"))


def _forms(word: str) -> list[str]:
    """The word, and what is left of it without a case ending."""
    return [word, *(stem for stem, _ in splits(word))]


def _is_given(word: str) -> bool:
    """Is the word, as it stands, a given name, whatever else it is?"""
    return any(word in lists.words(name) for name in _GIVEN)


def _is_name(word: str) -> bool:
    facts = frozenset(gazetteer.facts(word.capitalize()))
    if facts & _NAMES and not facts & _WORDS_TOO:
        return True
    return len(word) > 5 and any(f"surname_end={ending}" in facts for ending in _SURNAMES)
