"""What the words before a name say about the name's case and gender."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

from index.entities.russian import words
from index.entities.russian.declension import Form

_REACH = 4
_LIST_SIGNS = frozenset((",", "(", "«"))
_GENDERS = {"masc": "m", "femn": "f"}


def bonus(before: Sequence[str], form: Form) -> float:
    """How well a reading fits after the words ``before`` (the sentence up to the name)."""
    return _wanted(_governor(before)).get((form.gender, form.case), 0.0)


def _governor(before: Sequence[str]) -> str:
    """The person-word up to three words back («министру обороны Руслану …»), else the word right before."""
    for word in reversed(before[-_REACH:]):
        if not word.isalpha() or any(
            parse.tag.POS in ("PREP", "VERB") for parse in words.parses(word.lower())[:1]
        ):
            break
        if any("anim" in parse.tag and parse.tag.POS == "NOUN" for parse in words.parses(word.lower())[:1]):
            return word.lower()
    return before[-1].lower() if before else ":"


@lru_cache(1 << 14)
def _wanted(before: str) -> dict[tuple[str, str], float]:
    """(gender, case) → bonus. «министра Руслана …» wants a man's genitive, «от …» no nominative."""
    if before in _LIST_SIGNS:
        return {}
    if not before.isalpha():
        return {("m", "nomn"): 0.6, ("f", "nomn"): 0.6}
    wanted: dict[tuple[str, str], float] = {}
    for parse in words.parses(before)[:6]:
        for key, value in _of(parse).items():
            wanted[key] = max(value, wanted.get(key, 0.0))
    return wanted


def _of(parse: Any) -> dict[tuple[str, str], float]:
    tag = parse.tag
    if tag.POS == "PREP":
        return {(gender, case): 1.0 for gender in "mf" for case in ("gent", "datv", "accs", "ablt", "loct")}
    if tag.POS == "NOUN" and "anim" in tag and tag.number == "sing":
        gender = _GENDERS.get(str(tag.gender), "m")
        agreeing = {(gender, str(tag.case)): 1.5}
        return agreeing | ({("f", str(tag.case)): 1.0} if gender == "m" else {})
    if tag.POS == "NOUN":
        return {("m", "gent"): 0.7, ("f", "gent"): 0.7}
    if tag.POS in ("VERB", "CONJ", "ADVB"):
        return {("m", "nomn"): 0.3, ("f", "nomn"): 0.3}
    return {}
