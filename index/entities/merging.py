"""One person, one value within an article: initials and bare surnames join the full name they fit."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from index.entities import well_known

_INITIAL = re.compile(r"^\w{1,2}\.(?:-\w\.)?$")


def merge(names: Sequence[str]) -> dict[str, str]:
    """Each distinct name → the name it is shown under.

    A name joins a fuller one when every word of it is a word, or the initial of a word, of the fuller one
    and no other fuller name fits as well. Initials and surnames that fit none may mean somebody well known.
    """
    counts = Counter(names)
    chosen = {name: name for name in counts}
    by_weight = sorted(counts, key=_weight)
    for i, name in enumerate(by_weight, 1):
        fuller = [other for other in by_weight[i:] if fits(name, other) and _weight(other) > _weight(name)]
        if fuller and all(fits(a, b) or fits(b, a) for a in fuller for b in fuller):
            chosen[name] = max(fuller, key=_weight)
        elif not fuller and (known := _well_known(name)):
            chosen[name] = chosen[known] = known
    roots = {name: _root(chosen, name) for name in counts}
    return {name: _shown(root, roots, counts) for name, root in roots.items()}


def _well_known(name: str) -> str | None:
    parts = _parts(name)
    return well_known.full_name(parts.initials, parts.whole[0]) if len(parts.whole) == 1 else None


def _root(chosen: dict[str, str], name: str) -> str:
    while chosen[name] != name:
        name = chosen[name]
    return name


def _shown(root: str, roots: dict[str, str], counts: Counter[str]) -> str:
    """Of the group's names with two or more whole words, the one met most; of those, the shortest."""
    group = [name for name, its_root in roots.items() if its_root == root]
    whole = [name for name in group if len(_parts(name).whole) > 1 and not _parts(name).initials]
    return max(whole or [root], key=lambda name: (counts[name], -len(name), name))


class _Parts(NamedTuple):
    """The words of a name in lower case, and which of them are initials or not."""

    words: list[str]
    whole: list[str]
    initials: list[str]


@lru_cache(1 << 14)
def _parts(name: str) -> _Parts:
    words = name.lower().split()
    initials = [word for word in words if _INITIAL.match(word)]
    return _Parts(words, [word for word in words if word not in initials], initials)


@lru_cache(1 << 14)
def _weight(name: str) -> tuple[int, int, int]:
    """(whole words, initials, letters): fuller names weigh more."""
    parts = _parts(name)
    return len(parts.whole), len(parts.initials), len(name)


def whole_words(name: str) -> int:
    """Words of the name that are no initials."""
    return len(_parts(name).whole)


def fits(name: str, fuller: str) -> bool:
    """Can the words of ``name`` be laid on different words of ``fuller``, the first initial among them?

    A second initial may be of a patronymic that ``fuller`` does not have.
    """
    left = _parts(fuller).words
    parts = _parts(name)
    for word in parts.whole:
        if word not in left:
            return False
        left = _without(left, word)
    return not parts.initials or any(_begins(word, parts.initials[0]) for word in left)


def _without(words: Sequence[str], word: str) -> list[str]:
    at = words.index(word)
    return [*words[:at], *words[at + 1 :]]


def _begins(word: str, initial: str) -> bool:
    """``Қ.`` and ``Қ.-Ж.`` begin ``Қасым-Жомарт``."""
    letters = [letters.removesuffix(".") for letters in initial.split("-")]
    parts = word.removesuffix(".").split("-")
    return len(letters) <= len(parts) and all(map(str.startswith, parts, letters))
