"""A search survives the way into a URL and back, and each step changes one thing."""

from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from index.query import FACETS
from web.links import search_url
from web.paging import Paging
from web.params import SearchParams

TEXT = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
KEYS = st.dictionaries(
    st.sampled_from(FACETS), st.lists(TEXT, min_size=1, max_size=3, unique=True).map(tuple)
)
SEARCHES = st.builds(
    SearchParams,
    q=st.one_of(st.just(""), TEXT),
    filters=KEYS,
    exclude=KEYS,
    since=st.sampled_from(["", "2024", "2024-03-22"]),
    until=st.sampled_from(["", "2024"]),
    chosen_sort=st.sampled_from(["", "newest", "oldest", "relevance"]),
    page=st.integers(1, 99),
)


def read(url: str) -> SearchParams:
    return SearchParams.read(MultiDict(parse_qsl(urlsplit(url).query)))


@given(SEARCHES)
def test_a_search_is_read_back_from_its_url(app: Flask, search: SearchParams) -> None:
    with app.test_request_context():
        assert read(search_url(search)) == search


@given(SEARCHES, st.sampled_from(FACETS), TEXT)
def test_choosing_and_unchoosing_leaves_the_first_page_of_the_same_search(
    search: SearchParams, facet: str, key: str
) -> None:
    plain = search.either_way(facet, key)
    assert plain.having(facet, key).either_way(facet, key) == plain
    assert plain.without(facet, key).either_way(facet, key) == plain
    assert plain.having(facet, key).without(facet, key) == plain.without(facet, key)
    assert plain.without(facet, key).having(facet, key) == plain.having(facet, key)
    assert plain.having(facet, key).having(facet, key) == plain.having(facet, key)
    assert key in plain.having(facet, key).filters[facet]
    assert plain.page == 1


@pytest.mark.parametrize(
    ("total", "current", "numbers", "cut"),
    [
        (0, 1, [1], False),
        (10, 1, [1], False),
        (11, 1, [1, 2], False),
        (100, 1, [1, 2, 3, None, 10], False),
        (100, 5, [1, None, 3, 4, 5, 6, 7, None, 10], False),
        (5000, 100, [1, None, 98, 99, 100], True),
    ],
)
def test_page_numbers(total: int, current: int, numbers: list[int | None], cut: bool) -> None:
    paging = Paging.of(total, current, size=10, depth=1000)
    assert (paging.numbers, paging.cut) == (numbers, cut)
