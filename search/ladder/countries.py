"""Countries named in a query by a name that the articles do not use."""

from dataclasses import replace

from index import entities
from index.entities.country_names import lookup
from index.query import And, InFacet, Node, Or, Word
from search.results import Reading

_LONGEST = 4
"""Words of a country's name."""


def by_country(node: Node) -> tuple[Node, list[Reading]]:
    """The query with the words that name a country widened to all that is about it, and what was so read.

    Only bare words side by side that are all wanted are looked at.
    """
    parts: list[Node] = list(node.nodes) if isinstance(node, And) else [node]
    read: list[Node] = []
    notes: list[Reading] = []
    while parts:
        length, code = _named(parts)
        if code:
            named = tuple(parts[:length])
            typed = named[0] if length == 1 else And(named)
            read.append(Or((typed, InFacet("country", (code,)))))
            notes.append(Reading("country", _typed(named), code))
        else:
            read.append(parts[0])
        del parts[: max(length, 1)]
    return (replace(node, nodes=tuple(read)) if isinstance(node, And) else read[0]), notes


def _named(parts: list[Node]) -> tuple[int, str]:
    """How many of the first parts name a country, and its code."""
    for length in range(min(_LONGEST, len(parts)), 0, -1):
        words = tuple(parts[:length])
        if all(isinstance(word, Word) and word.typed for word in words):
            name = _typed(words)
            if code := lookup(name) if length > 1 else entities.country_code(name.capitalize()):
                return length, code
    return 0, ""


def _typed(words: tuple[Node, ...]) -> str:
    return " ".join(word.typed for word in words if isinstance(word, Word))
