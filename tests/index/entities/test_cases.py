"""Case endings come off where sound rules allow them, and come off what the rules have put on."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.entities import base_form, lists
from index.entities.cases import possessed_stem, splits

# a name's last letter → its genitive, dative, ablative, instrumental (back and front vowels)
ENDINGS = {
    "ов": (("тың", "қа", "тан", "пен"), ("тің", "ке", "тен", "пен")),
    "ева": (("ның", "ға", "дан", "мен"), ("нің", "ге", "ден", "мен")),
    "хан": (("ның", "ға", "нан", "мен"), ("нің", "ге", "нен", "мен")),
    "бай": (("дың", "ға", "дан", "мен"), ("дің", "ге", "ден", "мен")),
}
STEMS = st.text(alphabet="абғжклмнрстқ", min_size=3, max_size=8).filter(lambda stem: "а" in stem)


@given(STEMS, st.sampled_from(sorted(ENDINGS)), st.integers(0, 1), st.integers(0, 3))
def test_an_ending_put_on_an_unknown_name_comes_off(stem: str, tail: str, harmony: int, case: int) -> None:
    name = stem.capitalize() + tail
    assert base_form(f"Серік {name}{ENDINGS[tail][harmony][case]}", "PERSON") == f"Серік {name}"


@pytest.mark.parametrize("name", sorted(lists.words("given_names_female"))[::25])
def test_listed_names_stay_whole(name: str) -> None:
    assert base_form(name.capitalize(), "PERSON") == name.capitalize()


def test_an_ending_is_cut_only_after_the_letters_it_may_follow() -> None:
    assert splits("Сұлтан") == ()
    assert splits("Гасановпен") == (("Гасанов", "пен"),)
    assert splits("Гасановмен") == ()


@given(st.text(max_size=12))
def test_stem_and_ending_make_the_word(word: str) -> None:
    assert all(stem + ending == word.lower() for stem, ending in splits(word.lower()))


def test_endings_after_a_possessive() -> None:
    assert [possessed_stem(word) for word in ("облысында", "облысына", "ұлынан", "қызы")] == [
        "облысы", "облысы", "ұлы", "қызы",
    ]  # fmt: skip
