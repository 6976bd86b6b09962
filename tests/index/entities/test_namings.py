"""An article's namings settle each other: votes on the form, proof for bare surnames."""

from index.entities.names import kazakh_forms
from index.entities.namings import Naming, settle
from index.entities.persons import bare_surnames
from index.entities.tokens import tokenize


def person(bases: dict[str, float], start: int, sure: bool = True) -> Naming:
    return Naming("", start, start + 1, "PERSON", bases, sure)


def test_the_form_that_other_namings_share_wins() -> None:
    open_case = kazakh_forms("Онс Уәберді")
    assert max(open_case, key=lambda base: open_case[base]) == "Онс Уәбер"
    open_case = kazakh_forms("Рания Самберді")
    assert open_case["Рания Самберді"] > open_case["Рания Самбер"]
    settled = settle([person(open_case, 0), person({"Рания Самбер": 1.0}, 1), person({"Р. Самбер": 1.0}, 2)])
    assert [base for _, base in settled] == ["Рания Самбер", "Рания Самбер", "Р. Самбер"]


def test_a_listed_name_has_one_form() -> None:
    assert kazakh_forms("Сәуле Амангелді") == {"Сәуле Амангелді": 1.0}


def test_an_unsure_naming_counts_only_when_proven() -> None:
    proven = person({"Камилов": 1.0, "Камилова": 1.0}, 1, sure=False)
    unproven = person({"Сенатов": 1.0}, 2, sure=False)
    settled = settle([person({"Абдулазиз Камилов": 1.0}, 0), proven, unproven])
    assert [base for _, base in settled] == ["Абдулазиз Камилов", "Камилов"]


def test_bare_surnames_outside_the_spans_are_candidates_unless_a_thing_bears_them() -> None:
    tokens = tokenize("Кеше Камиловтан сұрадық, Ахметовты көрдік, Назарбаев университетіне бардық")
    assert list(bare_surnames(tokens, [(4, 5, "PERSON")])) == [(1, "Камилов")]
