"""Dictionary forms of mentions: case endings off, the name itself untouched."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.entities import gazetteer, lists, russian
from index.entities.cases import is_rare_on_places, is_sure, possessed_stem, splits
from index.entities.countries import forms as country_forms
from index.entities.spelling import best_form, merge_key
from index.text.scripts import NINE_LETTERS

__all__ = ["base_form", "best_form", "kazakh_form", "kazakh_forms", "merge_key"]

_UNLIKELY = 0.8
_RUSSIAN_CASES = ("овой", "евой", "иной", "овым", "евым", "иным", "ному", "ном")
_POSSESSED_PERSON = ("ұлы", "қызы", "улы", "кызы", "оғлы", "оглы")
_SUFFIXED_CAPITALS = re.compile(r"^(\w*[^\W\d_а-яёәіңғүұқөһa-z]{2})[-‐‑]\w{1,5}$")


def base_form(text: str, label: str) -> str:
    """The dictionary form of a mention; only its last word carries case, in Russian every word.

    >>> base_form("Нұрлан Нығматулиннің", "PERSON")
    'Нұрлан Нығматулин'
    >>> base_form("Русланом Жаксылыковым", "PERSON")
    'Руслан Жаксылыков'
    """
    base = kazakh_form(text, label)
    if base != text or not NINE_LETTERS.isdisjoint(text.lower()):
        return base
    if _is_name(text.split(" ")[0]) and not text.endswith(_RUSSIAN_CASES):
        return base
    return russian.base_form(text, label)


def kazakh_form(text: str, label: str) -> str:
    """``base_form`` of a mention in a Kazakh text."""
    head, space, last = text.rpartition(" ")
    return head + space + (_place(last) if label == "GPE" else _person(last))


@lru_cache(1 << 14)
def kazakh_forms(text: str) -> Mapping[str, float]:
    """Dictionary forms that a person's mention in a Kazakh text may have, the likeliest weighing most.

    Only a name that no list holds has more than one: «Онс Жаберді» may be of Жабер or of Жаберді.
    """
    head, space, last = text.rpartition(" ")
    forms = {kazakh_form(text, "PERSON"): 1.0}
    if not gazetteer.is_listed(last):
        for form in (last, *(stem for stem, _ in splits(last))):
            forms.setdefault(head + space + form, _UNLIKELY)
    return forms


@lru_cache(1 << 16)
def _person(word: str) -> str:
    if gazetteer.is_known(word):
        return word
    for form in (word, possessed_stem(word)):
        if form.lower().endswith(_POSSESSED_PERSON):
            return possessed_stem(word)
    stems = [stem for stem, _ in splits(word)]
    listed = (stem for stem in stems if gazetteer.is_known(stem) or gazetteer.surname_ending(stem.lower()))
    return next(listed, _like_a(word) or (stems[0] if stems else word))


def _like_a(word: str) -> str | None:
    """``Абайша`` (as Abai does) → ``Абай``, for listed names only."""
    stem = word[:-2]
    return stem if word.endswith(("ша", "ше")) and gazetteer.is_known(stem) else None


@lru_cache(1 << 16)
def _place(word: str) -> str:
    if _is_name(word):
        return word
    if possessed_stem(word).lower() in lists.words("place_words"):
        return possessed_stem(word)
    if match := _SUFFIXED_CAPITALS.match(word):
        return match.group(1)
    found = list(splits(word))
    stems = [stem for stem, _ in found]
    plain = [stem for stem, ending in found if is_sure(ending) or not is_rare_on_places(ending)]
    return _listed_place(stems) or _our_country(word) or (plain[0] if plain else word)


def _is_name(word: str) -> bool:
    return gazetteer.is_known(word) or gazetteer.is_country(word)


def _listed_place(stems: Sequence[str]) -> str | None:
    return next((stem for stem in stems if _is_name(stem)), None)


def _our_country(word: str) -> str | None:
    """``Қазақстанымыздың`` (of our Kazakhstan) → ``Қазақстан``, ``Ресейлерден`` → ``Ресей``."""
    return next((form for form in country_forms(word) if gazetteer.is_country(form)), None)
