"""Did you mean: words of the corpus that are like a word which it does not have."""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from index.engines import Engine
from index.text.normalize import normalize
from index.text.scripts import fold, to_cyrillic
from search.lookup.forms import Forms, unfolded

MOST = 300
"""Words compared for one beginning: the most frequent ones."""
SHORTEST = 4
"""Letters of the shortest word that is corrected: shorter ones are like too many others."""
TIMES = 20
"""A word in so many times fewer articles than one like it may be a slip of the pen."""
LIKELIEST = 5
"""Corrections of one word."""
_KEPT = 64


class Candidate(NamedTuple):
    """A word like the one looked for: ``slips`` away, in ``articles``; ``form`` is "" for a stem."""

    slips: int
    articles: int
    folded: str
    form: str


class Spelling:
    """Likely corrections of single words, as one state of the index has them; what was looked up is kept."""

    def __init__(self, engine: Engine, forms: Forms) -> None:
        self._engine, self._forms = engine, forms
        self._words = lru_cache(maxsize=_KEPT)(self._forms_that_begin)
        self._stems = lru_cache(maxsize=_KEPT)(self._stems_that_begin)
        self.corrections = lru_cache(maxsize=1024)(self._corrections)

    def _corrections(self, typed: str, known: int = 0) -> tuple[str, ...]:
        """The words most like one that is in ``known`` articles, the likeliest first; none for one well known."""
        word = fold(to_cyrillic(normalize(typed)))
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        enough = max(1, known * TIMES)
        like = [found for found in self._like(word) if found.folded != word and found.articles >= enough]
        fewest = min((found.slips for found in like), default=0)
        nearest = sorted((-found.articles, found) for found in like if found.slips == fewest)
        likeliest = {found.folded: found for _, found in nearest[:LIKELIEST]}.values()
        shown = (found.form or self._forms.dictionary_form(found.folded) for found in likeliest)
        return tuple(dict.fromkeys(shown))

    def _like(self, word: str) -> Iterator[Candidate]:
        """Words that differ little, of those that begin alike.

        Surface forms where the first two letters are right, which they mostly are; else stems, which are fewer.
        """
        for words in (self._words(word[:2]), *map(self._stems, _beginnings(word))):
            close = extract(word, words.keys(), scorer=OSA.distance, score_cutoff=_allowed(word), limit=8)
            for folded, slips, _ in close:
                form, articles = words[folded]
                yield Candidate(int(slips), articles, folded, form)

    def _forms_that_begin(self, beginning: str) -> dict[str, tuple[str, int]]:
        """Folded words → the form that most articles have, and in how many."""
        spellings = unfolded(beginning)
        in_titles = self._engine.vocabulary("title", spellings, MOST, exact=True)
        found = in_titles | self._engine.vocabulary("text", spellings, MOST, exact=True)
        ranked = sorted(found.items(), key=lambda pair: pair[1])
        return {fold(form): (form, count) for form, count in ranked}

    def _stems_that_begin(self, beginning: str) -> dict[str, tuple[str, int]]:
        return {
            stem: ("", count) for stem, count in self._engine.vocabulary("text", (beginning,), MOST).items()
        }


def _allowed(word: str) -> int:
    return 1 if len(word) < 6 else 2


def _beginnings(word: str) -> Iterator[str]:
    """The first two letters, as they are and as they were before a slip in one of them."""
    yield from dict.fromkeys((word[:2], word[1] + word[0], word[0] + word[2], word[1:3], word[0]))
