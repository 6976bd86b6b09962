"""Cut text into tokens with exact source offsets.

``text[token.start:token.end]`` is always the token as printed; ``token.surface`` is its normalised
lower-case form. Rules, in the order they are tried, are the table ``RULES``. Names of hosts and mailboxes are as long
as RFC 1035 and RFC 5321 allow: without a bound, a long row of dots or hyphens would be read anew from each of them.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from index.text.normalize import APOSTROPHES, HYPHENS, INVISIBLE, normalize

# A letter or digit with what may ride on it unseen: combining marks and invisible characters.
_UNSEEN = rf"[\u0300-\u036f{INVISIBLE}]"
_CHAR = rf"[^\W_]{_UNSEEN}*"
_LETTER = rf"[^\W\d_]{_UNSEEN}*"
_LATIN = rf"[A-Za-z]{_UNSEEN}*"

RULES: list[tuple[str, str]] = [
    # kind          pattern                                                              example
    ("address", r"https?://[^\s<>«»\"]+[^\s<>«»\".,;:!?)\]}]"),                          # https://a.kz/b
    ("address", r"\w[\w.+-]{0,63}@[\w-]{1,63}(?:\.[\w-]{1,63})*\.[^\W\d_]{2,}"),         # redaktor@gazet.kz
    ("address", r"(?:[A-Za-z0-9-]{1,63}\.){1,9}(?:kz|com|org|net|ru|gov|edu|info|қаз)\b" # egemen.kz
                r"(?:/[^\s<>«»\"]*[\w/])?"),
    ("abbreviation", r"(?<!\w)(?:[^\W\d_A-ZА-ЯЁӘІҢҒҮҰҚӨҺ]\.){2,}"),                      # т.б.  т.с.с.  б.з.д.
    ("number", r"\d+(?:[.,:/]\d+)+"),                                                    # 3,5  22.11.2024  14:05
    ("word", rf"(?:{_CHAR})+(?:[{APOSTROPHES}](?:{_LETTER})+)*(?:(?<=[A-Za-z])')?"       # qazaqstannyn'
             rf"(?:[{HYPHENS}](?:{_CHAR})+(?:[{APOSTROPHES}](?:{_LETTER})+)*)*"),        # әскери-техникалық
]  # fmt: skip

_PATTERN = re.compile("|".join(f"({pattern})" for _, pattern in RULES))


class Token(NamedTuple):
    """One token: ``surface`` normalised, ``kind`` as in RULES, offsets in code points of the source."""

    surface: str
    kind: str
    start: int
    end: int


def tokenize(text: str) -> Iterator[Token]:
    """Yield the tokens of ``text`` from left to right; white space and punctuation are left out."""
    for match in _PATTERN.finditer(text):
        kind = RULES[(match.lastindex or 1) - 1][0]
        surface = normalize(match.group())
        if kind == "abbreviation":
            surface = surface.replace(".", "")
        if surface.strip("-'"):
            yield Token(surface, kind, match.start(), match.end())
