"""Sorted document sets: intersection, difference and union of ascending arrays.

``documents`` is the number of documents that there are: all members are below it.
"""

from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array, first_of_runs

_GALLOP = 32
"""A set this many times larger than the other is searched for its members instead of being passed over."""
_SPARSE = 24
"""Sets that together hold less than a 24th of all documents are joined by sorting, not by marking."""


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
    if len(a) * _GALLOP < len(b):
        places = _search(b, a)
        at_a = np.flatnonzero(b.take(places) == a)
        return at_a, places.take(at_a)
    at_b = np.flatnonzero(mask_of(a, documents).take(b))
    return _places(a, b.take(at_b), documents), at_b


def _places(a: Array, members: Array, documents: int) -> Array:
    """Where some members of ``a`` stand in it."""
    if len(members) == len(a):
        return np.arange(len(a))
    if len(members) * _GALLOP < len(a):
        return np.searchsorted(a, members)
    return np.flatnonzero(mask_of(members, documents).take(a))


def _search(b: Array, a: Array) -> Array:
    places = np.searchsorted(b, a)
    places[places == len(b)] = 0
    return places


def shared(sets: Sequence[Array], documents: int) -> tuple[Array, list[Array]]:
    """The members that all of the sets have, smallest first, and where they stand in each."""
    members = sets[0]
    places = [np.arange(len(members))]
    for other in sets[1:]:
        here, there = common(members, other, documents)
        members = members[here]
        places = [*(place[here] for place in places), there]
    return members, places


def mask_of(a: Array, documents: int) -> Array:
    """A set as a row of booleans."""
    mask = np.zeros(documents, np.uint8)
    mask[a] = 1  # half as long as a row of booleans takes
    return mask.view(bool)


def within(a: Array, b: Array, documents: int) -> Array:
    """Which members of ``a`` are in ``b``: a row of booleans beside ``a``."""
    if len(a) * _GALLOP < len(b):
        return np.equal(b.take(_search(b, a)), a)
    return mask_of(b, documents).take(a)


def distinct(members: Array, documents: int) -> Array:
    """Any numbers, in any order and as often as they like, as a set."""
    if len(members) * _SPARSE < documents:
        members = np.sort(members)
        return members[first_of_runs(members)]
    return np.flatnonzero(mask_of(members, documents))


def union(sets: Sequence[Array], documents: int) -> Array:
    """Members of any of the sets."""
    sets = [a for a in sets if len(a)]
    if len(sets) < 2:
        return sets[0] if sets else NO_DOCUMENTS
    if sum(map(len, sets)) * _SPARSE < documents:
        return distinct(np.concatenate(sets), documents)
    mask = np.zeros(documents, np.uint8)
    for a in sets:
        mask[a] = 1
    return np.flatnonzero(mask.view(bool))
