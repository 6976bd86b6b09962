"""The suffix table: every row does what its example shows."""

import pytest

from index.text.kazakh.chains import readings
from index.text.kazakh.layers import FINAL, Group, Row
from index.text.kazakh.suffixes import TABLE

ROWS = [(group, row) for group in TABLE for row in group.rows]


def _name(value: object) -> str:
    return value.name if isinstance(value, Group) else " ".join(value.forms) if isinstance(value, Row) else ""


@pytest.mark.parametrize(("group", "row"), ROWS, ids=_name)
def test_the_example_shows_the_row(group: Group, row: Row) -> None:
    stem, _, suffix = row.example.lower().rpartition("-")
    if group.name == "wish":  # its example goes on with the possessive that must follow
        stem, _, suffix = stem.rpartition("-")
    assert suffix in row.forms
    shown = stem + {"я": "й", "ю": "й", "и": "ы"}.get(suffix[0], "")  # қо-яды stands for қой, оқ-иды for оқы
    assert shown[-1] in row.after


@pytest.mark.parametrize(("group", "row"), ROWS, ids=_name)
def test_each_form_is_read(group: Group, row: Row) -> None:
    possessive = {"wish": "м"}.get(group.name, "")  # a word cannot stop after a wish or a passive
    after_passive = "ды" if group.then == "passive" else ""
    for form in row.forms:
        front = not set("ыаоұуяю").isdisjoint(form)
        found = readings(form + possessive + (after_passive if front or not after_passive else "ді"))
        if group.then == "passive" and not found:
            found = readings(form + "ді")
        names = {reading.layers[0].group for start in group.after for reading in found.get(start, ())}
        assert found
        assert names


def test_layers_that_are_stood_on_are_made() -> None:
    made = {group.then for group in TABLE} | {
        "noun",
        "name",
        "adjective",
        "numeral",
        "adverb",
        "pronoun",
        "particle",
        "verb",
    }
    assert {layer for group in TABLE for layer in group.after} <= made
    assert set(FINAL) <= made


def test_harmony_holds_inside_a_chain() -> None:
    assert readings("ларымыз")
    assert readings("лерымыз") == {}


def test_assimilation_holds_inside_a_chain() -> None:
    assert readings("ларда")
    assert readings("ларта") == {}


def test_a_final_k_is_voiced_before_a_vowel() -> None:
    assert readings("ғандығы")
    assert "verb" not in readings("ғандықы")
