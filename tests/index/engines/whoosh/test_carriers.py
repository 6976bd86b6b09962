"""Facet counts by the documents of the keys: of all keys, and of those alone that can be among the highest."""

from collections import Counter
from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.vector.carriers import Carriers
from index.engines.whoosh.vector.searcher import VectorSearcher
from tests.index.engines.whoosh.test_exactness import Doc, built

KEYS = [f"k{number}" for number in range(200)]
Counted = tuple[VectorSearcher, Carriers, list[str]]


@pytest.fixture(scope="module")
def counted() -> Iterator[Counted]:
    """Two segments of documents with none to six of 200 keys; a few keys are frequent, most are rare."""
    rng = np.random.default_rng(3)

    def doc(number: int) -> Doc:
        drawn = np.minimum(rng.zipf(1.4, rng.integers(0, 7)) - 1, len(KEYS) - 1)
        return Doc(f"u{number}", (), ("а",), tuple(dict.fromkeys(KEYS[key] for key in drawn)), None)

    with built([[doc(n) for n in range(900)], [doc(n) for n in range(900, 1500)]]) as (searcher, _):
        terms = list(dict.fromkeys(term for file in searcher.files for term in file.terms("topic")))
        mapped = [np.array([terms.index(term) for term in file.terms("topic")]) for file in searcher.files]
        keys = [term.decode() for term in terms]
        yield searcher, Carriers(searcher.segments, "topic", mapped), keys


def counts_of(searcher: VectorSearcher, documents: list[int]) -> Counter[str]:
    places = map(searcher.place_of, documents)
    return Counter(key for file, number in places for key in file.keys_of("topic", number))


@given(st.integers(0, 99), st.sampled_from((0, 1, 30, 700, 1500)), st.sampled_from(KEYS))
def test_counts_are_those_of_brute_force(counted: Counted, seed: int, size: int, key: str) -> None:
    """Any documents, and beside them all that carry one key, so that a rare key may count among the highest."""
    searcher, carriers, keys = counted
    drawn = np.random.default_rng(seed).choice(1500, size, replace=False)
    carrying = searcher.segments.postings("topic", key.encode())
    matches = np.union1d(drawn, carrying.documents if carrying else []).astype(np.intp)
    expected = counts_of(searcher, matches.tolist())
    counts = carriers.counts(matches)
    assert +Counter({keys[number]: int(count) for number, count in enumerate(counts)}) == expected
    for k in (1, 3, 20, 300):
        numbers, counts = carriers.highest(matches, k)
        found = {keys[number]: count for number, count in zip(numbers.tolist(), counts.tolist(), strict=True)}
        assert found.items() <= expected.items()
        lowest = min(sorted(expected.values(), reverse=True)[:k], default=0)
        assert {key for key, count in expected.items() if count >= lowest} <= found.keys()
