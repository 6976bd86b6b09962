"""The words of a text.

A word holds its hyphens (``Қасым-Жомарт``, ``АҚШ-тың``); an initial with its full stop (``З.`` in «З. Гасанов»), a
percentage with its ending (``%-ке``) and any other visible character stand like words of their own.
"""

import re
from itertools import takewhile

from index.kept import Kept

_UPPER = "А-ЯЁӘІҢҒҮҰҚӨҺA-Z"
_INITIAL = rf"(?<!\w)(?:Дж|[{_UPPER}])\.(?:-[{_UPPER}]\.)?(?=\s{{0,2}}[{_UPPER}])"
_TRAILING_INITIAL = rf"(?:(?<=\w\s)|(?<=[{_UPPER}]\.))[{_UPPER}]\.(?=[,;)]|\s[а-яёәіңғүұқөһ])"
_WORD = r"\w+(?:[-‐‑'’ʼ]\w+)*"
_TOKEN = re.compile(rf"{_INITIAL}|{_TRAILING_INITIAL}|%-\w+|{_WORD}|\S")
_MAY_BE_INITIAL = re.compile(rf"(?<!\w)(?:Дж|[{_UPPER}])\.")


def tokenize(text: str) -> list[str]:
    """The words of ``text``; every visible character lies in exactly one."""
    return _TOKEN.findall(text)


def words_by_piece(text: str, start: int, end: int) -> list[list[str]]:
    """The words of ``text`` from ``start`` to ``end``, by what stands between blanks, with an eye to what is around."""
    found: list[list[str]] = []
    last = -1
    for match in takewhile(lambda match: match.start() < end, _TOKEN.finditer(text, start)):
        if match.start() != last:
            found.append([])
        found[-1].append(match.group())
        last = match.end()
    return found


def may_be_initial(piece: str) -> bool:
    """Does what stands around tell whether a letter in ``piece``, a text without blanks, is an initial?"""
    return bool(_MAY_BE_INITIAL.search(piece))


initial = Kept[str, bool](lambda word: word[-1:] == "." and len(word) > 1, 1 << 15)
"""Whether a word is an initial: ``З.``, ``Қ.-Ж.``"""
