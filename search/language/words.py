"""Words as they are typed → query nodes, through the same analysis as articles."""

from collections.abc import Iterator

from crawler.errors import QueryError
from index import entities
from index.query import And, Everything, InFacet, Near, Node, Or, Phrase, Prefix, TextField, Word
from index.text import Term, terms
from index.text.normalize import normalize
from index.text.scripts import fold, to_cyrillic
from search.lookup.countries import country_code


def words(text: str, field: TextField | None = None, exact: bool = False) -> Node:
    """All words of ``text`` in any form; hyphenated ones written with a hyphen, a space or as one word.

    ``exact`` wants them as typed.
    """
    nodes = list(_words(list(terms(text)), field, exact))
    if not nodes:
        return Everything()
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _words(found: list[Term], field: TextField | None, exact: bool) -> Iterator[Node]:
    while found:
        first = found.pop(0)
        if not first.whole:
            typed = "" if exact else first.surface
            yield Word(first.surface if exact else first.stem, field, exact, typed)
            continue
        parts = [found.pop(0) for term in list(found) if term.start == first.start]
        if exact:
            yield Word(first.surface, field, exact=True)
        else:
            yield Or((Word(first.stem, field), Phrase(tuple(part.stem for part in parts), field)))


def phrase(text: str, field: TextField | None = None, exact: bool = True) -> Node:
    """The words of ``text`` side by side, as written (``exact``) or in any form."""
    found = [term.surface if exact else term.stem for term in terms(text) if not term.whole]
    if not found:
        return Everything()
    return Word(found[0], field, exact) if len(found) == 1 else Phrase(tuple(found), field, exact)


def near(text: str, between: int, field: TextField | None = None) -> Node:
    """The words of ``text`` in any form and order, at most so many other words between the first and the last."""
    found = tuple(dict.fromkeys(term.stem for term in terms(text) if not term.whole))
    if len(found) < 2:
        return words(text, field)
    return Near(found, between + len(found) - 1, field)


def beginning(text: str, field: TextField | None = None) -> Node:
    """Words that begin with ``text``, typed with or without the nine letters, in any script."""
    typed = normalize(text)
    folded = fold(to_cyrillic(typed))
    if not folded.replace("-", "").isalnum():
        return Everything()
    return Or((Prefix(typed, field, exact=True), Prefix(folded, field)))


def person(name: str) -> Node:
    """Articles about a person by name, in any spelling and case form.

    Part of a name counts where its words stand side by side; given name and surname also in the other order and
    with a patronymic between them.
    """
    named = phrase(name, "person", exact=False)
    if not isinstance(named, Phrase):
        return named
    keys = dict.fromkeys(entities.merge_key(form) for form in (name, entities.base_form(name, "PERSON")))
    return Or((named, InFacet("person", tuple(keys))))


def country(name: str, position: int | None = None) -> Node:
    """Articles about a country, by ISO 3166-1 code or by name; raises QueryError where there is none."""
    code = country_code(name)
    if code is None:
        raise QueryError(f"no country is called {name!r}", position)
    return InFacet("country", (code,))
