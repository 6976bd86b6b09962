"""How well each label suits each token, added up from tables that are filled word by word.

Nearly all that the tagger looks at belongs to one word seen from some distance, so a text costs a few gathers
from a table of words; words recur, and each is described once.
"""

from collections.abc import Callable, Iterable, Sequence
from itertools import pairwise
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.entities import features
from index.entities.features import EDGE, Kind
from index.entities.model import Model

EDGES = ("", "")
"""What stands before, between and behind the sentences of a text: a token sees two words far."""
_SEEN = 5
"""Places from which a word is seen: two and one to its left, its own, one and two to its right."""
_MOST_WORDS = _MOST_PAIRS = 1 << 16
Scores = NDArray[np.float64]
_Key = TypeVar("_Key")


class _Table(dict[_Key, int], Generic[_Key]):
    """The row in ``rows`` of each key, filled by ``make`` when the key is first asked for."""

    def __init__(self, make: Callable[[_Key], Scores]) -> None:
        super().__init__()
        self._make = make
        self.rows: Scores = np.zeros(0)

    def __missing__(self, key: _Key) -> int:
        row = self._make(key)
        if not self:
            self.rows = np.zeros((1 << 8, *row.shape))
        if len(self) == len(self.rows):
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)])
        self.rows[len(self)] = row
        self[key] = len(self)
        return self[key]


class Scorer:
    """Scores of a model's L labels; the tables it fills on the way serve all texts. Safe for threads."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._lock = Lock()
        self._heads = _Table[tuple[str, int]](lambda key: model.score([features.head(*key)])[0])
        self._lists = _Table[str](lambda kind: model.score([features.head_of_list(kind)])[0])
        self._begin()

    def _begin(self) -> None:
        """Tables of words without a word."""
        self._words = _Table(self._word)
        self._pairs = _Table(self._pair)
        self._kinds: list[Kind] = []
        self._kind_numbers: dict[Kind, int] = {}
        self._kind_of: list[int] = []
        self._head_of: list[str | None] = []

    def scores(self, tokens: Sequence[str]) -> Scores:
        """Tokens × L; the tokens are those of whole sentences with ``EDGES`` around each."""
        with self._lock:
            if len(self._words) > _MOST_WORDS or len(self._pairs) > _MOST_PAIRS:
                self._begin()
            return self._scores(tokens)

    def _scores(self, tokens: Sequence[str]) -> Scores:
        rows = [self._words[token] for token in tokens]
        kind_of, head_of = self._kind_of, self._head_of
        found = self._of_words(np.array(rows, np.intp))
        self._add_pairs(found, [kind_of[row] for row in rows])
        ahead = features.heads_ahead([head_of[row] for row in rows])
        _add(found, self._heads, ((i, (kind, distance)) for i, kind, distance in ahead))
        _add(found, self._lists, features.heads_of_lists(tokens))
        return found

    def _of_words(self, rows: NDArray[np.intp]) -> Scores:
        """What each word and its neighbours two words far give, the edges at both ends left at naught."""
        found = np.zeros((len(rows), len(self._model.labels)))
        seen = self._words.rows.take(rows, axis=0)
        reach = len(rows) - _SEEN + 1
        for place in range(_SEEN):
            found[2:-2] += seen[place : place + reach, place]
        return found

    def _add_pairs(self, found: Scores, kinds: Sequence[int]) -> None:
        rows = [self._pairs[pair] for pair in pairwise(kinds)]
        together = self._pairs.rows.take(rows, axis=0)
        found[1:] += together[:, 0]
        found[:-1] += together[:, 1]

    def _word(self, token: str) -> Scores:
        word = EDGE if token in EDGES else features.describe(token)
        kind = self._kind_numbers.setdefault(word.kind, len(self._kinds))
        if kind == len(self._kinds):
            self._kinds.append(word.kind)
        self._kind_of.append(kind)
        self._head_of.append(word.head)
        left, near_left, near_right, right = word.seen
        return self._model.score((left, near_left, word.own, near_right, right))

    def _pair(self, numbers: tuple[int, int]) -> Scores:
        """What two words side by side, told by the numbers of their kinds, give the second and the first."""
        kinds = self._kinds[numbers[0]], self._kinds[numbers[1]]
        if EDGE.kind in kinds:
            return np.zeros((2, len(self._model.labels)))
        return self._model.score((features.before(*kinds), features.after(*kinds)))


def _add(found: Scores, table: _Table[_Key], keys: Iterable[tuple[int, _Key]]) -> None:
    """Add to tokens what the table has under a key; no token may come twice."""
    if places := [(i, table[key]) for i, key in keys]:
        tokens, rows = zip(*places, strict=True)
        found[list(tokens)] += table.rows[list(rows)]
