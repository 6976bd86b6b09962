"""Matched as: which surface forms the words of a query stand for in the articles."""

from collections.abc import Set as AbstractSet
from itertools import islice

from index.query import Word
from search.ladder.climb import Rung
from search.ladder.readings import guess
from search.language.walk import wanted_leaves
from search.lookup.forms import Forms
from search.results import Matched

MOST_WORDS = 8
MOST_FORMS = 20


def matched_as(rung: Rung, forms: Forms, kinds: AbstractSet[str]) -> tuple[Matched, ...]:
    """The forms of each bare word, the most frequent first; of the first ``MOST_WORDS`` words."""
    read = {
        leaf.typed: leaf.term for leaf in wanted_leaves(rung.node) if isinstance(leaf, Word) and leaf.typed
    }
    found = []
    for word in islice(rung.words, MOST_WORDS):
        if guess(word.typed) in kinds:
            of = forms.of(read.get(word.typed, word.term), word.typed)
        else:
            of = forms.as_typed(word.term, word.typed)
        if of:
            found.append(Matched(word.typed, tuple(islice(of.items(), MOST_FORMS))))
    return tuple(found)
