"""What raises an article among those that match: the words as typed, near each other, in the lead."""

from collections.abc import Iterator
from itertools import pairwise

from index.query import And, Near, Node, Or, Preference, Word
from index.text.kazakh.restore import restore

EXACT = 0.05
"""Weight of a word in the very form that was typed."""
NEAR = 0.2
"""Weight of two neighbouring words of the query close to each other."""
LEAD = 0.05
"""Weight of a word in the lead."""
SLOP = 3
"""Positions apart that two words may stand to be near."""
MOST_WORDS = 4
"""A longer query says enough by its words: on KazQAD's questions, of seven words on average, the three weights lost
.001 to .003 of nDCG@10 each, and weights of .4 lost .006 to .011."""


def preferences(node: Node) -> tuple[Preference, ...]:
    """What the bare words of a short query prefer."""
    words = list(bare_words(node))
    return tuple(_preferences(words)) if len(words) <= MOST_WORDS else ()


def _preferences(words: list[Word]) -> Iterator[Preference]:
    for word in words:
        yield Preference(Word(restore(word.typed)[0], word.field, exact=True), EXACT)
        if word.field is None:
            yield Preference(Word(word.term, "lead"), LEAD)
    for left, right in pairwise(words):
        if left.field == right.field and left.term != right.term:
            yield Preference(Near((left.term, right.term), SLOP, left.field), NEAR)


def bare_words(node: Node) -> Iterator[Word]:
    match node:
        case Word(exact=False) if node.typed and node.field != "person":
            yield node
        case And(nodes) | Or(nodes):
            for part in nodes:
                yield from bare_words(part)
