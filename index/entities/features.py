"""What the tagger looks at: for each token, itself and its neighbours, as strings.

Features of a word do not depend on where it stands, nor those of two words side by side: ``describe``, ``before``
and ``after`` tell them apart from the sentence, so that whoever reads much text asks once for each.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from index.entities import gazetteer
from index.entities.cases import splits

REACH = 4
"""Words ahead at which a token sees one that says what a name is."""
_LIST_REACH = 12
_JOINS = frozenset((",", "және", "мен", "бен", "пен"))
_CACHE = 1 << 17
_PREFIXES = ("-2:", "-1:", "1:", "2:")
"""What the features of a neighbour begin with, by its distance."""
_NEAR = ("-1:", "1:")


class Kind(NamedTuple):
    """What of a word counts together with the word beside it."""

    shape: str
    facts: str


class Word(NamedTuple):
    """All that is asked of a word, wherever it stands.

    ``own`` are its features, ``seen`` those that it gives a word with it two and one to the left, one and two to
    the right; ``head`` tells what a name before it is, by a number of ``head_kinds``; ``part`` is what it may be in a
    list of names.
    """

    own: tuple[str, ...]
    seen: tuple[tuple[str, ...], ...]
    kind: Kind
    head: int
    part: int


_NO_WORD, _NO_HEAD = -1, 0
_NO_PART, _LISTED, _JOIN = 0, 1, 2

EDGE = Word((), tuple((prefix + "edge",) for prefix in _PREFIXES), Kind("", ""), _NO_WORD, _NO_PART)
"""What stands on both sides of a sentence."""


def sentence_features(tokens: list[str]) -> list[list[str]]:
    """One list of features per token."""
    words = [_kept(token) for token in tokens]
    padded = [EDGE, EDGE, *words, EDGE, EDGE]
    rows = []
    for i, word in enumerate(words):
        far_left, left, _, right, far_right = padded[i : i + 5]
        row = [*word.own, *far_left.seen[0], *left.seen[1], *right.seen[2], *far_right.seen[3]]
        if i:
            row += before(left.kind, word.kind)
        if right is not EDGE:
            row += after(word.kind, right.kind)
        rows.append(row)
    for i, kind, distance in zip(*heads_ahead(np.array([word.head for word in words])), strict=True):
        rows[i] += head(kind, distance)
    for i, kind in heads_of_lists(tokens, np.array([word.part for word in words])):
        rows[i] += head_of_list(kind)
    return rows


def before(left: Kind, word: Kind) -> tuple[str, ...]:
    """What a word has of the one before it, together with it."""
    return f"p:{left.shape}|{word.shape}", f"pf:{left.facts}|{word.facts}"


def after(word: Kind, right: Kind) -> tuple[str, ...]:
    """What a word has of the one behind it, together with it."""
    return f"n:{word.shape}|{right.shape}", f"nf:{word.facts}|{right.facts}"


@cache
def head_kinds() -> tuple[str, ...]:
    """The kinds of words that say what a name before them is, from number 1 on."""
    return ("", *gazetteer.head_kinds())


def heads_ahead(heads: NDArray[np.intp]) -> tuple[NDArray[np.intp], NDArray[np.intp], NDArray[np.intp]]:
    """Tokens, and the kind and distance of the first word ahead of each that says what a name before it is.

    So «Қазақстан Республикасының Президенті»; ``heads`` are those of the words of sentences.
    """
    kinds, distances = np.zeros_like(heads), np.zeros_like(heads)
    looking = np.ones(len(heads), bool)
    for distance in range(1, REACH + 1):
        ahead, still = heads[distance:], looking[:-distance]
        found = still & (ahead > _NO_HEAD)
        kinds[:-distance][found] = ahead[found]
        distances[:-distance][found] = distance
        still &= ahead == _NO_HEAD
    tokens = np.flatnonzero(kinds)
    return tokens, kinds[tokens], distances[tokens]


def head(kind: int, distance: int) -> tuple[str, ...]:
    """What a token has of such a word."""
    name = head_kinds()[kind]
    return f"head={name}", f"head{distance}={name}"


def heads_of_lists(tokens: Sequence[str], parts: NDArray[np.intp]) -> Iterator[tuple[int, str]]:
    """(token, kind) by the word behind a list of names («Бірлік , Ақдала және Шалқар ауылдары»).

    ``parts`` are those of the tokens' words.
    """
    for i in np.flatnonzero((parts[:-1] == _LISTED) & (parts[1:] == _JOIN)).tolist():
        following = (word for word in tokens[i + 2 : i + _LIST_REACH] if word not in _JOINS)
        if kind := gazetteer.head_kind(next((word for word in following if not word[:1].isupper()), "")):
            yield i, kind


def head_of_list(kind: str) -> tuple[str, ...]:
    """What a token has of such a word."""
    return (f"list={kind}",)


def describe(word: str) -> Word:
    """What is asked of a word; nothing of it is kept."""
    return Word(
        _own(word),
        _seen(word),
        Kind(shape(word), "+".join(gazetteer.facts(word))),
        head_kinds().index(gazetteer.head_kind(word)) if word[0].isalpha() else _NO_WORD,
        _JOIN if word in _JOINS else _LISTED if word[0].isupper() else _NO_PART,
    )


_kept = lru_cache(_CACHE)(describe)


def _own(word: str) -> tuple[str, ...]:
    lower, bare = word.lower(), stem(word)
    sizes = range(1, min(6, len(lower)) + 1)
    return (
        "bias",
        f"w={lower}",
        f"shape={shape(word)}",
        f"stem={bare}",
        *[f"pre={lower[:n]}" for n in sizes],
        *[f"suf={lower[-n:]}" for n in sizes],
        *[f"end={bare[-n:]}" for n in (2, 3, 4)],
        *_facts(word),
    )


def _seen(word: str) -> tuple[tuple[str, ...], ...]:
    lower = word.lower()
    far = (f"w={lower}", f"shape={shape(word)}", f"pre={lower[:4]}", f"suf={lower[-3:]}", *_facts(word))
    near = (*far, f"stem={stem(word)}", f"suf={lower[-2:]}")
    return tuple(
        tuple([prefix + feature for feature in (near if prefix in _NEAR else far)]) for prefix in _PREFIXES
    )


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
