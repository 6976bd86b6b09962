"""Document sets of very different sizes: every way of joining them gives what Python's sets give."""

from typing import Any

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from index.engines.whoosh.vector.phrase import close
from index.engines.whoosh.vector.sets import Union, common, distinct, shared, within
from index.engines.whoosh.vector.top import best_places, reached_by

DOCUMENTS = 4_000


@st.composite
def members(draw: st.DrawFn) -> Any:
    """A few members, a stretch, or a share of all."""
    size = draw(st.sampled_from((0, 1, 3, 40, 900, DOCUMENTS)))
    rng = np.random.default_rng(draw(st.integers(0, 99)))
    return np.sort(rng.choice(DOCUMENTS, size, replace=False))


@given(members(), members())
def test_common_and_within(a: Any, b: Any) -> None:
    here, there = common(a, b, DOCUMENTS)
    expected = sorted(set(a.tolist()) & set(b.tolist()))
    assert a[here].tolist() == b[there].tolist() == expected
    assert a[within(a, b, DOCUMENTS)].tolist() == expected


@given(st.lists(members(), min_size=1, max_size=4))
def test_shared_and_union(sets: list[Any]) -> None:
    found, places = shared(sorted(sets, key=len), DOCUMENTS)
    assert found.tolist() == sorted(set.intersection(*(set(a.tolist()) for a in sets)))
    assert all(a[at].tolist() == found.tolist() for a, at in zip(sorted(sets, key=len), places, strict=True))
    joined = Union(sets, DOCUMENTS)
    expected = sorted(set.union(*(set(a.tolist()) for a in sets)))
    assert len(joined) == len(expected)
    assert joined.members.tolist() == expected


@given(st.lists(st.integers(0, DOCUMENTS - 1), max_size=300))
def test_distinct(numbers: list[int]) -> None:
    assert distinct(np.array(numbers, np.intp), DOCUMENTS).tolist() == sorted(set(numbers))


@given(st.integers(0, 99), st.sampled_from((0, 5, 300, 9_000)), st.sampled_from((0, 1, 10, 600)))
def test_best_places(seed: int, size: int, k: int) -> None:
    values = np.random.default_rng(seed).integers(0, 50, size).astype(float)
    best = sorted(range(size), key=lambda place: (-values[place], place))[:k]
    assert best_places(values, k).tolist() == best
    if 0 < k <= size:
        assert (values >= reached_by(values, k)).sum() >= k


keys = st.lists(st.integers(0, 60), max_size=12, unique=True).map(sorted)


@given(keys, keys, st.integers(0, 5))
def test_close_keys(few: list[int], many: list[int], slop: int) -> None:
    near = [key for key in few if any(abs(key - other) <= slop for other in many)]
    if many:
        assert close(np.array(few, np.uint64), np.array(many, np.uint64), slop).tolist() == near
