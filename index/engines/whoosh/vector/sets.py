"""Sorted document sets: intersection, difference and union of ascending arrays.

``documents`` is the number of documents that there are: all members are below it.
"""

from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array, first_of_runs

_GALLOP = 32
"""To search a set for a member takes as long as to pass over 32 of its own."""
_ROW = 64
"""To lay out a row of booleans takes as long for 64 documents as to pass over one member."""
_SPARSE = 16
"""Sets that together hold less than a 16th of all documents are joined by sorting, not by marking."""


def common(a: Array, b: Array, documents: int) -> tuple[Array, Array]:
    """Where the common members of two sets stand in each."""
    if a is b:
        every = np.arange(len(a))
        return every, every
    if len(a) > len(b):
        at_b, at_a = common(b, a, documents)
        return at_a, at_b
    if not len(a):
        nothing = np.zeros(0, np.int64)
        return nothing, nothing
    if _is_searched(len(a), len(b), documents):
        found = np.searchsorted(b, a)
        at_a = np.flatnonzero(b.take(found, mode="clip") == a)
        return at_a, found.take(at_a)
    if (len(a) + len(b)) * _SPARSE < documents:
        members = in_both(a, b)
        return places_of(a, members, documents), places_of(b, members, documents)
    at_b = np.flatnonzero(mask_of(a, documents).take(b))
    return places_of(a, b.take(at_b), documents), at_b


def in_both(a: Array, b: Array) -> Array:
    """The common members of two ascending arrays of any numbers, each of which holds a number once."""
    joined = np.concatenate((a, b))
    joined.sort(kind="stable")  # one pass: NumPy finds the two runs and merges them
    return np.asarray(joined[:-1][joined[1:] == joined[:-1]])


def places_of(a: Array, members: Array, documents: int) -> Array:
    """Where some members of ``a`` stand in it."""
    if len(members) == len(a):
        return np.arange(len(a))
    if _is_searched(len(members), len(a), documents):
        return np.searchsorted(a, members)
    return np.flatnonzero(mask_of(members, documents).take(a))


def shared(sets: Sequence[Array], documents: int) -> tuple[Array, list[Array]]:
    """The members that all of the sets have, smallest first, and where they stand in each."""
    members = sets[0]
    found = [np.arange(len(members))]
    for other in sets[1:]:
        here, there = common(members, other, documents)
        members = members[here]
        found = [*(at[here] for at in found), there]
    return members, found


def _is_searched(sought: int, members: int, documents: int) -> bool:
    """Whether so many numbers are found in a set sooner by searching than by a row of booleans."""
    return sought * _GALLOP < members + documents // _ROW


def mask_of(a: Array, documents: int) -> Array:
    """A set as a row of booleans."""
    mask = np.zeros(documents, np.uint8)
    mask[a] = 1  # half as long as a row of booleans takes
    return mask.view(bool)


def within(a: Array, b: Array, documents: int) -> Array:
    """Which members of ``a`` are in ``b``: a row of booleans beside ``a``."""
    if not len(b):
        return np.zeros(len(a), bool)
    if _is_searched(len(a), len(b), documents):
        return np.equal(b.take(np.searchsorted(b, a), mode="clip"), a)
    return mask_of(b, documents).take(a)


def within_any(a: Array, sets: Sequence[Array], documents: int) -> Array:
    """Which members of ``a`` are in any of the sets: a row of booleans beside ``a``."""
    mask = np.zeros(documents, np.uint8)
    for members in sets:
        mask[members] = 1
    return mask.view(bool).take(a)


def distinct(members: Array, documents: int) -> Array:
    """Any numbers, in any order and as often as they like, as a set."""
    if len(members) * _SPARSE < documents:
        members = np.sort(members, kind="stable")
        return members[first_of_runs(members)]
    return np.flatnonzero(mask_of(members, documents))


def union(sets: Sequence[Array], documents: int) -> Array:
    """Members of any of the sets."""
    return Union(sets, documents).members


class Union:
    """Members of any of the sets: counted for less than it takes to list them."""

    def __init__(self, sets: Sequence[Array], documents: int) -> None:
        self._sets = [a for a in sets if len(a)]
        self._documents = documents

    def __len__(self) -> int:
        return len(self.members) if self.mask is None else int(np.count_nonzero(self.mask))

    @cached_property
    def mask(self) -> Array | None:
        """All of them as a row of booleans, where they are many and not listed yet."""
        if len(self._sets) < 2 or sum(map(len, self._sets)) * _SPARSE < self._documents:
            return None
        mask = np.zeros(self._documents, np.uint8)
        for a in self._sets:
            mask[a] = 1
        return mask.view(bool)

    @cached_property
    def members(self) -> Array:
        """All of them."""
        if self.mask is not None:
            return np.flatnonzero(self.mask)
        if len(self._sets) < 2:
            return self._sets[0] if self._sets else NO_DOCUMENTS
        return distinct(np.concatenate(self._sets), self._documents)


def common_to(unions: Sequence[Union], documents: int) -> Array:
    """The members that all of them have."""
    masks = [union.mask for union in unions if union.mask is not None]
    listed = sorted((union.members for union in unions if union.mask is None), key=len)
    if not listed:
        return np.flatnonzero(np.logical_and.reduce(masks))
    members = listed[0]
    for other in listed[1:]:
        members = members[within(members, other, documents)]
    for mask in masks:
        members = members[mask.take(members)]
    return members
