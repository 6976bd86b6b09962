"""What the words before a name say about the name's case and gender."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

from index.entities.russian import words
from index.kept import Kept

_REACH = 4
_LIST_SIGNS = frozenset((",", "(", "«"))
_GENDERS = {"masc": "m", "femn": "f"}


def bonuses(before: Sequence[str]) -> Mapping[tuple[str, str], float]:
    """(gender, case) → how well a reading fits after the words ``before`` (the sentence up to the name), if it does."""
    return _wanted(_governor(before))


def _governor(before: Sequence[str]) -> str:
    """The person-word up to three words back («министру обороны Руслану …»), else the word right before."""
    for word in reversed(before[-_REACH:]):
        role = _role[word]
        if role == _STOP:
            break
        if role == _PERSON:
            return word.lower()
    return before[-1].lower() if before else ":"


def _role_of(word: str) -> str:
    first = next(iter(words.parses(word.lower())), None) if word.isalpha() else None
    if not word.isalpha() or (first and first.tag.POS in ("PREP", "VERB")):
        return _STOP
    return _PERSON if first and "anim" in first.tag and first.tag.POS == "NOUN" else ""


_STOP, _PERSON = "stop", "person"
_role = Kept(_role_of, 1 << 14)


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
