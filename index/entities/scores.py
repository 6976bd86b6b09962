"""How well each label suits each token, added up from tables that are filled word by word.

Nearly all that the tagger looks at belongs to one word seen from some distance, so a text costs a few gathers
from a table of words; words recur, and each is described once.
"""

from array import array
from collections.abc import Callable, Iterable, Sequence
from threading import Lock
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.entities import features
from index.entities.features import EDGE, Kind
from index.entities.model import Model
from index.entities.rows import EDGES

_MOST_WORDS = _MOST_PAIRS = 1 << 16
_MOST_KINDS = 1 << 10
_UNKNOWN = -1
Scores = NDArray[np.float64]
Numbers = NDArray[np.intp]
_Key = TypeVar("_Key")


class _Table(dict[_Key, int], Generic[_Key]):
    """The number of each key; ``make`` gives its scores, ``rows[:, number]``, when it is first asked for."""

    def __init__(self, make: Callable[[_Key], Scores]) -> None:
        super().__init__()
        self._make = make
        self.rows: Scores = np.zeros((0, 0, 0))

    def __missing__(self, key: _Key) -> int:
        scores = self._make(key)
        if not self:
            self.rows = np.zeros((len(scores), 1 << 8, scores.shape[1]))
        if len(self) == self.rows.shape[1]:
            self.rows = np.concatenate([self.rows, np.zeros_like(self.rows)], axis=1)
        self.rows[:, len(self)] = scores
        self[key] = len(self)
        return self[key]


class Scorer:
    """Scores of a model's L labels; the tables it fills on the way serve all texts. Safe for threads."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._lock = Lock()
        self._heads = np.stack(
            [
                model.score([features.head(kind, distance) for distance in range(features.REACH + 1)])
                for kind in range(len(features.head_kinds()))
            ]
        )
        self._lists = _Table[str](lambda kind: model.score([features.head_of_list(kind)]))
        self._begin()

    def _begin(self) -> None:
        """Tables of words without a word."""
        self._words = _Table(self._word)
        self._pairs = _Table(self._pair)
        self._square = np.full((_MOST_KINDS, _MOST_KINDS), _UNKNOWN)
        self._kinds: list[Kind] = []
        self._kind_numbers: dict[Kind, int] = {}
        self._kind_of, self._head_of, self._part_of = array("q"), array("q"), array("q")

    def scores(self, tokens: Sequence[str]) -> Scores:
        """Tokens × L; the tokens are those of whole sentences with ``EDGES`` around each."""
        with self._lock:
            if self._is_full():
                self._begin()
            return self._scores(tokens)

    def _is_full(self) -> bool:
        return (
            len(self._words) > _MOST_WORDS
            or len(self._pairs) > _MOST_PAIRS
            or len(self._kinds) > len(self._square)
        )

    def _scores(self, tokens: Sequence[str]) -> Scores:
        words = np.fromiter(map(self._words.__getitem__, tokens), np.intp, len(tokens))
        found = self._of_words(words)
        self._add_pairs(found, np.frombuffer(self._kind_of, np.intp).take(words))
        self._add_heads(found, np.frombuffer(self._head_of, np.intp).take(words))
        parts = np.frombuffer(self._part_of, np.intp).take(words)
        self._add_lists(found, features.heads_of_lists(tokens, parts))
        return found

    def _of_words(self, words: Numbers) -> Scores:
        """What each word and its neighbours two words far give, the edges at both ends left at naught."""
        found = np.zeros((len(words), len(self._model.labels)))
        seeing = found[len(EDGES) : -len(EDGES)]
        for place, scores in enumerate(self._words.rows):
            seeing += scores.take(words[place : place + len(seeing)], axis=0)
        return found

    def _add_pairs(self, found: Scores, kinds: Numbers) -> None:
        numbers = self._numbers_of_pairs(kinds[:-1], kinds[1:])
        of_second, of_first = self._pairs.rows
        found[1:] += of_second.take(numbers, axis=0)
        found[:-1] += of_first.take(numbers, axis=0)

    def _numbers_of_pairs(self, first: Numbers, second: Numbers) -> Numbers:
        """The numbers of pairs of kinds side by side, kept in a square of the kinds."""
        if len(self._kinds) > len(
            self._square
        ):  # the square has no place for them; the next text begins anew
            pairs = zip(first.tolist(), second.tolist(), strict=True)
            return np.fromiter(map(self._pairs.__getitem__, pairs), np.intp, len(first))
        numbers = self._square[first, second]
        new = numbers == _UNKNOWN
        if new.any():
            for pair in set(zip(first[new].tolist(), second[new].tolist(), strict=True)):
                self._square[pair] = self._pairs[pair]
            numbers = self._square[first, second]
        return numbers

    def _add_heads(self, found: Scores, heads: Numbers) -> None:
        tokens, kinds, distances = features.heads_ahead(heads)
        found[tokens] += self._heads[kinds, distances]

    def _add_lists(self, found: Scores, heads: Iterable[tuple[int, str]]) -> None:
        if places := [(i, self._lists[kind]) for i, kind in heads]:
            behind, kinds = zip(*places, strict=True)
            found[list(behind)] += self._lists.rows[0].take(kinds, axis=0)

    def _word(self, token: str) -> Scores:
        word = EDGE if token in EDGES else features.describe(token)
        kind = self._kind_numbers.setdefault(word.kind, len(self._kinds))
        if kind == len(self._kinds):
            self._kinds.append(word.kind)
        self._kind_of.append(kind)
        self._head_of.append(word.head)
        self._part_of.append(word.part)
        left, near_left, near_right, right = word.seen
        return self._model.score((left, near_left, word.own, near_right, right))

    def _pair(self, numbers: tuple[int, int]) -> Scores:
        """What two words side by side, told by the numbers of their kinds, give the second and the first."""
        kinds = self._kinds[numbers[0]], self._kinds[numbers[1]]
        if EDGE.kind in kinds:
            return np.zeros((2, len(self._model.labels)))
        return self._model.score((features.before(*kinds), features.after(*kinds)))
