"""What the tagger looks at: for each token, itself and its neighbours, as strings.

Features of a word do not depend on where it stands, so they are computed once per word and kept; a
sentence then costs a few list joins.
"""

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from index.entities import gazetteer
from index.entities.cases import splits

_REACH = 4
_LIST_REACH = 12
_JOINS = frozenset((",", "және", "мен", "бен", "пен"))
_CACHE = 1 << 17
_PREFIXES = (b"-2:", b"-1:", b"1:", b"2:")
"""What the features of a neighbour begin with, by its distance."""
_NEAR = (b"-1:", b"1:")


def sentence_features(tokens: list[str]) -> list[list[bytes]]:
    """One list of features per token."""
    words = [_word(token) for token in tokens]
    kinds = [word.head for word in words]
    padded = [_EDGE, _EDGE, *words, _EDGE, _EDGE]
    rows = []
    for i, word in enumerate(words):
        far_left, left, _, right, far_right = padded[i : i + 5]
        row = [*word.own, *far_left.seen[0], *left.seen[1], *right.seen[2], *far_right.seen[3]]
        if i:
            row += (b"p:%b|%b" % (left.shape, word.shape), b"pf:%b|%b" % (left.facts, word.facts))
        if right is not _EDGE:
            row += (b"n:%b|%b" % (word.shape, right.shape), b"nf:%b|%b" % (word.facts, right.facts))
        row += _heads_ahead(kinds[i + 1 : i + 1 + _REACH])
        row += _head_of_list(tokens, i)
        rows.append(row)
    return rows


def _heads_ahead(kinds: Sequence[str | None]) -> tuple[bytes, ...]:
    """The first word ahead that says what a name before it is («Қазақстан Республикасының Президенті»)."""
    for distance, kind in enumerate(kinds, 1):
        if kind is None:
            break
        if kind:
            return _head(kind, distance)
    return ()


@cache
def _head(kind: str, distance: int) -> tuple[bytes, ...]:
    return f"head={kind}".encode(), f"head{distance}={kind}".encode()


def _head_of_list(tokens: list[str], i: int) -> list[bytes]:
    """What a name in a list is, by the word behind the list («Бірлік , Ақдала және Шалқар ауылдары»)."""
    if i + 1 == len(tokens) or tokens[i + 1] not in _JOINS or not tokens[i][0].isupper():
        return []
    for word in tokens[i + 2 : i + _LIST_REACH]:
        if word not in _JOINS and not word[0].isupper():
            kind = gazetteer.head_kind(word)
            return [f"list={kind}".encode()] if kind else []
    return []


class _Word(NamedTuple):
    """All that is asked of a word, wherever it stands.

    ``own`` are its features, ``seen`` those that it gives its neighbours at the distances of ``_PREFIXES``;
    ``head`` is what a name before it is, None where the word is no word.
    """

    own: tuple[bytes, ...]
    seen: tuple[tuple[bytes, ...], ...]
    shape: bytes
    facts: bytes
    head: str | None


_EDGE = _Word((), tuple((prefix + b"edge",) for prefix in _PREFIXES), b"", b"", None)


@lru_cache(_CACHE)
def _word(word: str) -> _Word:
    return _Word(
        _own(word),
        _seen(word),
        shape(word).encode(),
        "+".join(gazetteer.facts(word)).encode(),
        gazetteer.head_kind(word) if word[0].isalpha() else None,
    )


def _own(word: str) -> tuple[bytes, ...]:
    lower = word.lower()
    found = ["bias", f"w={lower}", f"shape={shape(word)}", f"stem={stem(word)}"]
    found += [f"pre={lower[:n]}" for n in range(1, min(6, len(lower)) + 1)]
    found += [f"suf={lower[-n:]}" for n in range(1, min(6, len(lower)) + 1)]
    found += [f"end={stem(word)[-n:]}" for n in (2, 3, 4)]
    found += _facts(word)
    return _encoded(*found)


def _seen(word: str) -> tuple[tuple[bytes, ...], ...]:
    lower = word.lower()
    far = _encoded(
        f"w={lower}", f"shape={shape(word)}", f"pre={lower[:4]}", f"suf={lower[-3:]}", *_facts(word)
    )
    near = far + _encoded(f"stem={stem(word)}", f"suf={lower[-2:]}")
    return tuple(
        tuple([prefix + feature for feature in (near if prefix in _NEAR else far)]) for prefix in _PREFIXES
    )


def _encoded(*features: str) -> tuple[bytes, ...]:
    return tuple([feature.encode() for feature in features])


def _facts(word: str) -> list[str]:
    facts = gazetteer.facts(word)
    return [f"g={fact}" for fact in facts] + ([f"gs={'+'.join(facts)}"] if len(facts) > 1 else [])


@lru_cache(_CACHE)
def shape(word: str) -> str:
    """``Xx`` capitalised, ``XX`` capitals, ``x`` small, ``Xx-Xx`` by the parts of a hyphenated word, ``0`` figures."""
    return "-".join(_part_shape(part) for part in word.split("-"))


def _part_shape(part: str) -> str:
    if part.isdigit():
        return "0"
    if not part.isalpha():
        return part[:1] if len(part) == 1 else "#"
    if part.islower():
        return "x"
    if part.isupper():
        return "X" if len(part) == 1 else "XX"
    return "Xx" if part[1:].islower() else "xX"


@lru_cache(_CACHE)
def stem(word: str) -> str:
    """The word without a case ending, lower case: a listed name where one is left, else the shortest stem."""
    stems = [bare.lower() for bare, _ in splits(word)]
    for known in (word.lower(), *stems):
        if gazetteer.is_known(known):
            return known
    return stems[0] if stems else word.lower()
