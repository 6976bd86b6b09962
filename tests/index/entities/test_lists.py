"""The word lists: a header, one form of comment, no word twice where a word is looked up alone."""

from collections import Counter
from pathlib import Path

import pytest

from index.entities import country_names, lists

FOLDER = Path(lists.__file__).parent / "data"
LISTS = sorted(path.stem for path in FOLDER.glob("*.txt"))
NAMES = ["given_names_male", "given_names_female", "surnames", "places", "protected_names", "names_and_words"]


@pytest.mark.parametrize("name", LISTS)
def test_a_list_begins_with_a_header_and_has_entries(name: str) -> None:
    assert (FOLDER / f"{name}.txt").read_text(encoding="utf-8").startswith("# ")
    assert lists.rows(name)


@pytest.mark.parametrize("name", NAMES)
def test_no_word_stands_twice(name: str) -> None:
    words = Counter(
        word.strip().lower() for row in lists.rows(name) for word in row.split(",") if word.strip()
    )
    assert [word for word, count in words.items() if count > 1] == []


def test_comments_and_empty_lines_are_no_entries() -> None:
    assert not any("#" in row or not row.strip() for name in LISTS for row in lists.rows(name))


def test_country_codes_are_of_iso_3166() -> None:
    codes = set(country_names.by_name().values())
    assert all(len(code) == 2 and code.isascii() and code.isupper() for code in codes)
    assert {"KZ", "AZ", "RU", "CN", "US"} <= codes
    assert not codes & {"EU", "UN", "ZZ"}
