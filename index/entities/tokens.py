"""Tokens and sentences with their places in the text.

A token is a word with its hyphens (``Қасым-Жомарт``, ``АҚШ-тың``), an initial with its full stop
(``З.`` in «З. Гасанов»), a percentage with its ending (``%-ке``) or one other visible character.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_UPPER = "А-ЯЁӘІҢҒҮҰҚӨҺA-Z"
_INITIAL = rf"(?<!\w)(?:Дж|[{_UPPER}])\.(?:-[{_UPPER}]\.)?(?=\s{{0,2}}[{_UPPER}])"
_TRAILING_INITIAL = rf"(?:(?<=\w\s)|(?<=[{_UPPER}]\.))[{_UPPER}]\.(?=[,;)]|\s[а-яёәіңғүұқөһ])"
_WORD = r"\w+(?:[-‐‑'’ʼ]\w+)*"
_TOKEN = re.compile(rf"{_INITIAL}|{_TRAILING_INITIAL}|%-\w+|{_WORD}|\S")
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("»”\"')")


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of text; ``start`` and ``end`` count characters, ``end`` is exclusive."""

    text: str
    start: int
    end: int

    @property
    def is_initial(self) -> bool:
        return self.end - self.start > 1 and self.text.endswith(".")


def tokenize(text: str) -> list[Token]:
    """Every visible character of ``text`` lies in exactly one token."""
    return [Token(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(text)]


def sentences(text: str) -> Iterator[list[Token]]:
    """The tokens of ``text`` by sentence; a line break always ends a sentence."""
    sentence: list[Token] = []
    for token in tokenize(text):
        if sentence and _breaks(text, sentence, token):
            yield sentence
            sentence = []
        sentence.append(token)
    if sentence:
        yield sentence


def _breaks(text: str, sentence: list[Token], token: Token) -> bool:
    gap = text[sentence[-1].end : token.start]
    if "\n" in gap:
        return True
    last = sentence[-1].text
    if last in _CLOSERS and len(sentence) > 1:
        last = sentence[-2].text
    return bool(gap) and last in _ENDS and not token.text[0].islower()
