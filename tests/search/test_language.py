"""The page on the query language is true: every row of its table is searched."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from search.language.lex import FIELD_NAMES
from search.parse import parse
from search.results import READINGS

PAGE = (Path(search.__file__).parent / "LANGUAGE.md").read_text("utf-8")
EXAMPLES, FIELDS, KINDS = (
    [[cell.strip() for cell in row.split(" | ")] for row in re.findall(r"^\| (`.*) \|$", table, re.MULTILINE)]
    for table in re.split(r"^\|---.*$", PAGE, flags=re.MULTILINE)[1:]
)


def code(cell: str) -> str:
    return re.findall(r"`([^`]+)`", cell)[0]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Article]) -> Iterator[search.Index]:
    """An article for each text that the table names, its title and text the same."""
    data = tmp_path_factory.mktemp("language")
    with Corpus.open(data) as corpus:
        for text in {text for row in EXAMPLES for text in row[1:]}:
            corpus.put(article(text.replace(" ", "-"), f"{text}.", title=text))
        reindex(corpus, data / "index")
    with search.open(data / "index") as opened:
        yield opened


@pytest.mark.parametrize(("query", "finds", "leaves_out"), EXAMPLES)
def test_every_row_finds_the_one_and_not_the_other(
    told: search.Index, query: str, finds: str, leaves_out: str
) -> None:
    titles = [
        str(hit.title) for hit in told.search(code(query), limit=100, readings=("stem", "letters")).hits
    ]
    assert finds in titles
    assert leaves_out not in titles


def test_every_field_and_kind_of_reading_is_told_of() -> None:
    assert {name for row in FIELDS for name in re.findall(r"`(\w+):`", row[0])} == set(FIELD_NAMES)
    assert {code(row[0]) for row in KINDS} == set(READINGS)


@pytest.mark.parametrize("row", FIELDS, ids=lambda row: row[0])
def test_every_example_of_a_field_is_read(row: list[str]) -> None:
    assert parse(code(row[2])).notes == ()
