"""Did you mean: words of the corpus that are like a word which it does not have."""

from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from index.engines import Engine
from index.text.normalize import normalize
from index.text.scripts import fold, to_cyrillic
from search.forms import Forms, unfolded

MOST = 1024
"""Words compared for one beginning: the most frequent ones."""
SHORTEST = 4
"""Letters of the shortest word that is corrected: shorter ones are like too many others."""
TIMES = 20
"""A word in so many times fewer articles than one like it may be a slip of the pen."""
_KEPT = 64


class Spelling:
    """Likely corrections of single words, as one state of the index has them; what was looked up is kept."""

    def __init__(self, engine: Engine, forms: Forms) -> None:
        self._engine, self._forms = engine, forms
        self._words = lru_cache(maxsize=_KEPT)(self._beginning_with)
        self.corrections = lru_cache(maxsize=1024)(self._corrections)

    def _corrections(self, typed: str, known: int = 0) -> tuple[str, ...]:
        """The words most like one that is in ``known`` articles, the likeliest first; none for one well known."""
        word = fold(to_cyrillic(normalize(typed)))
        if len(word) < SHORTEST or not word.isalpha():
            return ()
        found: dict[str, tuple[int, int]] = {}
        for beginning in _beginnings(word):
            words = self._words(beginning)
            for other, distance, _ in extract(
                word, words.keys(), scorer=OSA.distance, score_cutoff=_allowed(word), limit=8
            ):
                form, count = words[other]
                if other != word and count >= max(1, known * TIMES):
                    found[form or self._forms.dictionary_form(other)] = (int(distance), -count)
        nearest = min((distance for distance, _ in found.values()), default=0)
        return tuple(sorted((w for w in found if found[w][0] == nearest), key=found.__getitem__))

    def _beginning_with(self, beginning: str) -> dict[str, tuple[str, int]]:
        """Folded words → the form that most articles have, and in how many; "" for stems that are no form."""
        spellings = unfolded(beginning)
        found = self._engine.vocabulary("text", spellings, MOST, exact=True)
        words: dict[str, tuple[str, int]] = {}
        for form, count in sorted(found.items(), key=lambda pair: pair[1]):
            words[fold(form)] = (form, count)
        stems = self._engine.vocabulary("text", (beginning,), MOST)
        titles = self._engine.vocabulary("title", spellings, MOST, exact=True)
        for form, count in titles.items():
            words.setdefault(fold(form), (form, count))
        for stem, count in stems.items():
            words.setdefault(stem, ("", count))
        return words


def _allowed(word: str) -> int:
    return 1 if len(word) < 6 else 2


def _beginnings(word: str) -> Iterator[str]:
    """The first two letters, as they are and as they were before a slip in one of them."""
    yield from dict.fromkeys((word[:2], word[1] + word[0], word[0] + word[2], word[1:3], word[0]))
