"""Names in an index that an editor should look at: two that may be one person, one that may be two."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import combinations

from index.entities import lists
from index.entities.merging import fits, whole_words
from index.entities.spelling import best_form, fold, is_kazakh, patronymics

_LEAST_LETTERS = 4
"""Words shorter than this are other words when one letter differs (Әли, Али; Ким, Кин)."""
_DOMINANT = 10
"""A short name is its bearer's where all others who might bear it have a tenth of his articles at most."""
_WOMEN = re.compile(r"(?:[ое]в|ин)а?$")


@dataclass(frozen=True, slots=True)
class Person:
    """A person's key in an index, in how many articles it is, and its spellings with theirs."""

    key: str
    articles: int
    spellings: Mapping[str, int]

    @property
    def name(self) -> str:
        """The spelling that is shown."""
        return best_form(self.spellings)


@dataclass(frozen=True, slots=True)
class Candidate:
    """``kind`` is "merge" or "split"; ``names`` with their articles, the one to show first; ``why`` in words."""

    kind: str
    names: tuple[tuple[str, int], ...]
    why: str

    @property
    def weight(self) -> tuple[int, int]:
        """What decides how soon an editor should look: articles of the lesser name, then of all."""
        counts = [count for _, count in self.names]
        return min(counts), sum(counts)


def candidates(people: Iterable[Person]) -> list[Candidate]:
    """Probable merges and splits, those with most articles at stake first."""
    known = list(people)
    found = [*_misspelt(known), *_shortened(known), *_two_in_one(known)]
    return sorted(found, key=lambda candidate: (*(-n for n in candidate.weight), candidate.names))


def _misspelt(people: list[Person]) -> Iterator[Candidate]:
    """Full names one letter apart: a letter more, less, other, or two that changed places."""
    near: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if whole_words(person.key) > 1:
            for i in range(len(person.key) + 1):
                near[person.key[:i] + person.key[i + 1 :]].append(person)
    pairs = {
        (one.key, other.key): (one, other)
        for group in near.values()
        for one, other in combinations(_by_articles(group), 2)
    }
    for one, other in pairs.values():
        if _may_be_one(one.key.split(), other.key.split()):
            shown = best_form({one.name: one.articles, other.name: other.articles})
            first, second = (one, other) if shown == one.name else (other, one)
            yield _merge(first, second, "one letter apart")


def _may_be_one(words: list[str], others: list[str]) -> bool:
    """Do the names differ in one word only, and not as two names do (Асқар, Асхат; Серіков, Серікова)?"""
    left, right = set(words) - set(others), set(others) - set(words)
    if len(words) != len(others) or len(left) != 1 or len(right) != 1:
        return False
    one, other = left.pop(), right.pop()
    if min(len(one), len(other)) < _LEAST_LETTERS:
        return False
    return not (_given_names() >= {one, other}) and not _are_man_and_woman(one, other)


def _are_man_and_woman(one: str, other: str) -> bool:
    return one.removesuffix("а") == other.removesuffix("а") and bool(_WOMEN.search(one))


@cache
def _given_names() -> frozenset[str]:
    return frozenset(
        fold(word) for name in ("given_names_male", "given_names_female") for word in lists.words(name)
    )


def _shortened(people: list[Person]) -> Iterator[Candidate]:
    """Bare surnames, initials and names with a word left out that one fuller name fits."""
    by_word: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        for word in person.key.split():
            by_word[word].append(person)
    for person in people:
        fuller = _by_articles(_fuller(person, by_word))
        if fuller and fuller[0].articles >= _DOMINANT * sum(other.articles for other in fuller[1:]):
            yield _merge(fuller[0], person, "a shorter form of the name")


def _fuller(person: Person, by_word: Mapping[str, list[Person]]) -> list[Person]:
    whole = [word for word in person.key.split() if "." not in word]
    sharing = min((by_word[word] for word in whole), key=len, default=[])
    return [other for other in sharing if whole_words(other.key) > len(whole) and fits(person.key, other.key)]


def _two_in_one(people: list[Person]) -> Iterator[Candidate]:
    """One key with two patronymics, or with two Kazakh spellings that may be two names (Оразов, Ұразов)."""
    for person in people:
        by_father: dict[str, dict[str, int]] = defaultdict(dict)
        for name, count in person.spellings.items():
            for father in patronymics(name):
                by_father[fold(father)][name] = count
        kazakh = {name: count for name, count in person.spellings.items() if is_kazakh(name)}
        lengths = {len(name.split()) for name in kazakh}
        if len(by_father) > 1:
            yield _split(list(by_father.values()), "two patronymics")
        elif len(kazakh) > 1 and len(lengths) == 1:
            yield _split([{name: count} for name, count in kazakh.items()], "two Kazakh spellings")


def _merge(fuller: Person, other: Person, why: str) -> Candidate:
    return Candidate("merge", ((fuller.name, fuller.articles), (other.name, other.articles)), why)


def _split(groups: list[dict[str, int]], why: str) -> Candidate:
    rows = sorted(
        ((best_form(names), sum(names.values())) for names in groups), key=lambda row: (-row[1], row)
    )
    return Candidate("split", tuple(rows), why)


def _by_articles(people: Iterable[Person]) -> list[Person]:
    unique = {person.key: person for person in people}
    return sorted(unique.values(), key=lambda person: (-person.articles, person.key))
