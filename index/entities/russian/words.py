"""What a capitalised Russian word may be: a given name, a patronymic, a surname, in which form.

Dictionary forms come from pymorphy3 (its Name, Patr and Surn marks), Kazakh names from our lists through
the spelling key, surnames from their endings.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from index.entities import country_names, lists
from index.entities.russian import declension
from index.entities.russian.declension import Form
from index.entities.spelling import fold
from index.text import russian

_MARKS = {"Name": "given", "Patr": "patronymic", "Surn": "surname"}
_GENDERS = {"masc": "m", "femn": "f"}
_RARE_CASES = {"gen2": "gent", "loc2": "loct", "voct": "nomn"}
_CACHE = 1 << 15


@dataclass(frozen=True, slots=True)
class Reading:
    """One thing a word may be; ``weight`` is how much speaks for it."""

    kind: str
    form: Form
    weight: float

    @property
    def agreement(self) -> tuple[str, str]:
        """Gender and case."""
        return self.form.gender, self.form.case


parses = lru_cache(_CACHE)(russian.parses)


@lru_cache(_CACHE)
def is_word(word: str) -> bool:
    """Is it a form of a dictionary word that is no name of a person?"""
    return any(p.is_known and not any(mark in p.tag for mark in _MARKS) for p in parses(word.lower()))


@lru_cache(_CACHE)
def is_known(word: str) -> bool:
    """Does the dictionary hold the word at all?"""
    return bool(russian.dictionary().word_is_known(word.lower()))


@lru_cache(_CACHE)
def readings(word: str) -> tuple[Reading, ...]:
    """All readings of a word as part of a person's name, what speaks for each summed up."""
    lower = word.lower()
    found: dict[tuple[str, Form], float] = defaultdict(float)
    for reading in _from_dictionary(lower):
        found[reading.kind, reading.form] += reading.weight
    for kind, forms in (
        ("given", (form for form in declension.names(lower) if form.gender in _listed(form.base))),
        ("patronymic", declension.patronymics(lower)),
        ("surname", declension.surnames(lower)),
    ):
        _add(found, kind, forms)
    return tuple(Reading(kind, form, weight) for (kind, form), weight in found.items())


@lru_cache(_CACHE)
def guesses(word: str, kind: str) -> tuple[Reading, ...]:
    """Readings of a word that no list knows, by its declension alone."""
    lower = word.lower()
    found = [Reading(kind, form, _likelihood(form, lower)) for form in declension.names(lower)]
    if kind == "surname":
        found += [Reading(kind, form, 0.3) for form in declension.adjectives(lower)]
    return tuple(found)


def _likelihood(form: Form, word: str) -> float:
    """Names in -ь, -у, -е are rarer than those in a consonant, -о or -и; an uncut word needs least faith."""
    return (0.4 if form.base[-1] in "ьуюеы" else 0.5) + 0.1 * (form.base == word and word[-1] not in "ую")


@lru_cache(1 << 14)
def is_place(word: str) -> bool:
    """Is the word a form of a country's or a place's name?"""
    lower = word.lower()
    if any("Geox" in parse.tag and parse.is_known for parse in parses(lower)):
        return True
    bases = {lower, *(form.base for form in declension.names(lower))}
    return any(base in lists.words("places") or country_names.lookup(base) for base in bases)


def _add(found: dict[tuple[str, Form], float], kind: str, forms: Iterable[Form]) -> None:
    for form in dict.fromkeys(forms):  # a set has another order in each process
        found[kind, form] += 1.4 if form.base.endswith("ь") else 1.5


def _from_dictionary(lower: str) -> Iterable[Reading]:
    for parse in parses(lower):
        kind = next((kind for mark, kind in _MARKS.items() if mark in parse.tag), None)
        gender = _GENDERS.get(str(parse.tag.gender))
        if not (parse.is_known and kind and gender and parse.tag.number == "sing"):
            continue
        nominative = parse.inflect({"nomn", "sing", parse.tag.gender})
        if nominative:
            case = str(parse.tag.case)
            form = Form(nominative.word, gender, _RARE_CASES.get(case, case))
            yield Reading(kind, form, 1.5 + parse.score)


def _listed(base: str) -> str:
    return _given_names().get(_key(base), "")


def _key(word: str) -> str:
    """The spelling key; a final й, which the key drops, tells Абай from Аба."""
    return fold(word) + ("й" if word.endswith("й") else "")


@cache
def _given_names() -> dict[str, str]:
    """Spelling key → genders, from the lists of given names."""
    found: dict[str, str] = {}
    for gender, name in (("m", "given_names_male"), ("f", "given_names_female")):
        for word in lists.words(name):
            found[_key(word)] = found.get(_key(word), "") + gender
    return found
