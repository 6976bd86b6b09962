"""One person, one value within an article: initials and bare surnames join the full name they fit."""

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from index.entities import well_known

_INITIAL = re.compile(r"^\w{1,2}\.(?:-\w\.)?$")


def merge(names: Sequence[str]) -> dict[str, str]:
    """Each distinct name → the name it is shown under.

    A name joins a fuller one when every word of it is a word, or the initial of a word, of the fuller one
    and no other fuller name fits as well. Initials and surnames that fit none may mean somebody well known.
    """
    counts = Counter(names)
    chosen = {name: name for name in counts}
    for name in sorted(counts, key=_weight):
        fuller = [other for other in counts if _weight(other) > _weight(name) and fits(name, other)]
        if fuller and all(fits(a, b) or fits(b, a) for a in fuller for b in fuller):
            chosen[name] = max(fuller, key=_weight)
        elif not fuller and (known := _well_known(name)):
            chosen[name] = chosen[known] = known
    roots = {name: _root(chosen, name) for name in counts}
    return {name: _shown(root, roots, counts) for name, root in roots.items()}


def _well_known(name: str) -> str | None:
    whole = [word for word in name.split() if not _is_initial(word)]
    initials = [word for word in name.split() if _is_initial(word)]
    return well_known.full_name(initials, whole[0]) if len(whole) == 1 else None


def _root(chosen: dict[str, str], name: str) -> str:
    while chosen[name] != name:
        name = chosen[name]
    return name


def _shown(root: str, roots: dict[str, str], counts: Counter[str]) -> str:
    """Of the group's names with two or more whole words, the one met most; of those, the shortest."""
    group = [name for name, its_root in roots.items() if its_root == root]
    whole = [name for name in group if len(name.split()) > 1 and not _has_initial(name)]
    return max(whole or [root], key=lambda name: (counts[name], -len(name), name))


@lru_cache(1 << 14)
def _weight(name: str) -> tuple[int, int, int]:
    """(whole words, initials, letters): fuller names weigh more."""
    whole = whole_words(name)
    return whole, len(name.split()) - whole, len(name)


def whole_words(name: str) -> int:
    """Words of the name that are no initials."""
    return sum(not _is_initial(word) for word in name.split())


def fits(name: str, fuller: str) -> bool:
    """Can the words of ``name`` be laid on different words of ``fuller``, the first initial among them?

    A second initial may be of a patronymic that ``fuller`` does not have.
    """
    left = fuller.lower().split()
    words = name.lower().split()
    for word in [word for word in words if not _is_initial(word)]:
        if word not in left:
            return False
        left.remove(word)
    initials = [word for word in words if _is_initial(word)]
    return not initials or any(_begins(word, initials[0]) for word in left)


def _begins(word: str, initial: str) -> bool:
    """``Қ.`` and ``Қ.-Ж.`` begin ``Қасым-Жомарт``."""
    letters = [letters.removesuffix(".") for letters in initial.split("-")]
    parts = word.removesuffix(".").split("-")
    return len(letters) <= len(parts) and all(map(str.startswith, parts, letters))


def _has_initial(name: str) -> bool:
    return any(_is_initial(word) for word in name.split())


def _is_initial(word: str) -> bool:
    return bool(_INITIAL.match(word))
