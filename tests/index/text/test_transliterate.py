"""Kazakh shown in Latin and Arabic script."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.scripts import fold, from_arabic, from_latin
from index.text.transliterate import to_arabic, to_latin

CYRILLIC = re.compile(r"[а-яёәіңғүұқөһА-ЯЁӘІҢҒҮҰҚӨҺ]")


def words(vowels: str, consonants: str) -> st.SearchStrategy[str]:
    syllables = st.tuples(
        st.sampled_from(consonants), st.sampled_from(vowels), st.sampled_from(["", "р", "л", "н"])
    )
    return st.lists(syllables.map("".join), min_size=1, max_size=4).map("".join)


BACK = words("аоұы", "бғджзқлмнңпрсшв")
FRONT = words("әөүі", "бджзлмнңпрсшв")
FRONT_WITH_E = words("еөүі", "бгджзклмнңпрсшв").filter(lambda word: set(word) & set("егк"))
TEXT = st.text(st.sampled_from("аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя АБІИЯ-,.?5abи́"))


@pytest.mark.parametrize(
    ("cyrillic", "latin"),
    [
        ("Қазақстан Президенті", "Qazaqstan Prezidentı"),
        ("Ұлттық ғылым", "Ūlttyq ğylym"),
        ("бойынша жаңа өңір", "boiynşa jaña öñır"),
        ("Иран мен Үндістан", "İran men Ündıstan"),
        ("Іле, ІЛЕ", "Ile, ILE"),
        ("Ақтөбе – АҚШ-пен", "Aqtöbe – AQŞ-pen"),
        ("қою, баян, аягөз", "qoiu, baian, aiagöz"),
        ("Россия РОССИЯ Япония", "Rossia ROSSİA İaponia"),
        ("ЧЕХИЯ мен Чили", "CHEHİA men Chili"),
        ("COVID-19-ға Boeing", "COVID-19-ğa Boeing"),
    ],
)  # fmt: skip
def test_latin(cyrillic: str, latin: str) -> None:
    assert to_latin(cyrillic) == latin


@pytest.mark.parametrize(
    ("cyrillic", "arabic"),
    [
        ("Қазақстан", "قازاقستان"),
        ("мектеп кітап", "مەكتەپ كىتاپ"),
        ("тіл, өнім", "ٴتىل، ٴونىم"),
        ("Жапония", "جاپونىييا"),
        ("қайда? 3,5 пайыз;", "قايدا؟ 3,5 پايىز؛"),
    ],
)
def test_arabic(cyrillic: str, arabic: str) -> None:
    assert to_arabic(cyrillic) == arabic


@given(st.one_of(BACK, FRONT, FRONT_WITH_E))
def test_native_words_are_read_back_from_latin(word: str) -> None:
    assert from_latin(to_latin(word)) == word


@given(st.one_of(BACK, FRONT, FRONT_WITH_E))
def test_harmonic_words_are_read_back_from_arabic(word: str) -> None:
    assert from_arabic(to_arabic(word)) == word


@given(TEXT)
def test_no_cyrillic_is_left_and_once_is_enough(text: str) -> None:
    for convert in (to_latin, to_arabic):
        shown = convert(text)
        assert not CYRILLIC.search(shown)
        assert convert(shown) == shown


@given(st.lists(TEXT.filter(lambda text: not set(text) & set(",?")), min_size=1))
def test_a_text_in_pieces_is_the_text(pieces: list[str]) -> None:
    """Marked words are converted on their own: a cut between words may change nothing."""
    for convert in (to_latin, to_arabic):
        assert " ".join(map(convert, pieces)) == convert(" ".join(pieces))


@given(st.text(st.characters(max_codepoint=0x7F)))
def test_what_is_not_cyrillic_stays(text: str) -> None:
    assert to_latin(text) == to_arabic(text) == text


def test_the_unmarked_distinctions_are_those_known() -> None:
    """ә in a word with е, г or к is written as а: the folded forms are the same."""
    assert fold(from_arabic(to_arabic("мәселе"))) == "маселе"
