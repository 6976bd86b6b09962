import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.unpack import TooLarge, Unpacker, gunzip


@given(data=st.binary(max_size=5000), size=st.integers(1, 700), kind=st.sampled_from(["gzip", "deflate", ""]))
def test_what_was_packed_comes_back_however_it_is_cut(data, size, kind):
    packed = {"gzip": gzip.compress, "deflate": zlib.compress, "": bytes}[kind](data)
    unpacker = Unpacker(kind, 5000)
    for start in range(0, len(packed), size):
        unpacker.feed(packed[start : start + size])
    assert unpacker.finish() == data


def test_a_bomb_is_not_unpacked_beyond_the_limit():
    unpacker = Unpacker("gzip", 1000)
    with pytest.raises(TooLarge):
        unpacker.feed(gzip.compress(b"\0" * 10_000_000))
    assert len(unpacker.body) == 1001


@given(st.binary())
def test_a_broken_file_is_one_clear_error(data):
    try:
        gunzip(data, 10_000)
    except ValueError as error:
        assert str(error)
