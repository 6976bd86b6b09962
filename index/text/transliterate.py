"""Kazakh Cyrillic shown in other scripts: the alphabet of 2021 and the Arabic one of Kazakhs in China.

For the eyes only: what is stored and searched stays Cyrillic (``scripts.py`` leads the other way). Text that
is in the wanted script already passes unchanged. Facts: the letter table of 2021 (ц щ э ю я ё ч are unsettled
there and are spelled out), and the rules published with MediaWiki's Kazakh converter.
"""

import re

_WORD = re.compile(r"[\u0400-\u04ff]+")

_LATIN = {
    "а": "a", "ә": "ä", "б": "b", "в": "v", "г": "g", "ғ": "ğ", "д": "d", "е": "e", "ё": "io", "ж": "j", "з": "z",
    "и": "i", "й": "i", "к": "k", "қ": "q", "л": "l", "м": "m", "н": "n", "ң": "ñ", "о": "o", "ө": "ö", "п": "p",
    "р": "r", "с": "s", "т": "t", "у": "u", "ұ": "ū", "ү": "ü", "ф": "f", "х": "h", "һ": "h", "ц": "ts", "ч": "ch",
    "ш": "ş", "щ": "ştş", "ъ": "", "ы": "y", "і": "ı", "ь": "", "э": "e", "ю": "iu", "я": "ia",
}  # fmt: skip
_CAPITALS = {"и": "İ", "й": "İ", "і": "I"}
"""Python knows no Turkish case: the dot of i stays on its capital."""

_ARABIC = {
    "а": "ا", "ә": "ا", "б": "ب", "в": "ۆ", "г": "گ", "ғ": "ع", "д": "د", "е": "ە", "ё": "يو", "ж": "ج", "з": "ز",
    "и": "ىي", "й": "ي", "к": "ك", "қ": "ق", "л": "ل", "м": "م", "н": "ن", "ң": "ڭ", "о": "و", "ө": "و", "п": "پ",
    "р": "ر", "с": "س", "т": "ت", "у": "ۋ", "ұ": "ۇ", "ү": "ۇ", "ф": "ف", "х": "ح", "һ": "ھ", "ц": "تس", "ч": "چ",
    "ш": "ش", "щ": "شش", "ъ": "", "ы": "ى", "і": "ى", "ь": "", "э": "ە", "ю": "يۋ", "я": "يا",
}  # fmt: skip
_HIGH_HAMZA = "ٴ"
_FRONT, _SHOWS_HARMONY = frozenset("әөүі"), frozenset("еэгғкқ")
_PUNCTUATION = {",": "،", ";": "؛", "?": "؟"}
_STOP = re.compile(r"[,;?](?!\d)")


def _upper(cyrillic: str, latin: str, whole: bool) -> str:
    if cyrillic in _CAPITALS:
        return _CAPITALS[cyrillic]
    if cyrillic in "юяё":
        return "İ" + (latin[1:].upper() if whole else latin[1:])
    return latin.upper() if whole else latin.capitalize()


_LATIN_TITLE = str.maketrans(
    _LATIN | {c.upper(): _upper(c, latin, whole=False) for c, latin in _LATIN.items()}
)
_LATIN_UPPER = str.maketrans({c.upper(): _upper(c, latin, whole=True) for c, latin in _LATIN.items()})
_TO_ARABIC = str.maketrans(_ARABIC)


def to_latin(text: str) -> str:
    """Kazakh text in the Latin alphabet of 2021, capitals kept."""
    return _WORD.sub(lambda match: _latin_word(match.group()), text)


def _latin_word(word: str) -> str:
    """A word; ия and ию are written with one i."""
    table = _LATIN_UPPER if len(word) > 1 and word.isupper() else _LATIN_TITLE
    return re.sub(r"i(?=i[au])|İ(?=İ[AU])", "", word.translate(table))


def to_arabic(text: str) -> str:
    """Kazakh text in Arabic letters, to be shown from right to left."""
    arabic = _WORD.sub(lambda match: _arabic_word(match.group().lower()), text)
    return arabic if arabic == text else _STOP.sub(lambda match: _PUNCTUATION[match.group()], arabic)


def _arabic_word(word: str) -> str:
    """A high hamza tells that vowels are front where no other letter of the word does."""
    hamza = not _FRONT.isdisjoint(word) and _SHOWS_HARMONY.isdisjoint(word)
    return (_HIGH_HAMZA if hamza else "") + word.translate(_TO_ARABIC)
