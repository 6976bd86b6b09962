"""Initials and bare surnames join the one full name they fit, never across two."""

from hypothesis import given
from hypothesis import strategies as st

from index.entities.merging import merge


def test_initials_and_surname_join_the_full_name() -> None:
    shown = merge(["Закир Гасанов", "З. Гасанов", "Гасанов"])
    assert set(shown.values()) == {"Закир Гасанов"}


def test_hyphenated_names_and_second_initials() -> None:
    names = ["Қасым-Жомарт Тоқаев", "Қ.-Ж. Тоқаев", "Қ. Тоқаев", "Қ. К. Тоқаев"]
    assert set(merge(names).values()) == {"Қасым-Жомарт Тоқаев"}


def test_patronymics_join() -> None:
    names = ["Нұрлан Серікұлы Әбенов", "Нұрлан Әбенов", "Нұрлан Әбенов", "Әбенов"]
    assert set(merge(names).values()) == {"Нұрлан Әбенов"}


def test_a_surname_of_two_people_stays_alone() -> None:
    shown = merge(["Нұрлан Әбенов", "Самат Әбенов", "Әбенов", "Н. Әбенов"])
    assert shown["Әбенов"] == "Әбенов"
    assert shown["Н. Әбенов"] == "Нұрлан Әбенов"
    assert shown["Самат Әбенов"] == "Самат Әбенов"


def test_other_initials_are_other_people() -> None:
    assert merge(["Закир Гасанов", "Р. Гасанов"])["Р. Гасанов"] == "Р. Гасанов"


def test_somebody_well_known_needs_no_full_name() -> None:
    assert merge(["Н. Назарбаев", "Қ. Тоқаев", "Путин"]) == {
        "Н. Назарбаев": "Нұрсұлтан Назарбаев",
        "Қ. Тоқаев": "Қасым-Жомарт Тоқаев",
        "Путин": "Владимир Путин",
    }
    assert merge(["К.-Ж. Токаев"]) == {"К.-Ж. Токаев": "Қасым-Жомарт Тоқаев"}


def test_somebody_well_known_gives_way_to_the_people_of_the_article() -> None:
    assert merge(["Болат Назарбаев", "Назарбаев"])["Назарбаев"] == "Болат Назарбаев"
    assert merge(["Болат Назарбаев", "Асқар Назарбаев", "Назарбаев"])["Назарбаев"] == "Назарбаев"
    assert merge(["Б. Назарбаев"])["Б. Назарбаев"] == "Б. Назарбаев"
    assert merge(["Макрон", "Э. Макрон"])["Макрон"] == "Эммануэль Макрон"


def test_a_surname_that_many_bear_needs_the_full_name() -> None:
    assert merge(["Ахметов", "С. Ахметов"]) == {"Ахметов": "С. Ахметов", "С. Ахметов": "С. Ахметов"}
    assert merge(["Ахметов"])["Ахметов"] == "Ахметов"


NAMES = st.lists(
    st.sampled_from(["Арман", "Сәкен", "А.", "С.", "Ержанов", "Ержанова", "Әлі"]), min_size=1, max_size=3
)


@given(st.lists(NAMES.map(" ".join), max_size=6))
def test_every_name_gets_one_that_shows_as_itself(names: list[str]) -> None:
    shown = merge(names)
    assert set(shown) == set(names)
    assert all(shown[name] == name for name in shown.values())
