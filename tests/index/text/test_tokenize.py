"""Tokens and their offsets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.normalize import NORMALISERS, PLAIN, normalize
from index.text.tokenize import tokenize

CASES = [
    ("Қорғаныс министрі", ["қорғаныс", "министрі"]),
    ("З. Гасанов пен Ә.Бөкейхан", ["з", "гасанов", "пен", "ә", "бөкейхан"]),
    ("«Бирлестік-2024»", ["бирлестік-2024"]),
    ("COVID-19-ға қарсы", ["covid-19-ға", "қарсы"]),
    ("3,5 млн", ["3,5", "млн"]),
    ("22.11.2024, 14:05", ["22.11.2024", "14:05"]),
    ("т.б. т.с.с.", ["тб", "тсс"]),
    ("қаржы, білім т.б.", ["қаржы", "білім", "тб"]),
    ("a.b@gazet.kz хаты", ["a.b@gazet.kz", "хаты"]),
    ("https://dala.example/a-b?c=1.", ["https://dala.example/a-b?c=1"]),
    ("egemen.kz сайты", ["egemen.kz", "сайты"]),
    ("Астана.Бүгін", ["астана", "бүгін"]),
    ("мем\u00adле\u200bкет", ["мемлекет"]),
    ("мемлекеттiк Boeing-тың", ["мемлекеттік", "boeing-тың"]),
    ("Qazaqstannyn' elordasy", ["qazaqstannyn'", "elordasy"]),
    ("жаңа — ескі – көне", ["жаңа", "ескі", "көне"]),
    ("и\u0306од е\u0308лка", ["йод", "ёлка"]),
    ("İSTANBUL", ["istanbul"]),
    ("", []),
    ("… — «» !", []),
]


@pytest.mark.parametrize(("text", "surfaces"), CASES)
def test_surfaces(text: str, surfaces: list[str]) -> None:
    assert [token.surface for token in tokenize(text)] == surfaces


@pytest.mark.parametrize("mark", [".", "-", "+", "a.", "a-", "@."])
def test_a_row_of_marks_is_read_once(mark: str) -> None:
    """Read anew from each mark, a row this long would take hours."""
    assert sum(1 for _ in tokenize(mark * 500_000)) <= 500_000


@given(st.text(st.characters(), max_size=200) | st.text("аәбіғқйИӘҰ-’'. 1\u00ad\u0306aI@/", max_size=60))
def test_offsets_cut_the_source_exactly_and_in_order(text: str) -> None:
    end = 0
    for token in tokenize(text):
        assert end <= token.start < token.end <= len(text)
        printed = normalize(text[token.start : token.end])
        assert token.surface == (printed.replace(".", "") if token.kind == "abbreviation" else printed)
        end = token.end


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("ӊ", "ң"),
        ("əлем", "әлем"),
        ("ҚАЗАҚ", "қазақ"),
        ("cоғыс", "соғыс"),
        ("it-саласы", "it-саласы"),
        ("abc", "abc"),
    ],
)
def test_normalize(word: str, plain: str) -> None:
    assert normalize(word) == plain


@given(st.text(max_size=50))
def test_normalizing_twice_changes_nothing(word: str) -> None:
    assert normalize(normalize(word)) == normalize(word)


@given(st.text(alphabet=sorted(PLAIN), max_size=12) | st.text(alphabet="İӘїйк\u0301\u00ad’-a1", max_size=8))
def test_a_plain_word_goes_through_no_step_in_vain(word: str) -> None:
    stepwise = word
    for step in NORMALISERS:
        stepwise = step(stepwise)
    assert normalize(word) == stepwise
