"""Text that was read with the wrong table somewhere on its way, put right.

Three accidents are known of Kazakh pages: UTF-8 bytes read as cp1251 or cp1252 ("encoded twice"), KZ-1048
or PT154 bytes read as cp1251, and letters of old Kazakh fonts read as cp1251.
"""

import re

# What stands on the page → what was meant, one family per line.
# KZ-1048 against cp1251: the tables of the code pages. The font family: the Kazakh text of the Universal
# Declaration of Human Rights as NLTK shipped it (its issue 99). PT154 against cp1251: the code pages.
FAMILIES = (
    str.maketrans("ЈјЅѕЄєЇїЎўЌќҐґЋћ", "ӘәҢңҒғҮүҰұҚқӨөҺһ"),
    str.maketrans("ЅѕЊњЃѓЏџЂђЌќҐґµЋћ", "ӘәҢңҒғҮүҰұҚқӨөөҺһ"),
    str.maketrans("ЄєЊњЃѓ‡‰¦±Ќќ¤µЋћ", "ӘәҢңҒғҮүҰұҚқӨөҺһ"),
)
_FOREIGN = "ЈјЅѕЄєЇїЎўЌќҐґЋћЊњЃѓЏџЂђ"
_SUSPECT = re.compile(f"[{_FOREIGN}]")
_KAZAKH = re.compile("[ӘәҢңҒғҮүҰұҚқӨө]")
# Letters that Ukrainian, Belarusian, Serbian and Macedonian do not have together with the ones above.
_HOME = re.compile("[ыіЫІ]")
_UKRAINIAN, _BELARUSIAN = set("єїґ"), set("ў")
MIN_LETTERS_FOR_PROOF = 30


def repair(text: str) -> str:
    """Undo double encoding, then Kazakh letters read as foreign ones; other text comes back as it was."""
    for table in _TABLES:
        text = table.undo(text)
    return _repair_letters(text)


def _repair_letters(text: str) -> str:
    suspects = {letter.lower() for letter in _SUSPECT.findall(text)}
    if not suspects or _KAZAKH.search(text) or suspects <= _UKRAINIAN or suspects <= _BELARUSIAN:
        return text
    letters = sum(map(str.isalpha, text))
    if letters > MIN_LETTERS_FOR_PROOF and not _HOME.search(text):
        return text
    return min((text.translate(family) for family in FAMILIES), key=_oddness)


def _oddness(text: str) -> int:
    return len(_SUSPECT.findall(text)) + len(_IMPOSSIBLE.findall(text))


# Signs of the wrong family: ң where no vowel stands before it, a symbol within a word.
_IMPOSSIBLE = re.compile(r"(?<![аәеёийоөуұүыіэюя])ң|[^\W\d][±¦‡‰¤µ]|[±¦‡‰¤µ][^\W\d]", re.IGNORECASE)


class _WrongTable:
    """UTF-8 bytes that were read with a single-byte table."""

    def __init__(self, encoding: str) -> None:
        # Bytes that the table leaves out come through as the control letters of the same number.
        letters = {byte: bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in range(128, 256)}
        self._bytes = {letter: byte for byte, letter in letters.items()}
        high = "".join(map(re.escape, self._bytes))
        lead = "".join(re.escape(letters[byte]) for byte in range(0xC2, 0xF5))
        tail = "".join(re.escape(letters[byte]) for byte in range(0x80, 0xC0))
        self._run = re.compile(f"[{high}]+")
        self._pair = re.compile(f"[{lead}][{tail}]")

    def undo(self, text: str) -> str:
        """Put right where most of what lies beyond ASCII reads as UTF-8."""
        if not self._pair.search(text):
            return text
        runs = self._run.findall(text)
        readable = sum(self._decode(run) is not None for run in runs)
        if readable * 2 <= len(runs):
            return text
        return self._run.sub(lambda match: self._decode(match.group()) or match.group(), text)

    def _decode(self, run: str) -> str | None:
        try:
            return bytes(self._bytes[letter] for letter in run).decode("utf-8")
        except UnicodeDecodeError:
            return None


_TABLES = (_WrongTable("cp1251"), _WrongTable("cp1252"), _WrongTable("latin-1"))
