"""An article's text → the people and countries in it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.entities import gazetteer, merging, names, persons, russian
from index.entities.countries import Place
from index.entities.countries import find_all as find_countries
from index.entities.namings import Naming, settle
from index.entities.rows import Row
from index.entities.tagger import Span, tag_all
from index.entities.truecase import truecase

_SHORTEST_PRINTED_LARGE = 4


class Mention(NamedTuple):
    """One naming: ``text`` is ``[start:end]`` of the article, ``label`` PERSON or GPE.

    ``base`` of a GPE is its dictionary form; of a PERSON the name the article's mentions were brought
    together under.
    """

    text: str
    start: int
    end: int
    label: str
    base: str


class CountryMention(NamedTuple):
    """One naming of a country, by name or adjective: ``text`` is ``[start:end]`` of the article."""

    text: str
    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Entities:
    """People with how often each is named, most named first; countries as ISO 3166-1 codes; every mention."""

    persons: list[tuple[str, int]]
    countries: list[str]
    mentions: list[Mention]
    country_mentions: list[CountryMention]


_Read = tuple[list[Naming], list[Place]]
"""What the sentences of a row name."""


def extract(text: str) -> Entities:
    """The people and countries of a Kazakh or Russian text in Cyrillic.

    A text without capitals (converted from Arabic script) is read as if its names had them.
    """
    return extract_all([text])[0]


def extract_all(texts: Sequence[str]) -> list[Entities]:
    """``extract`` of each text; the tagger takes little longer for several Kazakh ones than for one."""
    cased = [truecase(text) for text in texts]
    rows = [(Row(text), russian.is_russian(text)) for text in cased]
    tagged = iter(tag_all([row.words for row, in_russian in rows if not in_russian]))
    read = (
        _read_russian(row) if in_russian else _read_kazakh(row.words, next(tagged))
        for row, in_russian in rows
    )
    return [_entities(text, row, *named) for text, (row, _), named in zip(texts, rows, read, strict=True)]


def _entities(text: str, row: Row, namings: list[Naming], places: list[Place]) -> Entities:
    people = {
        i
        for naming in namings
        if naming.label == "PERSON" and naming.sure
        for i in range(naming.start, naming.end)
    }
    named = [_country(text, row, *place) for place in places if place[0] not in people]
    mentions = list(_mentions(text, row, namings))
    counts = Counter(mention.base for mention in mentions if mention.label == "PERSON")
    codes = list(dict.fromkeys(place.code for place in named))
    return Entities(counts.most_common(), codes, mentions, named)


def _read_kazakh(words: Sequence[str], tagged: Sequence[Span]) -> _Read:
    spans = persons.find(words, tagged)
    namings = [Naming(start, end, label, _forms(words[start:end], label)) for start, end, label in spans]
    bare = persons.bare_surnames(words, spans)
    namings += [Naming(i, i + 1, "PERSON", bases, sure=False) for i, bases in bare]
    return namings, find_countries(words)


def _forms(words: Sequence[str], label: str) -> Mapping[str, float]:
    mention = " ".join(map(_without_capitals, words))
    return names.kazakh_forms(mention) if label == "PERSON" else {names.kazakh_form(mention, label): 1.0}


def _without_capitals(word: str) -> str:
    """``ТОҚАЕВ``, as headlines and bylines print it, as ``Тоқаев``; abbreviations (АҚШ) are short and stay."""
    if len(word) < _SHORTEST_PRINTED_LARGE or not word.isupper() or gazetteer.is_country(word):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def _read_russian(row: Row) -> _Read:
    namings: list[Naming] = []
    places: list[Place] = []
    for first, words in row.sentences():
        namings += [
            Naming(first + found.start, first + found.end, "PERSON", found.bases, found.sure)
            for found in russian.find_persons(words)
        ]
        places += [(first + start, first + end, code) for start, end, code in russian.find_countries(words)]
    return namings, places


def _country(text: str, row: Row, first: int, end: int, code: str) -> CountryMention:
    start, stop = row.place(first, end)
    return CountryMention(text[start:stop], start, stop, code)


def _mentions(text: str, row: Row, namings: list[Naming]) -> Iterator[Mention]:
    settled = settle(namings)
    shown = merging.merge([base for naming, base in settled if naming.label == "PERSON"])
    for naming, base in settled:
        start, end = row.place(naming.start, naming.end)
        base = shown[base] if naming.label == "PERSON" else base
        yield Mention(text[start:end], start, end, naming.label, base)
