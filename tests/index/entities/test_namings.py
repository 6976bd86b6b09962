"""An article's namings settle each other: votes on the form, proof for bare surnames."""

from index.entities.names import kazakh_forms
from index.entities.namings import Naming, settle
from index.entities.persons import bare_surnames
from index.entities.tokens import tokenize


def person(bases: dict[str, float], start: int, sure: bool = True) -> Naming:
    return Naming(start, start + 1, "PERSON", bases, sure)


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
    assert [(i, *bases) for i, bases in bare_surnames(tokens, [(4, 5, "PERSON")])] == [
        (1, "Камилов", "Камиловтан")
    ]
    tokens = tokenize("Кеше Назарбаевтың университетіне бардық")
    assert [i for i, _ in bare_surnames(tokens, [])] == [1]


def test_everyday_words_that_begin_a_sentence_are_no_candidates() -> None:
    for text in ("Рухани жаңғыру басталды", "Енді не болады", "Алматы гүлденді"):
        assert list(bare_surnames(tokenize(text), [])) == []
    for text in ("Руханидің айтуынша", "Кеше Рухани келді", "Жаберге қарады"):
        assert len(list(bare_surnames(tokenize(text), []))) == 1


def test_a_surname_is_proven_by_the_last_word_of_a_name() -> None:
    given = person({"Билл": 1.0}, 1, sure=False)
    surname = person({"Клинтон": 1.0}, 2, sure=False)
    assert [base for _, base in settle([person({"Билл Клинтон": 1.0}, 0), given, surname])] == [
        "Билл Клинтон",
        "Клинтон",
    ]


def test_a_surname_taken_for_a_place_is_put_right() -> None:
    place = Naming(1, 2, "GPE", {"Пашинян": 1.0})
    surname = person({"Пашинян": 1.0}, 1, sure=False)
    settled = settle([person({"Никол Пашинян": 1.0}, 0), place, surname])
    assert [naming.label for naming, _ in settled] == ["PERSON", "PERSON"]
    assert settle([place, surname]) == [(place, "Пашинян")]
    tokens = tokenize("Пашинянның елінде")
    assert [i for i, _ in bare_surnames(tokens, [(0, 1, "GPE")])] == [0]
