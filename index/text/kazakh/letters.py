"""Kazakh letters by the way they choose the suffix that follows.

A suffix opens with the consonant that its left neighbour asks for (бала-лар, қыз-дар, кітап-тар) and carries
the back or the front vowel of the syllable before it (бала-лар, мектеп-тер). The classes below are what the
suffix table is written in.
"""

BACK = "аоұыя"
FRONT = "әөүіеэ"
VOWEL = "аәеёоөұүыіэя"
VOWEL_LETTERS = frozenset(VOWEL + "иую")
GLIDE = "йиую"  # и, у and ю close a syllable as ый, ұу, йу: suffixes treat them as consonants
NASAL = "мнң"
HISS = "жз"
# A loan word spelled with a final б, в, г, д or ж ends voiceless in speech: клуб-тар, Назаров-тың, экипаж-дың or -тың.
VOICELESS = "пкқстфхһцчшщбвгдж"
SOFT = "ь"  # автомобиль-дер, нефть-тің: the consonant before it decides, so every row allows it
CONSONANT = GLIDE + "рлз" + NASAL + VOICELESS + SOFT
ANY = VOWEL + CONSONANT

ALPHABET = "аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя"
ORDER = {letter: place for place, letter in enumerate(ALPHABET)}

VOICED = {"п": "б", "к": "г", "қ": "ғ"}  # кітап → кітабы, жүрек → жүрегі, тарақ → тарағы
DEVOICED = {voiced: plain for plain, voiced in VOICED.items()}

_HARMONY = {**dict.fromkeys(BACK, "b"), **dict.fromkeys(FRONT, "f"), "ь": "f"}


def harmony(text: str) -> str:
    """``"b"`` or ``"f"`` for the vowels that follow ``text``, ``""`` where it does not say.

    The last syllable decides. и and у are spelled alike in back and front words, so they leave it open.
    """
    for letter in reversed(text):
        if letter in _HARMONY:
            return _HARMONY[letter]
        if letter == "и":
            return ""
    return ""


def alphabetical(word: str) -> list[int]:
    """Sort key: the order of the Kazakh alphabet; any other character comes after it."""
    return [ORDER.get(letter, len(ORDER) + ord(letter)) for letter in word]
