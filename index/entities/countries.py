"""Countries in text: names, abbreviations and, on request, adjectives → ISO 3166-1 alpha-2 codes."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache

from index.entities import country_names, lists, russian
from index.entities.cases import possessed_stem, splits
from index.kept import Kept, answered
from index.text.scripts import NINE_LETTERS

_DEMONYM = re.compile(r"^(.{3,}?)(?:лық|лік|дық|дік|тық|тік)(?:тар|тер)?(\w*)$")
_OUR = re.compile(r"(?:ы|і)?м(?:ыз|із)?(?:ның|нің|да|де|ды|ді|нан|нен|ға|ге|а|е)?$")
_PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)$")
_SIDES = frozenset(("солтүстік", "оңтүстік", "батыс", "шығыс", "орталық"))
Place = tuple[int, int, str]
_Told = tuple[int, tuple[int, str | None]]
"""A token; how many words the longest name has that may begin there, 0 for none, and the code of an adjective."""


def countries(tokens: list[str]) -> list[str]:
    """Codes of the countries named in a sentence, each once, in order of first mention.

    Only names count (Қазақстанда, АҚШ-тың, Ресей Федерациясы); adjectives are ``adjectives()``.
    A Russian sentence is read as Russian.
    """
    if russian.is_russian(" ".join(tokens)):
        return list(dict.fromkeys(code for _, _, code in russian.find_countries(tokens)))
    return list(dict.fromkeys(code for _, _, code in find(tokens)))


def country_code(text: str) -> str | None:
    """The code of the country that a mention names, in any case form of Kazakh or Russian, or None."""
    tokens = text.split()
    codes = {code for _, _, code in find(tokens)} or {code for _, _, code in adjectives(tokens)}
    if not codes and NINE_LETTERS.isdisjoint(text.lower()):
        codes = {code for _, _, code in russian.find_countries(tokens)}
    return codes.pop() if len(codes) == 1 else None


def find(tokens: Sequence[str]) -> Iterator[Place]:
    """(start, end, code) of every country name; the longest name wins, regions are passed over."""
    return _names(tokens, answered(_told, tokens))


def adjectives(tokens: Sequence[str]) -> Iterator[Place]:
    """(start, end, code) of words such as ``әзербайжандық`` and ``қытайлықтарға``."""
    return _adjectives(answered(_told, tokens))


def find_all(tokens: Sequence[str]) -> list[Place]:
    """Names and adjectives, in their order."""
    told = answered(_told, tokens)
    return sorted([*_names(tokens, told), *_adjectives(told)])


def _names(tokens: Sequence[str], told: Iterable[_Told]) -> Iterator[Place]:
    free = 0
    for i, (longest, _) in told:
        if longest and i >= free:
            size, code = _longest_at(tokens, i, longest)
            free = i + size
            if code and not _is_region(tokens, i, free):
                yield i, free, code


def _adjectives(told: Iterable[_Told]) -> Iterator[Place]:
    for i, (_, code) in told:
        if code:
            yield i, i + 1, code


def _is_region(tokens: Sequence[str], start: int, end: int) -> bool:
    """«Солтүстік Қазақстан облысы» is a region; «Ресей облыстары» are Russia's."""
    after_side = start > 0 and tokens[start - 1].lower() in _SIDES
    return after_side and end < len(tokens) and tokens[end].startswith("облыс")


def _longest_at(tokens: Sequence[str], i: int, longest: int) -> tuple[int, str | None]:
    """How many tokens the name at ``i`` takes (1 where there is none) and its code."""
    for size in range(min(longest, len(tokens) - i), 1, -1):
        found = _named(" ".join(tokens[i : i + size - 1]) + " ", tokens[i + size - 1])
        if found is not None:
            return size, found or None
    return 1, _alone[tokens[i]]


def _named(before: str, last: str) -> str | None:
    """The code of a name in any case form, empty where it is no country, None where it is no name."""
    for form in forms(last):
        name = before + form
        if name.lower() in lists.words("not_countries"):
            return ""
        if code := country_names.lookup(name):
            return code
    return None


_alone = Kept[str, str | None](lambda word: _named("", word) or None, 1 << 14)


@lru_cache(1 << 14)
def forms(word: str) -> tuple[str, ...]:
    """The word and what is left of it without case, possessive and plural endings."""
    bare = [word, possessed_stem(word), *(stem for stem, _ in splits(word))]
    if "-" in word and word.split("-")[0].isupper():
        bare.append(word.split("-")[0])
    bare += [_OUR.sub("", form) for form in bare]
    bare += [_PLURAL.sub("", form) for form in bare]
    return tuple(dict.fromkeys(bare))


def _longest_from(word: str) -> int:
    """Words of the longest name that may begin with the word; 0 where none does."""
    longest = _longest_names()
    if not word[:1].isupper() or not any(form in longest or form.lower() in longest for form in forms(word)):
        return 0
    return max(longest.get(word, 1), longest.get(word.lower(), 1))


@cache
def _longest_names() -> dict[str, int]:
    """First words of names → the number of words of the longest."""
    found: dict[str, int] = {}
    for name in [*country_names.by_name(), *lists.words("not_countries")]:
        first, *others = name.split()
        found[first] = max(found.get(first, 1), 1 + len(others))
    return found


def _adjective(word: str) -> str | None:
    lower = word.lower()
    if not (match := _DEMONYM.match(lower)):
        return None
    rest = match.group(2)
    if rest and not any(not stem.endswith(rest) for stem, _ in splits(lower)):
        return None
    return country_names.lookup(match.group(1)) or _demonyms().get(match.group(1))


def _tells(word: str) -> tuple[int, str | None] | None:
    """As in ``_Told``; None where there is neither."""
    told = _longest_from(word), _adjective(word)
    return told if any(told) else None


_told = Kept(_tells, 1 << 16)


@cache
def _demonyms() -> dict[str, str]:
    rows = (row.partition(":") for row in lists.rows("country_demonyms"))
    return {word.strip(): code for code, _, words in rows for word in words.split(",")}
