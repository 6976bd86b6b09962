"""An article's text → the people and countries in it."""

from collections import Counter
from dataclasses import dataclass

from index.entities import merging, names, persons
from index.entities.countries import adjectives
from index.entities.countries import find as find_countries
from index.entities.tokens import Token, sentences


@dataclass(frozen=True, slots=True)
class Mention:
    """One naming: ``text[start:end]`` of the article, its label and its dictionary form.

    ``base`` of a PERSON is the name the article's mentions were brought together under.
    """

    text: str
    start: int
    end: int
    label: str
    base: str


@dataclass(frozen=True, slots=True)
class Entities:
    """People with how often each is named, most named first; countries as ISO 3166-1 codes; every mention."""

    persons: list[tuple[str, int]]
    countries: list[str]
    mentions: list[Mention]


def extract(text: str) -> Entities:
    """The people and countries of a text in Cyrillic."""
    mentions: list[Mention] = []
    codes: dict[str, None] = {}
    for sentence in sentences(text):
        spans = persons.find(sentence)
        mentions += [_mention(text, sentence, span) for span in spans]
        codes.update(dict.fromkeys(_countries(sentence, spans)))
    mentions = _merged(mentions)
    counts = Counter(mention.base for mention in mentions if mention.label == "PERSON")
    return Entities(counts.most_common(), list(codes), mentions)


def _mention(text: str, tokens: list[Token], span: persons.Span) -> Mention:
    first, end, label = span
    start, stop = tokens[first].start, tokens[end - 1].end
    base = names.base_form(" ".join(token.text for token in tokens[first:end]), label)
    return Mention(text[start:stop], start, stop, label, base)


def _countries(tokens: list[Token], spans: list[persons.Span]) -> list[str]:
    taken = {i for start, end, label in spans if label == "PERSON" for i in range(start, end)}
    words = [token.text for token in tokens]
    found = [*find_countries(words), *adjectives(words)]
    return [code for start, _, code in sorted(found) if start not in taken]


def _merged(mentions: list[Mention]) -> list[Mention]:
    shown = merging.merge([mention.base for mention in mentions if mention.label == "PERSON"])
    return [
        Mention(m.text, m.start, m.end, m.label, shown[m.base] if m.label == "PERSON" else m.base)
        for m in mentions
    ]
