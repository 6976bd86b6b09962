"""Tokens and sentences with their places in the text.

A token is a word with its hyphens (``Қасым-Жомарт``, ``АҚШ-тың``), an initial with its full stop
(``З.`` in «З. Гасанов»), a percentage with its ending (``%-ке``) or one other visible character.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_UPPER = "А-ЯЁӘІҢҒҮҰҚӨҺA-Z"
_INITIAL = rf"(?<!\w)(?:Дж|[{_UPPER}])\.(?:-[{_UPPER}]\.)?(?=\s{{0,2}}[{_UPPER}])"
_TRAILING_INITIAL = rf"(?:(?<=\w\s)|(?<=[{_UPPER}]\.))[{_UPPER}]\.(?=[,;)]|\s[а-яёәіңғүұқөһ])"
_WORD = r"\w+(?:[-‐‑'’ʼ]\w+)*"
_TOKEN = re.compile(rf"{_INITIAL}|{_TRAILING_INITIAL}|%-\w+|{_WORD}|\S")
_ENDS = frozenset(".!?…")
_CLOSERS = frozenset("»”\"')")
_MAY_END = _ENDS | _CLOSERS


class Token(NamedTuple):
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
    line_end = -1
    for token in tokenize(text):
        new_line = token.start > line_end
        if sentence and (new_line or (sentence[-1].text in _MAY_END and _breaks(sentence, token))):
            yield sentence
            sentence = []
        if new_line:
            line_end = text.find("\n", token.end)
            line_end = len(text) if line_end < 0 else line_end
        sentence.append(token)
    if sentence:
        yield sentence


def _breaks(sentence: list[Token], token: Token) -> bool:
    last = sentence[-1].text
    if last in _CLOSERS and len(sentence) > 1:
        last = sentence[-2].text
    return sentence[-1].end < token.start and last in _ENDS and not token.text[0].islower()
