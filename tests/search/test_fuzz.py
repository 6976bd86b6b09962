"""Whatever is typed is answered; the whole run is ``tests/bench/fuzz_queries.py``."""

import pytest

import search
from tests.bench.fuzz_queries import queries


@pytest.mark.parametrize("query", list(queries(seed=7, count=60)), ids=lambda query: ascii(query)[:40])
def test_any_query_is_answered(index: search.Index, query: str) -> None:
    page = index.search(query, limit=3)
    assert page.total >= page.stories >= len(page.hits)
    for hit in page.hits:
        assert all(0 <= start < end <= len(hit.snippet) for start, end in hit.snippet.marks)
