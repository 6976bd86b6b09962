"""Matched as: which surface forms the words of a query stand for in the articles."""

from itertools import islice

from index.query import Node, Word
from search.forms import Forms
from search.results import Matched
from search.walk import wanted_leaves

MOST_WORDS = 8
MOST_FORMS = 20


def matched_as(node: Node, forms: Forms) -> tuple[Matched, ...]:
    """The forms of each bare word, the most frequent first; of the first ``MOST_WORDS`` words."""
    words = (leaf for leaf in wanted_leaves(node) if isinstance(leaf, Word) and leaf.typed)
    found = {word.typed: forms.of(word.term, word.typed) for word in islice(words, MOST_WORDS)}
    return tuple(Matched(word, tuple(islice(of.items(), MOST_FORMS))) for word, of in found.items() if of)
