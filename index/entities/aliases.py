"""The editor's decisions on people and countries, applied to what was found in an article."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from index.entities.extraction import CountryMention
from index.entities.spelling import merge_key
from index.text import Term, analyze, terms


@dataclass(frozen=True, slots=True)
class Context:
    """What of an article decides which of two people of one name it means."""

    stems: frozenset[str]
    countries: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Somebody a name may stand for, where the article has one of each of the lists that are not empty.

    Of ``words`` any form counts, a phrase where all its words are there; ``spellings`` are the name as the
    article has it.
    """

    name: str
    words: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    spellings: tuple[str, ...] = ()

    @property
    def is_open(self) -> bool:
        """Does it take any article?"""
        return not (self.words or self.countries or self.sources or self.spellings)

    def fits(self, spelling: str, context: Context) -> bool:
        """Is the person called ``spelling`` in that article this one?"""
        return (
            (not self.words or any(context.stems.issuperset(analyze(word)) for word in self.words))
            and (not self.countries or not context.countries.isdisjoint(self.countries))
            and (not self.sources or context.source in self.sources)
            and (not self.spellings or spelling in self.spellings)
        )


@dataclass(frozen=True, slots=True)
class Aliases:
    """The decisions of an alias file.

    ``people`` maps a person's key to who it may be, the first that fits counts; nobody for what is no person.
    ``countries`` maps names to ISO 3166-1 codes, or to None where the name is no country's.
    """

    people: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    countries: Mapping[str, str | None] = field(default_factory=dict)

    def person(self, name: str, context: Context) -> str | None:
        """The name under which the person counts in that article; None for nobody."""
        choices = self.people.get(merge_key(name))
        if choices is None:
            return name
        fitting = (choice.name for choice in choices if choice.fits(name, context))
        return next(fitting, name if choices else None)

    def decides(self, name: str) -> bool:
        """Is there a decision on that name?"""
        return merge_key(name) in self.people

    def keys(self) -> frozenset[str]:
        """Keys of all people that a decision is about, before and after it."""
        names = (choice.name for choices in self.people.values() for choice in choices)
        return frozenset(self.people) | {merge_key(name) for name in names}

    def correct(self, text: str, found: Iterable[CountryMention]) -> list[CountryMention]:
        """The countries named in a text: those found, less what is no country's name, and the editor's."""
        if not self.countries:
            return list(found)
        ours = list(_occurrences(text, self.countries))
        kept = [place for place in found if not any(_overlap(place, (start, end)) for start, end, _ in ours)]
        added = [CountryMention(text[start:end], start, end, code) for start, end, code in ours if code]
        return sorted([*kept, *added], key=lambda place: place.start)


NONE = Aliases()


def fingerprint(decisions: Mapping[str, object]) -> str:
    """Eight hex digits that change with the decisions; empty where there are none."""
    return hashlib.sha256(repr(sorted(decisions.items())).encode()).hexdigest()[:8] if decisions else ""


def _occurrences(text: str, countries: Mapping[str, str | None]) -> Iterator[tuple[int, int, str | None]]:
    """(start, end, code) wherever one of the names stands in any case form; the longest name wins."""
    words = _words(text)
    names = sorted(
        (
            ([_stems(word) for word in _words(name)], name[:1].isupper(), code)
            for name, code in countries.items()
        ),
        key=lambda row: -len(row[0]),
    )
    free = 0
    for i, word in enumerate(words):
        for stems, capital, code in names:
            run = words[i : i + len(stems)]
            if i >= free and _is_run(run, stems) and (text[word[0].start].isupper() or not capital):
                yield word[0].start, run[-1][0].end, code
                free = i + len(stems)


def _words(text: str) -> list[list[Term]]:
    """The terms of a text by position."""
    return [list(group) for _, group in groupby(terms(text), key=lambda term: term.position)]


def _stems(word: list[Term]) -> set[str]:
    return {term.stem for term in word}


def _is_run(run: list[list[Term]], stems: list[set[str]]) -> bool:
    return len(run) == len(stems) and all(map(set.intersection, map(_stems, run), stems))


def _overlap(place: CountryMention, span: tuple[int, int]) -> bool:
    return place.start < span[1] and span[0] < place.end
