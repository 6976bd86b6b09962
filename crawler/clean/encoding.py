"""Bytes of a page → text. What a page declares is a hint; what its bytes say decides."""

import codecs
import html
import re
from collections import Counter

from crawler.clean.mojibake import oddness, repair

BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The single-byte encodings of Kazakhstan's pages; an earlier one wins a tie.
CYRILLIC = ("cp1251", "kz1048", "ptcp154", "koi8_r")
SAMPLE_BYTES = 50_000
_HIGH_BYTES = (0x00, 0x01, 0x04, 0x06, 0x20)  # of letters in UTF-16

_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z][\w.:-]+)")
_TAG = re.compile(rb"<[^<>]*>")
_UTF8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_NOT_ASCII = re.compile(rb"[\x80-\xff]")
_REFERENCE = re.compile(r"&#(?:x[0-9a-fA-F]{2,6}|[0-9]{3,7});")

# How much a letter speaks for a reading: share of Kazakh and Russian running text, roughly.
_FREQUENT, _USUAL = "аеыинтрлдосмкбғқіә", "пвузяжшгхүұңөьйчюэцщфһёъ"
_WEIGHTS = dict.fromkeys(_FREQUENT, 1.0) | dict.fromkeys(_USUAL, 0.5)
_WEIGHTS |= {letter.upper(): weight / 4 for letter, weight in _WEIGHTS.items()}
_WEIGHTS |= dict.fromkeys("«»„“”’‘–—…№\u00a0\u202f©°§•\u00ad·", 0.0)
_STRANGE = -2.0
# A capital after a small letter, or two alphabets in one word: the reading is wrong there.
_BREAK = re.compile(r"[а-яё][А-ЯЁ]|[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z]")


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text of a page's bytes, whatever they claim; ``declared`` is the charset of its HTTP header.

    Reads UTF-8 (also cut off within a letter), UTF-16 and 32, cp1251, KZ-1048, PT154 and KOI8-R; repairs
    text that was encoded twice or read with the wrong table. Numeric references to letters
    beyond ASCII become those letters. Never raises: bytes that fit nothing become U+FFFD.
    """
    return repair(_REFERENCE.sub(_letter, _read(raw, declared)))


def _read(raw: bytes, declared: str | None) -> str:
    for mark, name in BOMS:
        if raw.startswith(mark):
            return _tolerant(raw[len(mark) :], name)
    if wide := _wide_encoding(raw):
        return _tolerant(raw, wide)
    if _is_utf8(raw):
        return _tolerant(raw, "utf-8")
    return _read_single_byte(raw, [declared or "", *_declared_inside(raw)])


def _wide_encoding(raw: bytes) -> str | None:
    """UTF-16 without a mark: every second byte is 00 or 01 (Latin), 04 (Cyrillic), 06 (Arabic) or 20 (dashes)."""
    sample = raw[:2000]
    half = len(sample) // 2
    for name, high in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if half >= 4 and sum(map(high.count, _HIGH_BYTES)) > 0.9 * half and high.count(0x20) < 0.5 * half:
            return name
    return None


def _is_utf8(raw: bytes) -> bool:
    """A few broken bytes in a page of UTF-8 leave it UTF-8."""
    try:
        raw.decode("utf-8")
        return True
    except UnicodeDecodeError:
        pass
    beyond = len(_NOT_ASCII.findall(raw))
    inside = sum(len(letter) for letter in _UTF8_LETTER.findall(raw))
    stray = beyond - inside
    return stray <= 3 < inside or stray * 20 <= inside


def _tolerant(raw: bytes, encoding: str) -> str:
    """Decode; a letter cut off at the end is dropped, other broken bytes become U+FFFD."""
    return codecs.getincrementaldecoder(encoding)("replace").decode(raw, final=False)


def _declared_inside(raw: bytes) -> list[str]:
    return [name.decode("ascii") for name in _DECLARED.findall(raw[:4096])[:3]]


def _read_single_byte(raw: bytes, declared: list[str]) -> str:
    names = [name for text in declared if (name := _codec(text))]
    sample = _TAG.sub(b" ", raw)[:SAMPLE_BYTES]
    scores = {name: _score(sample.decode(name, "replace")) for name in CYRILLIC}
    best = max(CYRILLIC, key=lambda name: (scores[name], name in names))
    foreign = [name for name in names if name not in CYRILLIC and name != "utf-8"]
    if scores[best] > 0:
        return raw.decode(best, "replace")
    if foreign:
        return raw.decode(foreign[0], "replace")
    # Western text is mostly ASCII; what is not is no text we know, and U+FFFD says so.
    is_western = len(_NOT_ASCII.findall(sample)) * 3 < len(sample)
    return raw.decode("cp1252" if is_western else "utf-8", "replace")


def _codec(name: str) -> str | None:
    """Python's name of a text encoding; None for one it does not know."""
    name = name.strip("\"' ")
    try:
        "".encode(name)  # refuses codecs that are not text, such as "zip"
        return codecs.lookup(name).name
    except (LookupError, ValueError):
        return None


def _score(text: str) -> float:
    letters = Counter(text)
    total = sum(
        _WEIGHTS.get(letter, _STRANGE) * count for letter, count in letters.items() if ord(letter) > 127
    )
    return total - 2 * len(_BREAK.findall(text)) - oddness(text) / 2


def _letter(reference: re.Match[str]) -> str:
    letter = html.unescape(reference.group())
    return letter if letter.isprintable() and ord(letter[0]) > 127 else reference.group()
