"""Dictionary forms of mentions, and one person's mentions brought together within an article."""

import re
from collections.abc import Iterable, Sequence

from index.entities import gazetteer, lists
from index.entities.cases import is_rare_on_places, is_sure, possessed_stem, splits

_POSSESSED_PERSON = ("ұлы", "қызы", "улы", "кызы", "оғлы", "оглы")
_GLUED = re.compile(r"^(.*\w)[-‐‑](\w{1,5})$")
_OWNED = re.compile(r"(?:ы|і)?м(?:ыз|із)?$")


def base_form(text: str, label: str) -> str:
    """The dictionary form of a mention: case endings off its last word, the rest untouched.

    >>> base_form("Нұрлан Нығматулиннің", "PERSON")
    'Нұрлан Нығматулин'
    """
    head, space, last = text.rpartition(" ")
    base = _place_word(last, bool(head)) if label == "GPE" else _person_word(last)
    return head + space + base


def _person_word(word: str) -> str:
    if gazetteer.is_known(word):
        return word
    possessed = possessed_stem(word)
    if possessed.lower().endswith(_POSSESSED_PERSON):
        return possessed
    if word.lower().endswith(_POSSESSED_PERSON):
        return word
    return _best_split(word, [stem for stem, _ in splits(word)])


def _best_split(word: str, stems: Sequence[str]) -> str:
    """The stem that the lists know, else the first (longest ending), else the word."""
    for stem in stems:
        if gazetteer.is_known(stem) or gazetteer.surname_ending(stem.lower()):
            return stem
    return stems[0] if stems else word


def _place_word(word: str, after_name: bool) -> str:
    if gazetteer.is_known(word) or gazetteer.is_country(word):
        return word
    possessed = possessed_stem(word)
    if possessed.lower() in lists.words("place_words"):
        return possessed
    if glued := _GLUED.match(word):
        if glued.group(1).isupper():
            return glued.group(1)
    found = list(splits(word))
    for stem, ending in found:
        if gazetteer.is_known(stem) or gazetteer.is_country(stem):
            return stem
    owned = _owned_country(word, [stem for stem, _ in found])
    if owned:
        return owned
    for stem, ending in found:
        if is_sure(ending) or not is_rare_on_places(ending):
            return stem
    return word


def _owned_country(word: str, stems: Iterable[str]) -> str | None:
    """``Қазақстанымыздың`` → ``Қазақстан``."""
    for form in (word, *stems):
        bare = _OWNED.sub("", form)
        if bare != form and gazetteer.is_country(bare):
            return bare
    return None
