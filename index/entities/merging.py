"""One person, one value within an article: initials and bare surnames join the full name they fit."""

import re
from collections import Counter
from collections.abc import Sequence

_INITIAL = re.compile(r"^\w{1,2}\.$")


def merge(names: Sequence[str]) -> dict[str, str]:
    """Each distinct name → the name it is shown under.

    A name joins a fuller one when every word of it is a word, or the initial of a word, of the fuller one
    and no other fuller name fits as well.
    """
    counts = Counter(names)
    chosen = {name: name for name in counts}
    for name in sorted(counts, key=_weight):
        fuller = [other for other in counts if _weight(other) > _weight(name) and _fits(name, other)]
        if fuller and all(_fits(a, b) or _fits(b, a) for a in fuller for b in fuller):
            chosen[name] = max(fuller, key=_weight)
    roots = {name: _root(chosen, name) for name in counts}
    return {name: _shown(root, roots, counts) for name, root in roots.items()}


def _root(chosen: dict[str, str], name: str) -> str:
    while chosen[name] != name:
        name = chosen[name]
    return name


def _shown(root: str, roots: dict[str, str], counts: Counter[str]) -> str:
    """Of the group's names with two or more whole words, the one met most; of those, the shortest."""
    group = [name for name, its_root in roots.items() if its_root == root]
    whole = [name for name in group if len(name.split()) > 1 and not any(map(_INITIAL.match, name.split()))]
    return max(whole or [root], key=lambda name: (counts[name], -len(name), name))


def _weight(name: str) -> tuple[int, int]:
    """(whole words, letters): fuller names weigh more."""
    words = name.split()
    return sum(not _INITIAL.match(word) for word in words), len(name)


def _fits(name: str, fuller: str) -> bool:
    """Can every word of ``name`` be laid on a different word of ``fuller``?"""
    left = fuller.lower().split()
    for word in sorted(name.lower().split(), key=lambda word: bool(_INITIAL.match(word))):
        match = next((other for other in left if _lies_on(word, other)), None)
        if match is None:
            return False
        left.remove(match)
    return True


def _lies_on(word: str, other: str) -> bool:
    return other.startswith(word[:-1]) if _INITIAL.match(word) else other == word
