"""What people type finds what it must, as high as it must: a table of queries, and sixty whole lists as goldens.

A golden is a query, what it must find and within which rank, and the list as it stands. ``--update-goldens``
writes the lists anew; what they must hold is written by hand. An article goes by the end of its URL.
"""

from pathlib import Path

import pytest

import search

HERE = Path(__file__).parent
ROWS = [
    line.split("\t")
    for line in (HERE / "queries.tsv").read_text("utf-8").splitlines()
    if line and not line.startswith("#")
]
GOLDENS = sorted((HERE / "goldens").glob("*.txt"))
SHOWN = 10


def ends(page: search.Page) -> list[str]:
    return [hit.url.rpartition("/")[2] for hit in page.hits]


def test_there_are_enough_of_each() -> None:
    assert len(ROWS) >= 200
    assert len(GOLDENS) == 60
    assert len({kind for kind, *_ in ROWS}) >= 15


@pytest.mark.parametrize(("kind", "query", "wanted", "rank"), ROWS, ids=[" ".join(row[:2]) for row in ROWS])
def test_a_query_finds_what_it_must(
    index: search.Index, kind: str, query: str, wanted: str, rank: str
) -> None:
    assert wanted in ends(index.search(query, limit=int(rank), facets=()))


@pytest.mark.parametrize("path", GOLDENS, ids=lambda path: path.stem)
def test_a_list_stays_as_it_was_judged(index: search.Index, path: Path, update_goldens: bool) -> None:
    query, want, *_ = path.read_text("utf-8").splitlines()
    wanted, rank = want.split()
    page = index.search(query, limit=max(SHOWN, int(rank)), facets=())
    found = "\n".join([query, want, *_listing(page)]) + "\n"
    if update_goldens:
        path.write_text(found, "utf-8")
    assert wanted in ends(page)[: int(rank)]
    assert found == path.read_text("utf-8")


def _listing(page: search.Page) -> list[str]:
    readings = [f"{r.kind}: {r.typed} → {r.read}" for r in page.interpretation.readings]
    relaxed = ["any of the words"] if page.interpretation.relaxed else []
    rows = [f"{rank}. {end}" for rank, end in enumerate(ends(page)[:SHOWN], 1)]
    return ["", *readings, *relaxed, f"{page.total} articles", *rows]
