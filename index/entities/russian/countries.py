"""Countries in a Russian sentence, by lemma: «Саудовской Аравии», «российского», «в США»."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from index.entities import country_names, lists
from index.entities.russian import words
from index.kept import Kept, answered

Place = tuple[int, int, str]
_STEM = 2


def find(tokens: Sequence[str]) -> Iterator[Place]:
    """(start, end, code) of country names and of adjectives and nationals (российский, казахстанец)."""
    free = 0
    for i, (begins, adjective) in answered(_told, tokens):
        if i < free:
            continue
        size, code = _name_at(tokens, i) if begins else (1, None)
        free = i + size
        code = code or adjective
        if code and not _is_region(tokens, i, free):
            yield i, free, code


def _tells(word: str) -> tuple[bool, str | None] | None:
    """May a country's name begin with the word, and the code that it has as an adjective or a national."""
    begins = word[:1].isupper() and word[:_STEM].lower() in _name_stems()
    adjective = _adjective(word)
    return (begins, adjective) if begins or adjective else None


_told = Kept(_tells, 1 << 15)


def _adjective(word: str) -> str | None:
    """Only words that begin like one of ours are worth a lemma."""
    return _adjectives().get(_lemma(word)) if word[:_STEM].lower() in _adjective_stems() else None


def _name_at(tokens: Sequence[str], i: int) -> tuple[int, str | None]:
    for size in range(min(_longest(), len(tokens) - i), 0, -1):
        run = tokens[i : i + size]
        if size == 1 and run[0].isupper():
            return 1, country_names.lookup(run[0])
        key = " ".join(map(_lemma, run))
        if key in _names():
            return size, _names()[key] if size > 1 or i or key not in _PRONOUNS else None
    return 1, None


_PRONOUNS = frozenset(("того", "тот"))  # «Того» is also a country


def _is_region(tokens: Sequence[str], start: int, end: int) -> bool:
    """«Северо-Казахстанская область» is one word and no match; «… область» after a name is a region."""
    return end < len(tokens) and tokens[end].lower().startswith("област") and tokens[start][:1].isupper()


@lru_cache(1 << 15)
def _lemma(word: str) -> str:
    lower = word.lower()
    forms = words.parses(lower)
    place = next((p.normal_form for p in forms if "Geox" in p.tag and p.is_known), None)
    return str(place or forms[0].normal_form).replace("ё", "е")


@cache
def _names() -> dict[str, str | None]:
    """Lemmas of a name, joined by spaces → code; None for names that only look like a country's."""
    found: dict[str, str | None] = {_key(name): code for name, code in country_names.by_name().items()}
    found |= {_key(name): None for name in lists.words("not_countries")}
    return found


@cache
def _name_stems() -> frozenset[str]:
    return frozenset(name[:_STEM] for name in _names())


@cache
def _adjective_stems() -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _adjectives())


@cache
def _longest() -> int:
    return max(len(name.split()) for name in _names())


def _key(name: str) -> str:
    return " ".join(_lemma(word) for word in name.split())


@cache
def _adjectives() -> dict[str, str]:
    found = {}
    for row in lists.rows("country_adjectives_russian"):
        code, _, adjectives = row.partition(":")
        found.update({word.strip(): code.strip() for word in adjectives.split(",")})
    return found
