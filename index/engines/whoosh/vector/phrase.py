"""Where terms stand to each other: phrases, and terms near each other.

Every occurrence of a term is one number (uint64), its key: ``(document << 33) + position``, so no phrase runs from
one document into the next.
"""

from collections.abc import Sequence

import numpy as np

from index.engines.whoosh.codec.arrays import NO_DOCUMENTS, Array, first_of_runs, joined
from index.engines.whoosh.vector.segments import Part, Postings, Segments
from index.engines.whoosh.vector.sets import in_both, places_of, shared

_STRIDE = 33
_MARGIN = 1 << 20
"""Keys are lifted by this much, so that a start before position 0 stays in its document."""

_GALLOP = 16
"""Keys this many times as many as those sought are searched for them instead of being merged with them."""

_WHOLE = 1 << 16
"""Terms in up to so many documents are compared by all their occurrences, which are kept; of others only those in
documents that have all the terms are read."""

_OVERHEAD = 400
"""About how many bytes a term's keys take beside themselves."""


def phrase_documents(segments: Segments, terms: Sequence[Postings], slop: int) -> Array:
    """The documents that hold the terms in order, each at most ``slop`` places after the one before."""
    if slop == 1 and all(len(term.documents) <= _WHOLE for term in terms):
        return _adjacent([_all_keys(segments, term) for term in terms])
    common = _documents_with_all(segments, terms)
    keys = [_keys(segments, term, common) for term in terms]
    if slop == 1:
        return _adjacent(keys)
    ends = keys[0]
    for following in keys[1:]:
        if not len(ends):
            break
        before = np.searchsorted(ends, following) - 1  # the nearest end of what came before
        reached = (before >= 0) & (following - ends[np.maximum(before, 0)] <= slop)
        ends = following[reached]
    return _documents_of(ends)


def near_documents(
    segments: Segments, terms: Sequence[Postings], slop: int, among: Array | None = None
) -> Array:
    """The documents that hold all terms in a stretch whose ends are at most ``slop`` places apart.

    Only those of the documents ``among``, where they are given.
    """
    common = _documents_with_all(segments, terms, among)
    keys = [_keys(segments, term, common) for term in terms]
    if len(keys) == 2:
        few, many = sorted(keys, key=len)
        return _documents_of(close(few, many, min(slop, _MARGIN - 1)))
    places = np.concatenate(keys)
    owners = np.repeat(np.arange(len(terms)), list(map(len, keys)))
    order = np.argsort(places, kind="stable")
    places, owners = places[order], owners[order]
    begins = places.copy()  # where the shortest stretch that ends here and holds all terms begins
    for number in range(len(terms)):
        latest = np.maximum.accumulate(np.where(owners == number, places, np.uint64(0)))
        np.minimum(begins, latest, out=begins)
    return _documents_of(places[places - begins <= min(slop, _MARGIN - 1)])


def close(few: Array, many: Array, slop: int) -> Array:
    """Those of the few keys that one of the many is at most ``slop`` away from; both ascend (uint64)."""
    if not len(few):
        return few
    after = np.searchsorted(many, few)
    following, before = many.take(after, mode="clip"), many.take(np.maximum(after, 1) - 1)
    near = (following >= few) & (following - few <= slop)
    near |= (before <= few) & (few - before <= slop)
    return np.asarray(few[near])


def _adjacent(keys: Sequence[Array]) -> Array:
    """The rarest terms first: each next one only confirms the starts that are left."""
    first, *others = sorted(range(len(keys)), key=lambda number: len(keys[number]))
    starts = keys[first] - first
    for number in others:
        if len(starts):
            starts = _contained(starts + number, keys[number]) - number
    return _documents_of(starts)


def _documents_of(keys: Array) -> Array:
    """The documents of ascending keys, each once."""
    if not len(keys):
        return NO_DOCUMENTS
    documents = (keys >> _STRIDE).astype(np.intp)
    return documents[first_of_runs(documents)]


def _documents_with_all(segments: Segments, terms: Sequence[Postings], among: Array | None = None) -> Array:
    sets = [term.documents for term in terms]
    sets = sorted(sets if among is None else [*sets, among], key=len)
    return shared(sets, segments.documents)[0]


def _all_keys(segments: Segments, postings: Postings) -> Array:
    """All occurrences of a term."""
    return segments.kept(
        (postings.field, postings.term, "keys"),
        lambda: joined(list(map(_keys_in, postings.parts))),
        lambda keys: _OVERHEAD + keys.nbytes,
    )


def _keys_in(part: Part) -> Array:
    """All occurrences of a term in one segment."""
    file, postings = part.file, part.postings
    frequencies = file.frequencies(postings)
    positions = file.positions_of(postings.field).range(postings.start, int(frequencies.sum()))
    return _of_documents(postings.documents + part.base, frequencies, positions)


def _keys(segments: Segments, postings: Postings, documents: Array) -> Array:
    """The occurrences of a term in some of its documents."""
    at = places_of(postings.documents, documents, segments.documents)
    return _of_documents(documents, *segments.positions(postings, at))


def _of_documents(documents: Array, counts: Array, positions: Array) -> Array:
    keys = np.repeat(documents.astype(np.uint64) << _STRIDE, counts)
    keys += positions.astype(np.uint64)
    keys += _MARGIN
    again = keys[1:] == keys[:-1]  # a term may stand twice in one place
    return np.delete(keys, np.flatnonzero(again)) if again.any() else keys


def _contained(sought: Array, keys: Array) -> Array:
    """Those of ``sought`` that are among the keys."""
    if len(sought) * _GALLOP > len(keys):
        return in_both(sought, keys)
    return np.asarray(sought[keys.take(np.searchsorted(keys, sought), mode="clip") == sought])
