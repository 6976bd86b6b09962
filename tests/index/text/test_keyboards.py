"""Words typed on the wrong layout."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.keyboards import plausibility, readings


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("0fpf0cnfy", "қазақстан"),
        ("0аза0стан", "қазақстан"),
        ("vbybcnh", "министр"),
        ("rfpf[cnfy", "казахстан"),
        ("nj0ftd", "тоқаев"),
        ("0jh5fysc vbybcnh3", "қорғаныс министрі"),
        ("VBYBCNH", "министр"),
    ],
)
def test_the_meant_word_is_proposed_first(typed: str, meant: str) -> None:
    assert readings(typed)[0].text == meant


@pytest.mark.parametrize("word", ["қазақстан", "министр", "2024", "astana", "tokayev", "boeing", "covid", ""])
def test_what_is_right_is_left_alone(word: str) -> None:
    assert readings(word) == []


def test_plausibility_weighs_words_by_their_letters() -> None:
    assert plausibility("қазақстан") == 1
    assert plausibility("хжъ") == 0
    assert 0 < plausibility("қазақстан хжъ") < 1


@given(st.text(max_size=30))
def test_any_text_is_taken(text: str) -> None:
    for reading in readings(text):
        assert 0 <= reading.plausibility <= 1
