"""Capitals for a text that has none (Kazakh in Arabic script knows no capitals): listed names get theirs."""

import re

from index.entities import gazetteer

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_SURNAMES = ("ов", "ев", "ова", "ева")
_NAMES = frozenset(("given_names_male", "given_names_female", "surnames", "places", "country"))
_WORDS_TOO = frozenset(("names_and_words", "never_names", "lands"))


def truecase(text: str) -> str:
    """The text, of the same length, with capitals for names where it had no capital letter at all."""
    if text != text.lower():
        return text
    return _WORD.sub(lambda match: _cased(match.group()), text)


def _cased(word: str) -> str:
    return "-".join(part[:1].upper() + part[1:] for part in word.split("-")) if _is_name(word) else word


def _is_name(word: str) -> bool:
    facts = frozenset(gazetteer.facts(word.capitalize()))
    if facts & _NAMES and not facts & _WORDS_TOO:
        return True
    return len(word) > 5 and any(f"surname_end={ending}" in facts for ending in _SURNAMES)
