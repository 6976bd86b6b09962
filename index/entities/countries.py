"""Countries in text: names, abbreviations and, on request, adjectives → ISO 3166-1 alpha-2 codes."""

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache

from index.entities import country_names, lists, russian
from index.entities.cases import possessed_stem, splits
from index.kept import Kept, where
from index.text.scripts import NINE_LETTERS

_DEMONYM = re.compile(r"^(.{3,}?)(?:лық|лік|дық|дік|тық|тік)(?:тар|тер)?(\w*)$")
_OUR = re.compile(r"(?:ы|і)?м(?:ыз|із)?(?:ның|нің|да|де|ды|ді|нан|нен|ға|ге|а|е)?$")
_PLURAL = re.compile(r"(?:лар|лер|дар|дер|тар|тер)$")
_SIDES = frozenset(("солтүстік", "оңтүстік", "батыс", "шығыс", "орталық"))
Place = tuple[int, int, str]


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
    free = 0
    for i in where(_begins, tokens):
        if i >= free:
            size, code = _longest_at(tokens, i)
            free = i + size
            if code and not _is_region(tokens, i, free):
                yield i, free, code


def _is_region(tokens: Sequence[str], start: int, end: int) -> bool:
    """«Солтүстік Қазақстан облысы» is a region; «Ресей облыстары» are Russia's."""
    after_side = start > 0 and tokens[start - 1].lower() in _SIDES
    return after_side and end < len(tokens) and tokens[end].startswith("облыс")


def adjectives(tokens: Sequence[str]) -> Iterator[Place]:
    """(start, end, code) of words such as ``әзербайжандық`` and ``қытайлықтарға``."""
    for i in where(_nations, tokens):
        if code := _nations[tokens[i]]:
            yield i, i + 1, code


def _longest_at(tokens: Sequence[str], i: int) -> tuple[int, str | None]:
    """How many tokens the name at ``i`` takes (1 where there is none) and its code."""
    for size in range(min(_longest(), len(tokens) - i), 0, -1):
        head = " ".join(tokens[i : i + size - 1])
        for last in forms(tokens[i + size - 1]):
            name = f"{head} {last}" if head else last
            if name.lower() in lists.words("not_countries"):
                return size, None
            if code := country_names.lookup(name):
                return size, code
    return 1, None


@lru_cache(1 << 14)
def forms(word: str) -> tuple[str, ...]:
    """The word and what is left of it without case, possessive and plural endings."""
    bare = [word, possessed_stem(word), *(stem for stem, _ in splits(word))]
    if "-" in word and word.split("-")[0].isupper():
        bare.append(word.split("-")[0])
    bare += [_OUR.sub("", form) for form in bare]
    bare += [_PLURAL.sub("", form) for form in bare]
    return tuple(dict.fromkeys(bare))


def _begins_name(word: str) -> bool:
    firsts = _first_words()
    return word[:1].isupper() and any(form in firsts or form.lower() in firsts for form in forms(word))


_begins = Kept(_begins_name, 1 << 16)


@cache
def _first_words() -> frozenset[str]:
    names = [*country_names.by_name(), *lists.words("not_countries")]
    return frozenset(name.split()[0] for name in names)


@cache
def _longest() -> int:
    names = [*country_names.by_name(), *lists.words("not_countries")]
    return max(len(name.split()) for name in names)


def _adjective(word: str) -> str | None:
    lower = word.lower()
    if not (match := _DEMONYM.match(lower)):
        return None
    rest = match.group(2)
    if rest and not any(not stem.endswith(rest) for stem, _ in splits(lower)):
        return None
    return country_names.lookup(match.group(1)) or _demonyms().get(match.group(1))


_nations = Kept(_adjective, 1 << 16)


@cache
def _demonyms() -> dict[str, str]:
    rows = (row.partition(":") for row in lists.rows("country_demonyms"))
    return {word.strip(): code for code, _, words in rows for word in words.split(",")}
