"""What the tagger looks at: for each token, itself and its neighbours, as strings.

Features of a word do not depend on where it stands, so they are computed once per word and
distance and kept; a sentence then costs a few list joins.
"""

from functools import lru_cache

from index.entities import gazetteer
from index.entities.cases import splits

_REACH = 4
_LIST_REACH = 12
_JOINS = frozenset((",", "және", "мен", "бен", "пен"))
_CACHE = 1 << 17


def sentence_features(tokens: list[str]) -> list[list[bytes]]:
    """One list of features per token."""
    last = len(tokens) - 1
    rows = []
    for i, word in enumerate(tokens):
        row = list(_own(word))
        for distance in (-2, -1, 1, 2):
            j = i + distance
            if 0 <= j <= last:
                row += _neighbour(tokens[j], distance)
            else:
                row.append(b"%d:edge" % distance)
        if i:
            row += _pair(tokens[i - 1], word, "p")
        if i < last:
            row += _pair(word, tokens[i + 1], "n")
        row += _heads_ahead(tokens, i)
        row += _head_of_list(tokens, i)
        rows.append(row)
    return rows


def _heads_ahead(tokens: list[str], i: int) -> list[bytes]:
    """The first word ahead that says what a name before it is («Қазақстан Республикасының Президенті»)."""
    for distance, word in enumerate(tokens[i + 1 : i + 1 + _REACH], 1):
        if not word[0].isalpha():
            break
        if kind := gazetteer.head_kind(word):
            return [f"head={kind}".encode(), f"head{distance}={kind}".encode()]
    return []


def _head_of_list(tokens: list[str], i: int) -> list[bytes]:
    """What a name in a list is, by the word behind the list («Бірлік , Ақдала және Шалқар ауылдары»)."""
    if i + 1 == len(tokens) or tokens[i + 1] not in _JOINS or not tokens[i][0].isupper():
        return []
    for word in tokens[i + 2 : i + _LIST_REACH]:
        if word not in _JOINS and not word[0].isupper():
            kind = gazetteer.head_kind(word)
            return [f"list={kind}".encode()] if kind else []
    return []


@lru_cache(_CACHE)
def _own(word: str) -> tuple[bytes, ...]:
    lower = word.lower()
    found = ["bias", f"w={lower}", f"shape={shape(word)}", f"stem={stem(word)}"]
    found += [f"pre={lower[:n]}" for n in range(1, min(6, len(lower)) + 1)]
    found += [f"suf={lower[-n:]}" for n in range(1, min(6, len(lower)) + 1)]
    found += [f"end={stem(word)[-n:]}" for n in (2, 3, 4)]
    found += _facts(word)
    return tuple(feature.encode() for feature in found)


@lru_cache(_CACHE * 4)
def _neighbour(word: str, distance: int) -> tuple[bytes, ...]:
    lower = word.lower()
    found = [f"w={lower}", f"shape={shape(word)}", f"pre={lower[:4]}", f"suf={lower[-3:]}", *_facts(word)]
    if abs(distance) == 1:
        found += [f"stem={stem(word)}", f"suf={lower[-2:]}"]
    return tuple(f"{distance}:{feature}".encode() for feature in found)


@lru_cache(_CACHE)
def _pair(left: str, right: str, tag: str) -> tuple[bytes, ...]:
    facts = f"{tag}f:{'+'.join(gazetteer.facts(left))}|{'+'.join(gazetteer.facts(right))}"
    return f"{tag}:{shape(left)}|{shape(right)}".encode(), facts.encode()


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
