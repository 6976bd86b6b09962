"""Latin and Arabic script brought to Cyrillic."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.text.normalize import normalize
from index.text.scripts import fold, text_to_cyrillic, to_cyrillic

LATIN = [
    # 2021                                2018                          2017
    ("qazaqstan", "қазақстан"),
    ("şymkent", "шымкент"), ("shymkent", "шымкент"), ("s'ymkent", "шымкент"),
    ("äskeri", "әскері"), ("áskeri", "әскері"), ("a'skeri", "әскері"),
    ("öner", "өнер"), ("óner", "өнер"), ("o'ner", "өнер"),
    ("ğylym", "ғылым"), ("ǵylym", "ғылым"), ("g'ylym", "ғылым"),
    ("jaña", "жаңа"), ("jańa", "жаңа"), ("jan'a", "жаңа"),
    ("uimbldon", "уимблдон"), ("uik-end", "уик-енд"), ("quiryq", "қуйрық"),
    ("oiyn", "ойын"), ("boiynşa", "бойынша"), ("atauy", "атауы"), ("belbeuın", "белбеуін"), ("gennadii", "геннадій"),
    ("aiagöz", "аягөз"), ("baian", "баян"), ("qoiu", "қою"), ("ūlt", "ұлт"), ("qarjy", "қаржы"), ("bölım", "бөлім"),
    # the press
    ("tokayev", "токаев"), ("nazarbayev", "назарбаев"), ("zhaksylykov", "жаксылыков"), ("gasanov", "гасанов"),
    ("baikonur", "байконур"), ("abay", "абай"), ("astana", "астана"), ("kazakhstan", "казахстан"),
]  # fmt: skip


@pytest.mark.parametrize(("latin", "cyrillic"), LATIN)
def test_latin(latin: str, cyrillic: str) -> None:
    assert to_cyrillic(latin) == cyrillic


@pytest.mark.parametrize(
    ("arabic", "cyrillic"),
    [
        ("قازاقستان", "қазақстан"),
        ("مەكتەپ", "мектеп"),
        ("كىتاپ", "кітап"),
        ("ٴتىل", "тіл"),
        ("ٴونىم", "өнім"),
        ("سۋ", "су"),
        ("كىتابى", "кітабы"),
        ("قىتايمەن", "қытаймен"),
        ("جاپونىييا", "жапония"),
        ("قويۋ", "қою"),
        ("وزبەك", "өзбек"),
    ],
)
def test_arabic(arabic: str, cyrillic: str) -> None:
    assert to_cyrillic(arabic) == cyrillic


def test_mixed_words_keep_their_cyrillic_part() -> None:
    assert to_cyrillic("boeing-тың").endswith("-тың")


def test_folding_gives_what_a_russian_keyboard_types() -> None:
    assert fold("әіңғүұқөһё") == "аингуукохе"


def test_a_text_keeps_its_capitals() -> None:
    assert text_to_cyrillic("Prezident Qasym-Jomart BÜGIN", "kk-Latn") == "Президент Қасым-Жомарт БҮГИН"
    assert text_to_cyrillic("Elena Rybakina jeñdı", "kk-Latn") == "Елена Рыбакина жеңді"
    assert text_to_cyrillic("Prezident búgin", "kk-Latn") == "Презідент бүгін"
    assert text_to_cyrillic("Air Astana ұшты", "kk") == "Air Astana ұшты"


@given(st.text(max_size=30))
def test_any_text_is_taken(word: str) -> None:
    assert isinstance(to_cyrillic(normalize(word)), str)
