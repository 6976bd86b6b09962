"""The pipeline from text to terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text import analyze, terms
from index.text.tokenize import tokenize

SAME = [
    "Әзербайжан Әзербайжанда Әзербайжанның азербайжан азербайжанга",
    "министр министрі министрлері министров министрами",
    "Жақсылықов Жақсылықовтың жаксылыков Zhaksylykov",
    "Гасанов Гасановпен Gasanov",
    "Қазақстан Қазақстанда казакстан казакстандагы Qazaqstan قازاقستان",
    "мемлекет мемлекеттің мемлекеттiң мем\u00adлекетке",
    "Тоқаев Токаевтың Токаевым Tokayev",
    "қала кала каласында",
    "ғылым гылым гылымнын",
    "қала қалалар қаламыздың қаласында",
    "кітап кітабы кітаптарды кітабымызға",
]


@pytest.mark.parametrize("words", SAME)
def test_forms_and_spellings_share_a_term(words: str) -> None:
    assert len(set(analyze(words))) == 1


@pytest.mark.parametrize("words", ["он оны орын", "бала бал", "алма Алматы"])
def test_different_words_keep_different_terms(words: str) -> None:
    assert len(set(analyze(words))) == len(words.split())


@pytest.mark.parametrize(("form", "name"), [("Алма-Ате", "Алма-Ата"), ("Ростове-на-Дону", "Ростов-на-Дону")])
def test_a_hyphenated_russian_name_is_declined_as_one(form: str, name: str) -> None:
    assert analyze(form) == analyze(name)
    assert [term.surface for term in terms(form)][1:] == form.lower().split("-")


def test_a_hyphenated_word_gives_the_whole_and_its_parts() -> None:
    found = list(terms("қазақ-орыс достығы"))
    assert [(term.surface, term.position, term.whole) for term in found] == [
        ("қазақ-орыс", 0, True),
        ("қазақ", 0, False),
        ("орыс", 1, False),
        ("достығы", 2, False),
    ]
    assert found[0].stem == "казакорыс"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("19-шы", ["19"]),
        ("АҚШ-тың", ["акш"]),
        ("COVID-19-ға", ["ковид19", "ковид", "19"]),
        ("3,5", ["3.5"]),
        ("a@gazet.kz", ["a@gazet.kz"]),
        ("1990-х", ["1990"]),
        ("XIX ХІХ", ["xix", "xix"]),
        ("ХХ-шы", ["xx"]),
        ("II ІІ", ["ii", "ii"]),
    ],
)
def test_numbers_abbreviations_and_addresses(text: str, expected: list[str]) -> None:
    assert analyze(text) == expected


def test_a_language_can_be_forced() -> None:
    assert analyze("войны", "ru") == ["война"]


@given(st.text(max_size=80))
def test_any_text_is_taken_and_offsets_cut_the_source(text: str) -> None:
    for term in terms(text):
        assert term.stem
        assert 0 <= term.start < term.end <= len(text)


@given(st.text("аәбқ-19.@/:'т Б\n\u00a0\u200b", max_size=60))
def test_cutting_at_blanks_first_changes_no_token(text: str) -> None:
    whole = [(token.start, token.end) for token in tokenize(text)]
    assert list(dict.fromkeys((term.start, term.end) for term in terms(text))) == whole


def test_positions_count_words_over_the_whole_text() -> None:
    assert [term.position for term in terms("бір, екі-үш\n— төрт " + "а" * 200)] == [0, 1, 1, 2, 3, 4]
