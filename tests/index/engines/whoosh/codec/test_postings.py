"""Documents, frequencies and positions come back from their compact forms."""

from itertools import chain
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.engines.whoosh.codec.container import Container, ContainerWriter
from index.engines.whoosh.codec.documents import Documents, DocumentsWriter
from index.engines.whoosh.codec.escaped import Escaped, EscapedWriter
from index.engines.whoosh.codec.positions import MARK, Positions, PositionsWriter
from index.engines.whoosh.codec.stored import decode_stored, encode_stored

numbers = st.integers(0, 20) | st.integers(250, 260) | st.integers(0, 2**32 - 1)
cuts = st.integers(1, 50)


@settings(max_examples=100)
@given(st.lists(numbers, max_size=60), cuts, st.sampled_from(((2, 4, 8), (8,), (4,))), st.data())
def test_escaped_numbers(
    tmp_path_factory: pytest.TempPathFactory,
    given_: list[int],
    cut: int,
    widths: tuple[int, ...],
    data: st.DataObject,
) -> None:
    path = tmp_path_factory.mktemp("escaped") / "x.seg"
    writer = EscapedWriter(path.parent, widths)
    for start in range(0, len(given_), cut):
        writer.append(np.array(given_[start : start + cut], np.int64))
    with ContainerWriter(path) as out:
        writer.write("n", out)
    read = Escaped(Container(path), "n")
    assert read.is_whole(len(given_))
    start = data.draw(st.integers(0, len(given_)))
    stop = data.draw(st.integers(start, len(given_)))
    part = given_[start:stop]
    assert read.range(start, stop).tolist() == part
    at = sorted(data.draw(st.sets(st.integers(0, max(len(part) - 1, 0)), max_size=len(part))))
    assert read.take(start, stop, np.array(at, np.int64)).tolist() == [part[n] for n in at]


postings = st.lists(
    st.lists(st.integers(0, 3 * 2**22) | st.integers(0, 9), min_size=1, unique=True), max_size=6
)


@settings(max_examples=100)
@given(postings, cuts, st.data())
def test_documents(
    tmp_path_factory: pytest.TempPathFactory, terms: list[list[int]], cut: int, data: st.DataObject
) -> None:
    """Numbers reach over 190 times 65,536."""
    if data.draw(st.booleans()):
        terms.append(list(range(5, 2**23, 2**15)))
    terms = [sorted(documents) for documents in terms]
    path = tmp_path_factory.mktemp("documents") / "x.seg"
    writer = DocumentsWriter(path.parent)
    for start in range(0, len(terms), cut):
        part = terms[start : start + cut]
        writer.append(np.array(list(chain(*part)), np.uint32), np.array(list(map(len, part))))
    with ContainerWriter(path) as out:
        writer.write("f", out)
    read = Documents(Container(path), "f")
    first = data.draw(st.integers(0, len(terms)))
    last = data.draw(st.integers(first, len(terms)))
    before = sum(map(len, terms[:first]))
    start, documents = read.of(first, last)
    assert (start, documents.tolist()) == (before, list(chain(*terms[first:last])))
    assert read.starts(first, last).tolist() == [
        before + sum(map(len, terms[first:n])) for n in range(first, last + 1)
    ]
    for ordinal, expected in enumerate(terms):
        assert read.bounds(ordinal)[1] - read.bounds(ordinal)[0] == len(expected)


@pytest.mark.parametrize("most", [3, 300])
@settings(max_examples=50)
@given(data=st.data())
def test_positions(tmp_path_factory: pytest.TempPathFactory, most: int, data: st.DataObject) -> None:
    """Few of many postings are read through the marks, others by adding up, and where a frequency is above 255."""
    seed = data.draw(st.integers(0, 1000))
    rng = np.random.default_rng(seed)
    count = data.draw(st.integers(1, 12 * MARK))
    frequencies = rng.integers(1, most, count)
    places = [np.sort(rng.integers(0, 70_000 if seed % 2 else 900, n)) for n in frequencies]
    path = tmp_path_factory.mktemp("positions") / "x.seg"
    writer = PositionsWriter(path.parent)
    cut = data.draw(st.integers(1, count))
    for start in range(0, count, cut):
        writer.append(frequencies[start : start + cut], np.concatenate(places[start : start + cut]))
    with ContainerWriter(path) as out:
        writer.write("f", out)
    read = Positions(Container(path), "f")
    start = data.draw(st.integers(0, count - 1))
    stop = data.draw(st.integers(start + 1, count))
    assert np.array_equal(
        read.range(start, int(frequencies[start:stop].sum())), np.concatenate(places[start:stop])
    )
    for share in (0.005, 0.5):
        at = np.flatnonzero(rng.random(stop - start) < share)
        counts, positions = read.take(start, stop, at)
        assert counts.tolist() == frequencies[start + at].tolist()
        expected: list[Any] = [place for n in at.tolist() for place in places[start + n].tolist()]
        assert positions.tolist() == expected


@given(st.text() | st.text("абвгғқңөұүһі —«»", min_size=500))
def test_stored_text(text: str) -> None:
    assert decode_stored(encode_stored(text)) == text


def test_kazakh_text_is_stored_in_a_byte_a_letter() -> None:
    assert len(encode_stored("Үкімет жаңа ережені бекітті")) == 28
