"""Kazakh in other scripts, brought to Cyrillic.

Latin: one reading serves the alphabets of 2017 (apostrophes), 2018 (acutes) and 2021 (umlauts, breves,
cedillas) and the spelling of the English-language press (Tokayev, Zhaksylykov): where they disagree
the letters beside it decide. Arabic: the alphabet of Kazakhs in China. Facts: the letter tables of the
decrees of 2017, 2018 and 2021, and the rules published with MediaWiki's Kazakh converter.
"""

import re

from index.text.normalize import APOSTROPHES, normalize

_LATIN = re.compile(r"[a-zà-ʯ]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_OF_2021 = re.compile(r"[äöüūğñşÄÖÜŪĞÑŞ]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")
_ANY_WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]*)*")

# Longest first. "" after a vowel or at a word's edge is decided by the rules further down.
_LATIN_LETTERS: list[tuple[str, str]] = [
    # 2017: a letter and an apostrophe
    ("a'", "ә"), ("i'", "и"), ("g'", "ғ"), ("n'", "ң"), ("o'", "ө"), ("u'", "ү"), ("s'", "ш"), ("c'", "ч"), ("y'", "у"),
    # 2018: acutes; 2021: umlauts, breves, cedillas, macrons
    ("á", "ә"), ("ǵ", "ғ"), ("ń", "ң"), ("ó", "ө"), ("ú", "ү"), ("ý", "у"),
    ("ä", "ә"), ("ö", "ө"), ("ü", "ү"), ("ū", "ұ"), ("ğ", "ғ"), ("ñ", "ң"), ("ş", "ш"), ("ı", "і"),
    # the press, and letters that all share
    ("shch", "щ"), ("sh", "ш"), ("ch", "ч"), ("zh", "ж"), ("kh", "х"), ("gh", "ғ"), ("ts", "ц"),
    ("yo", "ё"), ("yu", "ю"), ("ya", "я"), ("iya", "ия"), ("ia", "ия"), ("iu", "ию"),
    ("a", "а"), ("b", "б"), ("c", "к"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "і"),
    ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "қ"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "у"), ("x", "кс"), ("y", "ы"), ("z", "з"),
]  # fmt: skip
_LATIN_TO_CYRILLIC = dict(_LATIN_LETTERS)
_LATIN_PATTERN = re.compile("|".join(sorted(map(re.escape, _LATIN_TO_CYRILLIC), key=len, reverse=True)))

# The press writes -ev as -yev after a vowel: Tokayev, Nazarbayev.
_PRESS_YE = re.compile(r"(?<=[aeiouäöü])ye")
# й has no letter of its own: i after a vowel (boiynşa, Gennadii), y in the press (Abay, Baiqonyr); with a
# following a or u it is я or ю (Aiagöz, aiu). After u, which is also the consonant у, y and ı are ы and і.
_GLIDE = re.compile(r"(?<=[aeoiyäöüáóú])i(?=[au])")
_SHORT_I = re.compile(r"(?<=[aeouiyäöüáóúū])i|(?<=[aeoäöüáóú])[yı](?![aeouäöüáóúū])")

# A word's first u before i is the consonant у, and the i its vowel: Uimbldon, uik-end.
_FIRST_UI = re.compile(r"^ui(?=[bcdfghjklmnpqrstvwxzğñşǵń])")

_ARABIC_LETTERS = {
    "ا": "а", "ب": "б", "ۆ": "в", "گ": "г", "ع": "ғ", "د": "д", "ە": "е", "ج": "ж", "ز": "з", "ي": "й", "ك": "к",
    "ق": "қ", "ل": "л", "م": "м", "ن": "н", "ڭ": "ң", "و": "о", "پ": "п", "ر": "р", "س": "с", "ت": "т", "ۋ": "у",
    "ۇ": "ұ", "ف": "ф", "ح": "х", "ھ": "һ", "ه": "һ", "چ": "ч", "ش": "ш", "ى": "ы", "ء": "", "ٴ": "",
    "ی": "й", "ک": "к", "ۈ": "ү", "ۅ": "ө",
}  # fmt: skip
_ARABIC_PAIRS = [("ىيا", "ия"), ("ىي", "и"), ("يا", "я"), ("يۋ", "ю")]
_HIGH_HAMZA = frozenset("ٴء")
_FRONT = str.maketrans("аоұы", "әөүі")
_UNSETTLED = {"о": "ө", "ұ": "ү", "ы": "і"}
_SHOWS_FRONT, _SHOWS_BACK = frozenset("егк"), frozenset("ағқя")

