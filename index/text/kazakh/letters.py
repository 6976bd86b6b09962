"""Kazakh letters by the way they choose the suffix that follows.

A suffix opens with the consonant that its left neighbour asks for (бала-лар, қыз-дар, кітап-тар) and carries
the back or the front vowel of the syllable before it (бала-лар, мектеп-тер). ``CLASSES`` names the classes that
the suffix table is written in.
"""

BACK = "аоұыя"
FRONT = "әөүіеэ"
VOWEL = "аәеёоөұүыіэя"
GLIDE = "йиую"  # и, у and ю close a syllable as ый, ұу, йу: suffixes treat them as consonants
NASAL = "мнң"
# A loan word spelled with a final б, в, г, д or ж ends voiceless in speech: клуб-тар, Назаров-тың, экипаж-дар.
VOICELESS = "пкқстфхһцчшщбвгдж"
CONSONANT = GLIDE + "рлзь" + NASAL + VOICELESS
VOWEL_LETTERS = frozenset(VOWEL + GLIDE) - {"й"}

# ь is in every class of consonants: the letter before it decides (рөл-ь-дер, нефт-ь-тің).
CLASSES = {
    "any": VOWEL + CONSONANT,
    "vowel": VOWEL,
    "consonant": CONSONANT,
    "glide": GLIDE + "ь",
    "nasal": NASAL + "ь",
    "voiced": VOWEL + GLIDE + "рлзжь" + NASAL,
    "voiceless": VOICELESS + "ь",
}

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
_ORDER = {letter: place for place, letter in enumerate(ALPHABET)}

VOICED = {"п": "б", "к": "г", "қ": "ғ"}  # кітап → кітабы, жүрек → жүрегі, тарақ → тарағы
DEVOICED = {voiced: plain for plain, voiced in VOICED.items()}

_HARMONY = {**dict.fromkeys(BACK, "b"), **dict.fromkeys(FRONT, "f"), "ь": "f", "и": ""}


def harmony(text: str) -> str:
    """``"b"`` or ``"f"`` for the vowels that follow ``text``, ``""`` where it does not say.

    The last syllable decides. и is spelled alike in back and front words and leaves it open; у asks the one before.
    """
    for letter in reversed(text):
        if letter in _HARMONY:
            return _HARMONY[letter]
    return ""


def alphabetical(word: str) -> list[int]:
    """Sort key: the order of the Kazakh alphabet; any other character comes after it."""
    return [_ORDER.get(letter, len(_ORDER) + ord(letter)) for letter in word]
