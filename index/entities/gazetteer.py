"""What the word lists know about a word, with or without a case ending."""

from collections.abc import Iterable
from functools import cache, lru_cache

from index.entities import country_names, lists
from index.entities.cases import possessed_stem, splits
from index.entities.spelling import fold

_NAMES = ("given_names_male", "given_names_female", "surnames", "places", "lands", "protected_names")
_SPELT = ("given_names_male", "given_names_female", "surnames", "places")
_LEAST_SPELT = 4
_LISTS = (*_NAMES[:-1], "place_words", "never_names", "names_and_words")


@cache
def _catalogue() -> dict[str, tuple[str, ...]]:
    """Lower-case word → the names of the lists that hold it."""
    facts: dict[str, set[str]] = {}
    for name in _LISTS:
        for word in lists.words(name):
            facts.setdefault(word, set()).add(name)
    for row in lists.rows("head_words"):
        kind, _, heads = row.partition(":")
        for word in heads.split(","):
            facts.setdefault(word.strip(), set()).add("head=" + kind)
    for word in country_names.single_words():
        facts.setdefault(word, set()).add("country")
    return {word: tuple(sorted(found)) for word, found in facts.items()}


def is_known(word: str) -> bool:
    """Is the word, as it stands, a name of the lists, or protected by its ending?"""
    return is_listed(word) or _is_protected(word.lower())


def is_listed(word: str) -> bool:
    """Is the word, as it stands, a name of the lists?"""
    return word.lower() in _names()


@cache
def _names() -> frozenset[str]:
    return frozenset(word for name in _NAMES for word in lists.words(name))


def _is_protected(lower: str) -> bool:
    """Құдай-берді, but not Жабер-ді: three letters or more before the ending."""
    return lower[3:].endswith(_protected_endings())


@cache
def _protected_endings() -> tuple[str, ...]:
    return tuple(word[1:] for word in lists.words("protected_names") if word.startswith("-"))


@cache
def head_kinds() -> tuple[str, ...]:
    """What ``head_kind`` may say, but for the empty string."""
    return tuple(row.partition(":")[0] for row in lists.rows("head_words"))


@lru_cache(1 << 16)
def head_kind(word: str) -> str:
    """What a name before the word is, by the word («қаласында» → place), or an empty string."""
    return next((fact[5:] for fact in facts(word) if fact.startswith("head=")), "")


def is_country(word: str) -> bool:
    """Is the word, as it stands, the name of a country?"""
    return country_names.lookup(word) is not None


@lru_cache(1 << 16)
def facts(word: str) -> tuple[str, ...]:
    """Lists that hold the word or the word without its case ending, and what its ending says."""
    lower = word.lower()
    found = list(_listed(lower))
    stems = [lower, *(bare for bare, _ in splits(lower))]
    if word[:1].isupper():
        found += [] if found else _listed_otherwise(stems)
        found += sorted({"surname_end=" + end for bare in stems if (end := surname_ending(bare))})
        found += sorted({"name_part" for bare in stems if _is_composed(bare)})
    return tuple(found)


def _listed(lower: str) -> tuple[str, ...]:
    catalogue = _catalogue()
    for form in (lower, *(bare for bare, _ in splits(lower)), possessed_stem(lower)):
        if form in catalogue:
            return catalogue[form]
    return ()


def _listed_otherwise(stems: Iterable[str]) -> list[str]:
    """Lists that hold one of the words in another spelling (Ілһам, Ильхам)."""
    spelt = _spellings()
    return next(([f"like={name}" for name in spelt[key]] for key in map(fold, stems) if key in spelt), [])


@cache
def _spellings() -> dict[str, tuple[str, ...]]:
    """Spelling key of a name of four letters or more → the names of the lists that hold it."""
    found: dict[str, set[str]] = {}
    for name in _SPELT:
        for word in lists.words(name):
            if len(word) >= _LEAST_SPELT:
                found.setdefault(fold(word), set()).add(name)
    return {key: tuple(sorted(names)) for key, names in found.items()}


@lru_cache(1 << 14)
def surname_ending(lower: str) -> str:
    """The longest ending of the surname list on the word, or an empty string."""
    for size in range(min(6, len(lower) - 2), 1, -1):
        if lower[-size:] in lists.words("surname_endings"):
            return lower[-size:]
    return ""


@cache
def _parts() -> tuple[tuple[str, ...], tuple[str, ...]]:
    parts = lists.words("name_parts")
    heads = tuple(part[:-1] for part in parts if part.endswith("-"))
    tails = tuple(part[1:] for part in parts if part.startswith("-"))
    return heads, tails


def _is_composed(lower: str) -> bool:
    heads, tails = _parts()
    return lower.startswith(heads) and lower.endswith(tails)
