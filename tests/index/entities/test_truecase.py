"""A text without any capital (once in Arabic script) gets them on its names; any other text stays."""

from hypothesis import given
from hypothesis import strategies as st

from index.entities import extract
from index.entities.truecase import truecase


def test_names_get_capitals() -> None:
    text = "астанада нұрсұлтан назарбаев пен тоқтар әубәкіров кездесті"
    assert truecase(text) == "Астанада Нұрсұлтан Назарбаев пен Тоқтар Әубәкіров кездесті"
    assert [name for name, _ in extract(text).persons] == ["Нұрсұлтан Назарбаев", "Тоқтар Әубәкіров"]
    assert {mention.text for mention in extract(text).mentions} >= {"нұрсұлтан назарбаев"}


def test_plain_words_that_are_names_too_stay_small() -> None:
    assert truecase("бірлік пен еңбек бәрін жеңеді") == "бірлік пен еңбек бәрін жеңеді"


def test_an_everyday_word_before_another_name_is_a_name_throughout() -> None:
    text = "қанат ислам қола алды. исламның қанаты ма? бақыт әубәкіров риза. бақыт деген сол"
    assert (
        truecase(text) == "Қанат Ислам қола алды. Исламның қанаты ма? Бақыт Әубәкіров риза. Бақыт деген сол"
    )


@given(st.text(max_size=60))
def test_the_length_never_changes(text: str) -> None:
    assert len(truecase(text)) == len(text)


@given(st.text(alphabet="абАҚ ", max_size=30).filter(lambda text: text != text.lower()))
def test_a_text_with_a_capital_stays(text: str) -> None:
    assert truecase(text) == text
