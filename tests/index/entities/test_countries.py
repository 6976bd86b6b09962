"""Countries by name, abbreviation and adjective; regions and look-alikes are none."""

import pytest
from babel import Locale

from index.entities import countries, country_code, country_names, extract


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Қазақстанда", "KZ"),
        ("ҚР", "KZ"),
        ("АҚШ-тағы", "US"),
        ("Америка Құрама Штаттарының", "US"),
        ("Біріккен Араб Әмірліктерімен", "AE"),
        ("БАӘ", "AE"),
        ("Әзербайжаннан", "AZ"),
        ("Оңтүстік Корея", "KR"),
        ("Қытай Халық Республикасының", "CN"),
        ("қазақстандықтардың", "KZ"),
        ("Саудовской Аравии", "SA"),
        ("ОАЭ", "AE"),
        ("Әзірбайжанның", "AZ"),
        ("Беларуссия", "BY"),
        ("Македонияда", "MK"),
        ("Қатар", "QA"),
        ("ОАР", "ZA"),
        ("ЦАР", "CF"),
        ("Папуа – Жаңа Гвинея", "PG"),
        ("британдық", "GB"),
        ("жапондықтар", "JP"),
        ("Солтүстік Кипр Түрік Республикасы", None),
        ("Северный Кипр", None),
        ("Оңтүстік Осетия", None),
        ("Ежелгі Мысыр", None),
        ("Алматы", None),
        ("Солтүстік Қазақстан облысы", None),
        ("Оңтүстік Америка", None),
    ],
)
def test_country_code(text: str, code: str | None) -> None:
    assert country_code(text) == code


@pytest.mark.parametrize("language", ["kk", "ru"])
def test_every_country_is_known_by_the_name_that_cldr_gives(language: str) -> None:
    names = {
        name: code
        for code, name in Locale(language).territories.items()
        if code in country_names.codes() and "о-в" not in name
    }
    assert len(names) > 220
    assert {name: country_code(name) for name in names} == names


def test_a_sentence_gives_each_country_once_in_order() -> None:
    tokens = ["Ресей", "мен", "Қытай", "келісті", ",", "Ресейге", "Грузия", "да", "қосылды", "."]
    assert countries(tokens) == ["RU", "CN", "GE"]


def test_the_longest_name_wins() -> None:
    assert countries(["Қырғыз", "Республикасы", "мен", "Иран", "Ислам", "Республикасында"]) == ["KG", "IR"]


def test_a_region_is_not_the_country_but_a_country_may_have_regions() -> None:
    assert countries(["Солтүстік", "Қазақстан", "облысында", "қар", "жауды"]) == []
    assert countries(["Ресей", "облыстарында", "қар", "жауды"]) == ["RU"]


def test_adjectives_count_in_an_article() -> None:
    assert countries(["әзербайжандық", "және", "қытайлықтар", "келді"]) == []
    assert extract("Кеше әзербайжандық спортшылар мен қытайлықтар келді.").countries == ["AZ", "CN"]


def test_russian_sentences_are_read_by_lemma() -> None:
    text = "Делегации из Объединенных Арабских Эмиратов и России прибыли в Астану, а российский посол уехал в США."
    assert extract(text).countries == ["AE", "RU", "US"]
    assert countries(["Он", "был", "в", "Южной", "Корее", "и", "во", "Франции", "."]) == ["KR", "FR"]
