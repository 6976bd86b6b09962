"""People and countries found in an article → facet keys, the editor's decisions applied."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from crawler.article import Article
from index import entities
from index.entities import country_names
from index.entities.aliases import Aliases, Context
from index.query import EDITED, FORM, NAME, SPELLING, pair_key
from index.text.scripts import text_to_cyrillic


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody in an article: ``name`` is what the index calls them, ``spelling`` what the article does.

    ``forms`` are the mentions as printed. ``edited`` tells that an editor decided; then ``name`` may be None
    for nobody.
    """

    name: str | None
    spelling: str
    forms: tuple[str, ...]
    edited: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The people and countries of an article."""

    people: tuple[Person, ...]
    countries: tuple[entities.CountryMention, ...]

    @property
    def names(self) -> list[str]:
        """Everybody's name, and beside it the article's own spelling where that is another one."""
        people = [person for person in self.people if person.name]
        return list(dict.fromkeys(name for p in people for name in (p.name, p.spelling) if name))

    def facets(self) -> dict[str, tuple[str, ...]]:
        """Keys by facet name."""
        people = [(entities.merge_key(p.name), p) for p in self.people if p.name]
        forms = [pair_key(key, form) for key, person in people for form in person.forms]
        forms += [pair_key(place.code, _plain(place.text)) for place in self.countries]
        return {
            "person": _once(key for key, _ in people),
            "country": _once(place.code for place in self.countries),
            NAME: _once(pair_key(word, key) for key, _ in people for word in key.split()),
            SPELLING: _once([*(pair_key(key, p.spelling) for key, p in people), *_names(self.countries)]),
            FORM: _once(forms),
            EDITED: _once(pair for person in self.people for pair in _edited(person)),
        }


def find(article: Article, stems: Iterable[str], aliases: Aliases) -> Found:
    """The people and countries of an article; ``stems``, of its title and text, count where ``aliases`` has people."""
    return find_all([article], [stems], aliases)[0]


def find_all(articles: Sequence[Article], stems: Sequence[Iterable[str]], aliases: Aliases) -> list[Found]:
    """``find`` of each article; several take less time together than one by one."""
    texts = [text_to_cyrillic(f"{article.title}\n{article.text}", article.language) for article in articles]
    rows = zip(articles, stems, texts, entities.extract_all(texts), strict=True)
    return [_decided(aliases, *row) for row in rows]


def _decided(
    aliases: Aliases, article: Article, stems: Iterable[str], text: str, found: entities.Entities
) -> Found:
    countries = tuple(aliases.correct(text, found.country_mentions))
    context = Context(
        frozenset(stems),
        frozenset(place.code for place in countries),
        article.source,
    )
    forms: dict[str, dict[str, None]] = {}
    for mention in found.mentions:
        if mention.label == "PERSON":
            forms.setdefault(mention.base, {})[_plain(mention.text)] = None
    people = (
        Person(aliases.person(name, context), name, tuple(forms[name]), aliases.decides(name))
        for name, _ in found.persons
    )
    return Found(tuple(people), countries)


def _edited(person: Person) -> Iterator[str]:
    """From the key that any spelling gives to the name that the editor chose."""
    if person.edited:
        for name in {person.spelling, person.name or person.spelling}:
            yield pair_key(entities.merge_key(name), person.name or "")


def _names(countries: tuple[entities.CountryMention, ...]) -> Iterator[str]:
    """Pairs of a country's code and its name in dictionary form, for mentions that are no adjectives."""
    for place in countries:
        if name := _country_name(_plain(place.text)):
            yield pair_key(place.code, name)


@lru_cache(1 << 14)
def _country_name(form: str) -> str | None:
    """The dictionary form; None where it is no country's name."""
    name = entities.base_form(form, "GPE")
    return name[0].upper() + name[1:] if country_names.lookup(name) else None


def _plain(text: str) -> str:
    return " ".join(text.split())


def _once(keys: Iterator[str] | list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(keys))
