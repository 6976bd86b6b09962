"""The lists that native speakers edit: they can be read, are in order and say where they come from."""

from pathlib import Path

import pytest

import index.text.kazakh
from index.text.kazakh.letters import ALPHABET, alphabetical
from index.text.kazakh.lexicon import FILES, irregular, rows
from index.text.kazakh.shapes import shapes

DATA = Path(index.text.kazakh.__file__).parent / "data"
LETTERS = set(ALPHABET + "-")


@pytest.mark.parametrize("name", FILES)
def test_list_is_in_order(name: str) -> None:
    stems = [row[0].partition("/")[0] for row in rows(name)]
    assert stems == sorted(set(stems), key=alphabetical)


@pytest.mark.parametrize("name", FILES)
def test_list_is_kazakh(name: str) -> None:
    assert [
        row for row in rows(name) if len(row) != 1 or not set(row[0].replace("/", "", 1)) <= LETTERS
    ] == []


@pytest.mark.parametrize("path", sorted(DATA.glob("*.txt")), ids=lambda path: path.name)
def test_header_says_where_it_comes_from(path: Path) -> None:
    header = " ".join(line for line in path.read_text("utf-8").splitlines() if line.startswith("#"))
    assert "Written for this project" in header or "licence CC BY" in header


def test_irregular_forms_are_in_order_and_settled() -> None:
    forms = irregular()
    assert list(forms) == sorted(forms, key=alphabetical)
    assert {lemma for lemma in forms.values() if forms.get(lemma, lemma) != lemma} == set()


def test_the_data_stays_small() -> None:
    assert sum(path.stat().st_size for path in DATA.glob("*.txt")) < 600_000


@pytest.mark.parametrize(
    ("lemma", "kind", "spelled"),
    [
        ("кітап", "noun", "кітаб"),
        ("шық", "verb", "шығ"),
        ("тап", "verb", "тау"),
        ("қой", "verb", "қо"),
        ("оқы", "verb", "оқ"),
        ("рөль", "noun", "рөл"),
        ("факт", "noun", "факті"),
        ("турист", "noun", "турис"),
        ("класс", "noun", "клас"),
    ],
)
def test_shapes(lemma: str, kind: str, spelled: str) -> None:
    assert spelled in {shape.spelled for shape in shapes(lemma, kind)}


def test_a_final_consonant_voices_only_after_a_vowel() -> None:
    assert {shape.spelled for shape in shapes("банк", "noun")} == {"банк"}
