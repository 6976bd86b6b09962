"""People in Kazakh sentences: the tagger's spans, initials, and bare surnames that others may prove."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from index.entities import gazetteer, lists
from index.entities.cases import possessed_stem, splits
from index.entities.countries import find as find_countries
from index.entities.names import kazakh_forms
from index.entities.tagger import Span
from index.entities.tokens import initial
from index.kept import Kept, answered

# «Назарбаев университеті», «Абай көшесі»: named after a person
_THINGS = frozenset(("org", "facility", "thing", "land", "place"))
_NO_SURNAMES = frozenset(("never_names", "places", "country", "lands"))


def find(tokens: Sequence[str], tagged: Sequence[Span]) -> list[Span]:
    """PERSON and GPE spans of a row of sentences: the tagger's, and initials with the surname they stand at."""
    named = list(initialled(tokens))
    taken = _within(named)
    kept = [
        span
        for span in _joined(tokens, tagged)
        if taken.isdisjoint(range(span[0], span[1]))
        and not _names_an_institution(tokens, span)
        and not _names_a_country(tokens, span)
    ]
    return sorted(kept + named)


def _within(spans: Iterable[Span]) -> set[int]:
    """The tokens in spans."""
    return {i for start, end, _ in spans for i in range(start, end)}


def _joined(tokens: Sequence[str], spans: Sequence[Span]) -> Iterator[Span]:
    """«Урсула фон дер Ляйен»: particles and the word behind them belong to the name before."""
    free = 0
    for start, end, label in spans:
        if label == "PERSON":
            end = _past_particles(tokens, end)
        if start >= free:
            yield start, end, label
            free = end


def _past_particles(tokens: Sequence[str], end: int) -> int:
    i = end
    while i < len(tokens) and tokens[i] in lists.words("name_particles"):
        i += 1
    return i + 1 if end < i < len(tokens) and _capitalised[tokens[i]] else end


def _names_a_country(tokens: Sequence[str], span: Span) -> bool:
    """A country's name from end to end is no person («Құрама Штаттардың»)."""
    start, end, label = span
    return label == "PERSON" and _is_country(tuple(tokens[start:end]))


@lru_cache(1 << 14)
def _is_country(words: tuple[str, ...]) -> bool:
    return any((start, end) == (0, len(words)) for start, end, _ in find_countries(words))


def _names_an_institution(tokens: Sequence[str], span: Span) -> bool:
    """«Назарбаев университеті»: a bare surname right before what bears it."""
    start, end, label = span
    if label != "PERSON" or end - start > 1 or end == len(tokens) or splits(tokens[start]):
        return False
    return possessed_stem(tokens[end]).lower() in lists.words("named_after")


def initialled(tokens: Sequence[str]) -> Iterator[Span]:
    """Spans such as «З. Гасанов», «Ә. Н. Бөкейхан» and «Гасанов З.»."""
    end = 0
    for i, _ in answered(initial, tokens):
        if i < end:
            continue
        end = i + 1
        while end < len(tokens) and initial[tokens[end]]:
            end += 1
        if end < len(tokens) and _capitalised[tokens[end]]:
            end += 1
            yield i, end, "PERSON"
        elif i > 0 and _is_surname(tokens[i - 1]):
            yield i - 1, end, "PERSON"


def bare_surnames(tokens: Sequence[str], spans: Sequence[Span]) -> Iterator[tuple[int, Mapping[str, float]]]:
    """(token, dictionary forms) of capitalised words outside the spans that may be somebody's surname.

    A word that is an everyday one too must show it by its case ending or within the sentence.
    """
    taken = _within(span for span in spans if not _may_be_mistaken(tokens, span))
    for i, candidate in answered(_bare, tokens):
        if i in taken or not (candidate.may_begin or (i and tokens[i - 1])):
            continue
        following = tokens[i + 1] if i + 1 < len(tokens) else ""
        bears_a_thing = gazetteer.head_kind(following) in _THINGS and not splits(tokens[i])
        if not bears_a_thing:
            yield i, candidate.forms


def _may_be_mistaken(tokens: Sequence[str], span: Span) -> bool:
    """A single word taken for a place that no list has may be a surname («Пашинянның елінде»)."""
    start, end, label = span
    return label == "GPE" and end - start == 1 and _NO_SURNAMES.isdisjoint(gazetteer.facts(tokens[start]))


class _Candidate(NamedTuple):
    """Dictionary forms of a word that may be a surname, also where it begins a sentence or only elsewhere."""

    forms: Mapping[str, float]
    may_begin: bool


def _candidate(word: str) -> _Candidate | None:
    if not _is_capitalised(word):
        return None
    facts = gazetteer.facts(word)
    if not _NO_SURNAMES.isdisjoint(facts):
        is_surname = any(fact.startswith("surname") for fact in facts)
        return _Candidate(kazakh_forms(word), may_begin=True) if is_surname else None
    is_word = "names_and_words" in facts and word.lower() in lists.words("names_and_words")
    return _Candidate(kazakh_forms(word), may_begin=not is_word)


_bare = Kept(_candidate, 1 << 16)


def _is_surname(word: str) -> bool:
    return _capitalised[word] and bool(gazetteer.surname_ending(word.lower()))


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper()


_capitalised = Kept[str, bool](_is_capitalised, 1 << 16)
