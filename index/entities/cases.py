"""Kazakh case endings on names.

A case ending has several forms; the last letter of the name decides which one may follow
(``Гасанов + пен``, ``Әлиев + тің``, ``Баку + де``). The table says after which letters each form stands,
so an ending is cut only where it could have been added: ``Сұлтан`` keeps its ``-тан`` because after
``л`` the form would be ``-дан``.
"""

import re
from functools import lru_cache

VOWELS = "аәеёиоөуүұыіэюя"
_VOWEL_SET = frozenset(VOWELS)
_GLIDES = "лрйуи"
_NASALS = "мнң"
_BUZZING = "зж"
_HARD = "бвгғдкқпсстфхһцчшщ"
_SOFT_SIGN = "ьъ"

_AFTER_VOWEL = VOWELS.replace("и", "") + _SOFT_SIGN
_AFTER_SONANT = VOWELS + _GLIDES + _NASALS + _BUZZING + _SOFT_SIGN
_AFTER_HARD = _HARD + _SOFT_SIGN

# ending, letters it may follow
_TABLE: tuple[tuple[tuple[str, ...], str], ...] = (
    (("нікі",), _AFTER_VOWEL + _NASALS),
    (("дікі",), _GLIDES + _BUZZING + _SOFT_SIGN),
    (("тікі",), _AFTER_HARD),
    (("дағы", "дегі"), _AFTER_SONANT),
    (("тағы", "тегі"), _AFTER_HARD),
    (("ның", "нің"), _AFTER_VOWEL + _NASALS),
    (("дың", "дің"), _GLIDES + _BUZZING + _SOFT_SIGN),
    (("тың", "тің"), _AFTER_HARD),
    (("дан", "ден"), VOWELS + _GLIDES + _BUZZING + _SOFT_SIGN),
    (("тан", "тен"), _AFTER_HARD),
    (("нан", "нен"), _NASALS + _SOFT_SIGN),
    (("мен",), VOWELS + _GLIDES + _NASALS + _SOFT_SIGN),
    (("бен",), _BUZZING),
    (("пен",), _AFTER_HARD),
    (("ды", "ді"), _GLIDES + _NASALS + _BUZZING + _SOFT_SIGN),
    (("ты", "ті"), _AFTER_HARD),
    (("ны", "ні"), _AFTER_VOWEL),
    (("ға", "ге"), _AFTER_SONANT),
    (("қа", "ке"), _AFTER_HARD),
    (("да", "де"), _AFTER_SONANT),
    (("та", "те"), _AFTER_HARD),
)
# after the possessive -ы/-і of облысы, ұлы, қызы
_POSSESSED = re.compile(r"(?<=[ыі])(?:ндағы|ндегі|нікі|ның|нің|нан|нен|нда|нде|мен|на|не|ны|ні|н)$")
_ACCUSATIVE = frozenset(("ды", "ді", "ты", "ті", "ны", "ні"))
_SURE = frozenset(
    ("ның", "нің", "дың", "дің", "тың", "тің", "дағы", "дегі", "тағы", "тегі", "нікі", "дікі", "тікі")
)

# accusative and instrumental: forms of them end many names (Амангелді, Сүлеймен)
OFTEN_PART_OF_NAMES = _ACCUSATIVE | {"мен", "бен", "пен"}
_LETTERS_BEFORE = {ending: letters for endings, letters in _TABLE for ending in endings}
_LENGTHS = tuple(sorted({len(ending) for ending in _LETTERS_BEFORE}, reverse=True))


@lru_cache(1 << 16)
def splits(word: str) -> tuple[tuple[str, str], ...]:
    """(stem, ending) for every ending that sound rules allow at the end of ``word``, longest first.

    >>> splits("Алматыдан")
    (('Алматы', 'дан'),)
    """
    lower = word.lower()
    found = []
    for length in _LENGTHS:
        stem, ending = lower[:-length], lower[-length:]
        if len(stem) > 1 and stem[-1] in _LETTERS_BEFORE.get(ending, "") and _has_vowel(stem):
            found.append((word[:-length], ending))
    return tuple(found)


@lru_cache(1 << 16)
def possessed_stem(word: str) -> str:
    """``облысында`` → ``облысы``; the word itself where no ending follows the possessive."""
    ending = _POSSESSED.search(word.lower())
    return word[: ending.start()] if ending else word


def is_sure(ending: str) -> bool:
    """Endings that hardly ever end a name: genitive, -дағы, -нікі."""
    return ending in _SURE


def is_rare_on_places(ending: str) -> bool:
    """Accusative and -мен: on an unknown place name they are more often part of it (Қымызды, Өскемен)."""
    return ending in _ACCUSATIVE or ending == "мен"


def _has_vowel(stem: str) -> bool:
    return not _VOWEL_SET.isdisjoint(stem)
