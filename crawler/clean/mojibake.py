"""Text that was read with the wrong table somewhere on its way, put right.

Three accidents are known of Kazakh pages: UTF-8 bytes read as cp1251 or cp1252 ("encoded twice"), KZ-1048
or PT154 bytes read as cp1251, and letters of old Kazakh fonts read as cp1251.
"""

import re
from itertools import islice

# What stands on the page → what was meant, one family per line.
# KZ-1048 against cp1251: the tables of the code pages. The font family: the Kazakh text of the Universal
# Declaration of Human Rights as NLTK shipped it (its issue 99). PT154 against cp1251: the code pages.
FAMILIES = (
    str.maketrans("ЈјЅѕЄєЇїЎўЌќҐґЋћ", "ӘәҢңҒғҮүҰұҚқӨөҺһ"),
    str.maketrans("ЅѕЊњЃѓЏџЂђЌќҐґµЋћ", "ӘәҢңҒғҮүҰұҚқӨөөҺһ"),
    str.maketrans("ЄєЊњЃѓ‡‰¦±Ќќ¤µЋћ", "ӘәҢңҒғҮүҰұҚқӨөҺһ"),
)
_FOREIGN = "ЈјЅѕЄєЇїЎўЌќҐґЋћЊњЃѓЏџЂђ"
_SYMBOLS = "±¦‡‰¤µ"  # what some families have in place of letters; they count within a word only
_SUSPECT = re.compile(f"[{_FOREIGN}]|(?:(?<=[а-яёіА-ЯЁІ])|(?<![^\\s>«(]))[{_SYMBOLS}](?=[а-яёіА-ЯЁІ])")
_ANY_SUSPECT = re.compile(f"[{_FOREIGN}{_SYMBOLS}]")  # the quick look first
_CYRILLIC = re.compile("[а-яёі]", re.IGNORECASE)
_KAZAKH = re.compile("[ӘәҢңҒғҮүҰұҚқӨө]")
# Letters that Ukrainian, Belarusian, Serbian and Macedonian do not have together with the ones above.
_HOME = re.compile("[ыіЫІ]")
_UKRAINIAN, _BELARUSIAN = set("єїґ"), set("ў")
MIN_LETTERS_FOR_PROOF = 30
SAMPLE_RUNS = 2000  # pieces beyond ASCII that tell whether a text was encoded twice
QUOTED = 0.015  # of the letters: a Ukrainian name in a Russian text has fewer

# What hardly occurs in a Kazakh word, so that a reading that has it is the wrong one: ң where no vowel stands before
# it, ғ, қ or һ between or before consonants, ғ behind a voiceless one, two vowels in a row, a symbol within a word.
# (и, у, ю, я stand for a vowel and a glide, so they count as neither.)
_VOWELS, _CONSONANTS = "аәеоөұүыіэ", "бвгғджзйкқлмнңпрстфхһцчшщ"
_IMPOSSIBLE = re.compile(
    f"(?<![{_VOWELS}иуюяё])ң|[кқпстфхцчшщ]ғ|(?<![^\\W\\d_])[{_CONSONANTS}]ғ|[{_CONSONANTS}][ғқһ][{_CONSONANTS}]|(?<![^\\W\\d_])[ғқһ][{_CONSONANTS}]|"
    f"[{_VOWELS}][әөүұ]|[әөүұ][{_VOWELS}]|[^\\W\\d][{_SYMBOLS}]|[{_SYMBOLS}][^\\W\\d]",
    re.IGNORECASE,
)


def repair(text: str) -> str:
    """Undo double encoding, then Kazakh letters read as foreign ones; other text comes back as it was."""
    for table in _TABLES:
        text = table.undo(text)
    return _repair_letters(text)


def oddness(text: str) -> int:
    """How often a text does what Kazakh words hardly do."""
    return len(_IMPOSSIBLE.findall(text))


def _repair_letters(text: str) -> str:
    if not _ANY_SUSPECT.search(text) or _KAZAKH.search(text):
        return text
    found = _SUSPECT.findall(text)
    if not found or _is_neighbour(text, found):
        return text
    letters = len(_CYRILLIC.findall(text))
    if letters > MIN_LETTERS_FOR_PROOF and not _HOME.search(text):
        return text
    readings = (text.translate(family) for family in FAMILIES)
    return min(readings, key=lambda reading: len(_SUSPECT.findall(reading)) + oddness(reading))


def _is_neighbour(text: str, found: list[str]) -> bool:
    """Whether the letters are Ukrainian or Belarusian; Ukrainian has no ы, so beside it they are a quotation or
    Kazakh."""
    suspects = {letter.lower() for letter in found}
    if suspects <= _BELARUSIAN:
        return True
    is_quoted = len(found) < QUOTED * len(_CYRILLIC.findall(text))
    return suspects <= _UKRAINIAN and (is_quoted or "ы" not in text.lower())


class _WrongTable:
    """UTF-8 bytes that were read with a single-byte table, or in part with another."""

    def __init__(self, *encodings: str) -> None:
        # Bytes that a table leaves out come through as the control letters of the same number.
        self._bytes = {
            bytes([byte]).decode(encoding, "ignore") or chr(byte): byte
            for encoding in encodings
            for byte in range(128, 256)
        }
        self._to_latin = {ord(letter): byte for letter, byte in self._bytes.items()}
        high = "".join(map(re.escape, self._bytes))
        lead = "".join(re.escape(letter) for letter, byte in self._bytes.items() if 0xC2 <= byte < 0xF5)
        tail = "".join(re.escape(letter) for letter, byte in self._bytes.items() if byte < 0xC0)
        self._run = re.compile(f"[{high}]+")
        self._pair = re.compile(f"[{lead}][{tail}]")

    def undo(self, text: str) -> str:
        """Put right where most of what lies beyond ASCII, at the beginning, reads as UTF-8."""
        if not self._pair.search(text):
            return text
        runs = [match.group() for match in islice(self._run.finditer(text), SAMPLE_RUNS)]
        readable = sum(self._decode(run) is not None for run in runs)
        if readable * 2 <= len(runs):
            return text
        return self._run.sub(lambda match: self._decode(match.group()) or match.group(), text)

    def _decode(self, run: str) -> str | None:
        try:
            return run.translate(self._to_latin).encode("latin-1").decode("utf-8")
        except UnicodeError:
            return None


_TABLES = (_WrongTable("cp1251"), _WrongTable("cp1252", "latin-1"))