NINE_LETTERS = frozenset("әіңғүұқөһ")
"""The letters that Kazakh Cyrillic has and Russian has not."""

FOLD = str.maketrans("әіңғүұқөһё", "аингуукохе")
"""The nine Kazakh letters as a Russian keyboard types them; 0.17 % of tokens lose a distinction (KazNERD)."""


def fold(word: str) -> str:
    """Replace the nine Kazakh letters (and ё) by their Russian look-alikes."""
    return word.translate(FOLD)


def to_cyrillic(word: str, plain_i: str = "і") -> str:
    """Bring a lower-case word to Cyrillic; mixed words (``boeing-тың``) part by part.

    ``plain_i`` is what a Latin i stands for between consonants: і, or и in the alphabet of 2021.
    """
    if _LATIN.search(word):
        return "-".join(
            part if _CYRILLIC.search(part) else from_latin(part, plain_i) for part in word.split("-")
        )
    if _ARABIC.search(word):
        return "-".join(from_arabic(part) for part in word.split("-"))
    return word


def from_latin(word: str, plain_i: str = "і") -> str:
    """Read a lower-case Latin word as Kazakh (2017, 2018, 2021 or press spelling)."""
    word = _FIRST_UI.sub("уи", word)
    word = _PRESS_YE.sub("e", word)
    word = _GLIDE.sub("y", word)
    word = _SHORT_I.sub("й", word)
    letters = _LATIN_TO_CYRILLIC | {"i": plain_i}
    word = _LATIN_PATTERN.sub(lambda match: letters[match.group()], word)
    return word.translate({ord(mark): None for mark in APOSTROPHES})


def from_arabic(word: str) -> str:
    """Read an Arabic-script Kazakh word.

    A high hamza makes all vowels of the word front. Without one, each о ұ ы follows the nearest letter
    that shows its harmony (front е г к, back а ғ қ), to its left first: كىتابى is кітабы.
    """
    hamza = not _HIGH_HAMZA.isdisjoint(word)
    for pair, letter in _ARABIC_PAIRS:
        word = word.replace(pair, letter)
    cyrillic = "".join(_ARABIC_LETTERS.get(letter, letter) for letter in word)
    if hamza:
        return cyrillic.translate(_FRONT)
    return "".join(
        _UNSETTLED[letter] if letter in _UNSETTLED and _is_front(cyrillic, i) else letter
        for i, letter in enumerate(cyrillic)
    )


def _is_front(word: str, at: int) -> bool:
    for letter in (*reversed(word[:at]), *word[at:]):
        if letter in _SHOWS_FRONT or letter in _SHOWS_BACK:
            return letter in _SHOWS_FRONT
    return False


def text_to_cyrillic(text: str, language: str) -> str:
    """A whole text in Latin- or Arabic-script Kazakh, word by word in Cyrillic with its capitals kept.

    Text in any other language is returned as it is. Offsets into the result are not offsets into ``text``.
    """
    if language not in ("kk-Latn", "kk-Arab"):
        return text
    plain_i = "и" if _OF_2021.search(text) else "і"
    return _ANY_WORD.sub(lambda match: _with_capitals(match.group(), plain_i), text)


def _with_capitals(word: str, plain_i: str) -> str:
    cyrillic = to_cyrillic(normalize(word), plain_i)
    if word.isupper():
        return cyrillic.upper()
    return cyrillic.capitalize() if word[:1].isupper() else cyrillic
