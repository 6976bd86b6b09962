"""Words typed on the wrong keyboard layout, digit row included.

The Kazakh layout is the Russian one with the extra letters on the digit row. A reading is proposed where it
makes known words of what was none: ``0fpf0cnfy`` on a Latin keyboard and ``0аза0стан`` on a Russian one
are both қазақстан. Key positions: the national layouts as Windows and X11 ship them.
"""

from dataclasses import dataclass
from math import isfinite

from index.text import russian
from index.text.kazakh.restore import restore
from index.text.scripts import fold

_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_CYRILLIC_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_SHIFTED_KEYS = '{}:"<>~'
_SHIFTED_CYRILLIC = "хъжэбюё"
_DIGIT_ROW = "234589" + "0-="
_KAZAKH_DIGIT_ROW = "әіңғүұ" + "қөһ"
_SHIFTED_DIGIT_ROW = "@#$%*()_+"

_DIGITS = str.maketrans(_DIGIT_ROW, _KAZAKH_DIGIT_ROW)
_LATIN_TO_KAZAKH = str.maketrans(
    _LATIN_KEYS + _SHIFTED_KEYS + _DIGIT_ROW + _SHIFTED_DIGIT_ROW,
    _CYRILLIC_KEYS + _SHIFTED_CYRILLIC + _KAZAKH_DIGIT_ROW * 2,
)
_LATIN_TO_RUSSIAN = str.maketrans(_LATIN_KEYS + _SHIFTED_KEYS, _CYRILLIC_KEYS + _SHIFTED_CYRILLIC)
_TO_LATIN = str.maketrans(
    _CYRILLIC_KEYS + _KAZAKH_DIGIT_ROW, "qwertyuiop[]asdfghjkl;'zxcvbnm,.`" + _DIGIT_ROW
)
_VOWELS = frozenset("аәеёиіоөуұүыэюяaeiouy")
_CONSONANTS = frozenset("бвгғджзйкқлмнңпрстфхһцчшщъьbcdfghjklmnpqrstvwxz")

# typed on                       meant for                      keys that move
LAYOUTS: list[tuple[str, str, dict[int, int]]] = [
    ("latin", "kazakh", _LATIN_TO_KAZAKH),
    ("latin", "russian", _LATIN_TO_RUSSIAN),
    ("russian", "kazakh", _DIGITS),
    ("kazakh", "latin", _TO_LATIN),
]

KNOWN = 1.0
PLAUSIBLE = 0.5
LEAST = 0.5
"""A reading is worth proposing from here on."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a text says when its keys are read on another layout; ``plausibility`` from 0 to 1."""

    text: str
    typed: str
    meant: str
    plausibility: float


def readings(text: str) -> list[Reading]:
    """Other-layout readings of a typed text that are likelier than the text itself, likeliest first."""
    typed = text.lower()
    least = max(LEAST, plausibility(typed) + 0.1)
    found: dict[str, Reading] = {}
    for layout, meant, keys in LAYOUTS:
        reading = typed.translate(keys)
        if reading != typed and reading not in found and (likely := plausibility(reading)) >= least:
            found[reading] = Reading(reading, layout, meant, likely)
    return sorted(found.values(), key=lambda reading: -reading.plausibility)


def plausibility(text: str) -> float:
    """How much of a text is words: 1 for known words, ½ for what could be one, 0 for the rest; by letters."""
    words = text.split()
    letters = sum(map(len, words))
    return sum(_word_plausibility(word) * len(word) for word in words) / letters if letters else 0.0


def _word_plausibility(word: str) -> float:
    word = word.strip('.,!?«»"()')
    if not word or not all(part.isalpha() for part in word.split("-")):
        return KNOWN if word.isdigit() else 0.0
    if isfinite(restore(word)[1]) or russian.is_known(word):
        return KNOWN
    return PLAUSIBLE if _could_be_a_word(word) else 0.0


def _could_be_a_word(word: str) -> bool:
    """Vowels and consonants take turns: never four of one kind together, and a vowel in three letters."""
    kinds = "".join("v" if letter in _VOWELS else "c" if letter in _CONSONANTS else "?" for letter in word)
    runs = ("cccc", "vvvv", "?")
    return (
        not any(run in kinds for run in runs) and kinds.count("v") * 4 >= len(kinds) and not _one_sided(word)
    )


def _one_sided(word: str) -> bool:
    """Cyrillic and Latin letters in one word."""
    return fold(word).isascii() is False and any("a" <= letter <= "z" for letter in word)
