"""Letters given back to words typed without them."""

from math import inf, isfinite

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.kazakh.restore import restore
from index.text.scripts import fold


def test_what_is_too_long_to_be_a_word_is_left_alone() -> None:
    assert restore("шапка" * 10 + "ларга")[0] == "шапка" * 10 + "ларға"
    assert restore("шапка" * 20 + "ларга") == ("шапка" * 20 + "ларга", inf)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("казакстанга", "қазақстанға"),
        ("кала", "қала"),
        ("каласын", "қаласын"),
        ("министрлеринин", "министрлерінің"),
        ("онын", "оның"),
        ("гылым", "ғылым"),
        ("адам", "адам"),
        ("балалар", "балалар"),
    ],
)
def test_a_known_word(typed: str, meant: str) -> None:
    spelling, cost = restore(typed)
    assert spelling == meant
    assert isfinite(cost)


def test_an_unknown_stem_gets_the_letters_of_its_suffixes() -> None:
    assert restore("телерадиокешенинин") == ("телерадиокешенінің", inf)


def test_a_word_with_some_of_the_letters_is_taken_as_it_is() -> None:
    assert restore("қазакстан")[0] == "қазакстан"


@given(st.text("абгкниуохелр", min_size=1, max_size=14))
def test_only_letters_are_given_back(word: str) -> None:
    assert fold(restore(word)[0]) == word
