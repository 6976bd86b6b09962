"""An article's text → the people and countries in it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from index.entities import gazetteer, merging, names, persons, russian
from index.entities.countries import adjectives
from index.entities.countries import find as find_countries
from index.entities.namings import Naming, settle
from index.entities.tagger import Span, tag_all
from index.entities.tokens import Sentence, sentences
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


_Read = tuple[list[Naming], list[CountryMention]]
"""What a sentence names."""


def extract(text: str) -> Entities:
    """The people and countries of a Kazakh or Russian text in Cyrillic.

    A text without capitals (converted from Arabic script) is read as if its names had them.
    """
    return extract_all([text])[0]


def extract_all(texts: Sequence[str]) -> list[Entities]:
    """``extract`` of each text; the tagger takes little longer for several Kazakh ones than for one."""
    cased = [truecase(text) for text in texts]
    read = [(list(sentences(text)), russian.is_russian(text)) for text in cased]
    tagged = iter(tag_all([found.words for told, in_russian in read if not in_russian for found in told]))
    return [
        _entities(_read_russian(text, told) if in_russian else _read_kazakh(text, told, tagged))
        for text, (told, in_russian) in zip(texts, read, strict=True)
    ]


def _entities(read: Iterable[_Read]) -> Entities:
    namings: list[Naming] = []
    named: list[CountryMention] = []
    for found, places in read:
        namings += found
        people = [naming for naming in found if naming.label == "PERSON" and naming.sure]
        named += [
            place
            for place in places
            if not any(person.start <= place.start < person.end for person in people)
        ]
    mentions = list(_mentions(namings))
    counts = Counter(mention.base for mention in mentions if mention.label == "PERSON")
    codes = list(dict.fromkeys(place.code for place in named))
    return Entities(counts.most_common(), codes, mentions, named)


def _read_kazakh(text: str, read: Sequence[Sentence], tagged: Iterator[list[Span]]) -> Iterator[_Read]:
    """``tagged`` gives the spans of these sentences next."""
    for sentence in read:
        yield _read_kazakh_sentence(text, sentence, persons.find(sentence.words, next(tagged)))


def _read_kazakh_sentence(text: str, sentence: Sentence, spans: list[Span]) -> _Read:
    words = sentence.words
    namings = []
    for first, end, label in spans:
        mention = " ".join(map(_without_capitals, words[first:end]))
        forms = names.kazakh_forms(mention) if label == "PERSON" else {names.kazakh_form(mention, label): 1.0}
        namings.append(_naming(text, sentence, first, end, label, forms))
    for i, bases in persons.bare_surnames(words, spans):
        namings.append(_naming(text, sentence, i, i + 1, "PERSON", bases, sure=False))
    places = sorted([*find_countries(words), *adjectives(words)])
    return namings, [_country(text, sentence, *place) for place in places]


def _without_capitals(word: str) -> str:
    """``ТОҚАЕВ``, as headlines and bylines print it, as ``Тоқаев``; abbreviations (АҚШ) are short and stay."""
    if len(word) < _SHORTEST_PRINTED_LARGE or not word.isupper() or gazetteer.is_country(word):
        return word
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))


def _read_russian(text: str, read: Sequence[Sentence]) -> Iterator[_Read]:
    for sentence in read:
        namings = [
            _naming(text, sentence, found.start, found.end, "PERSON", found.bases, found.sure)
            for found in russian.find_persons(sentence.words)
        ]
        places = russian.find_countries(sentence.words)
        yield namings, [_country(text, sentence, *place) for place in places]


def _country(text: str, sentence: Sentence, first: int, end: int, code: str) -> CountryMention:
    start, stop = sentence.place(first, end)
    return CountryMention(text[start:stop], start, stop, code)


def _naming(
    text: str,
    sentence: Sentence,
    first: int,
    end: int,
    label: str,
    bases: Mapping[str, float],
    sure: bool = True,
) -> Naming:
    start, stop = sentence.place(first, end)
    return Naming(text[start:stop], start, stop, label, bases, sure)


def _mentions(namings: list[Naming]) -> Iterator[Mention]:
    settled = settle(namings)
    shown = merging.merge([base for naming, base in settled if naming.label == "PERSON"])
    for naming, base in settled:
        base = shown[base] if naming.label == "PERSON" else base
        yield Mention(naming.text, naming.start, naming.end, naming.label, base)
