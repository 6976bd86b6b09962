"""What an editor should look at, and what not."""

import pytest

from index.entities import merge_key
from index.entities.candidates import Person, candidates


def person(articles: int, *spellings: str) -> Person:
    return Person(merge_key(spellings[0]), articles, dict.fromkeys(spellings, articles))


def found(*people: Person) -> list[tuple[str, set[str]]]:
    return [(candidate.kind, {name for name, _ in candidate.names}) for candidate in candidates(people)]


@pytest.mark.parametrize(
    "misspelt",
    ["Қасым-Жомарт Тоқаыев", "Қасым-Жомарт Тоқав", "Қасым-Жомарт Тоқмев", "Қасым-Жомрат Тоқаев"],
)
def test_names_a_letter_apart_may_be_one(misspelt: str) -> None:
    right = person(9, "Қасым-Жомарт Тоқаев")
    (candidate,) = candidates([person(2, misspelt), right])
    assert (candidate.kind, candidate.why) == ("merge", "one letter apart")
    assert set(candidate.names) == {("Қасым-Жомарт Тоқаев", 9), (misspelt, 2)}


def test_the_kazakh_spelling_stands_first() -> None:
    (candidate,) = candidates([person(9, "Кайрат Бабдрахманов"), person(2, "Қайрат Бабдірахманов")])
    assert candidate.names[0] == ("Қайрат Бабдірахманов", 2)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Асқар Мамин", "Асхат Мамин"),
        ("Серік Ахметов", "Серік Ахметова"),
        ("Нұрлан Әбенов", "Нұржан Әбенов"),
        ("Ли Ким", "Ли Кин"),
        ("А. Маминов", "Ә. Саминов"),
        ("Тоқаев", "Тоқмев"),
        ("Марат Сапаров", "Марат Бапанов"),
    ],
)
def test_other_names_are_other_people(one: str, other: str) -> None:
    assert found(person(3, one), person(2, other)) == []


def test_a_shorter_name_goes_to_the_one_who_may_bear_it() -> None:
    assert found(person(5, "Закир Гасанов"), person(3, "Гасанов"), person(1, "З. Гасанов")) == [
        ("merge", {"Закир Гасанов", "Гасанов"}),
        ("merge", {"Закир Гасанов", "З. Гасанов"}),
    ]
    assert found(person(5, "Закир Гасанов"), person(5, "Руслан Гасанов"), person(3, "Гасанов")) == []
    assert found(person(90, "Закир Гасанов"), person(5, "Руслан Гасанов"), person(3, "Гасанов")) == [
        ("merge", {"Закир Гасанов", "Гасанов"})
    ]
    assert found(person(5, "Закир Гасанов"), person(3, "Р. Гасанов")) == []


def test_one_name_with_two_fathers_may_be_two_people() -> None:
    assert found(person(5, "Нұрлан Серікұлы Әбенов", "Нұрлан Асқарұлы Әбенов", "Нұрлан Әбенов")) == [
        ("split", {"Нұрлан Серікұлы Әбенов", "Нұрлан Асқарұлы Әбенов"})
    ]
    assert found(person(5, "Нұрлан Серікұлы Әбенов", "Нурлан Серикулы Абенов", "Нұрлан Әбенов")) == []


def test_two_kazakh_spellings_may_be_two_names() -> None:
    assert found(person(5, "Қанат Оразов", "Қанат Уразов")) == [("split", {"Қанат Оразов", "Қанат Уразов"})]
    assert found(person(5, "Қанат Оразов", "Канат Уразов", "Kanat Orazov")) == []


def test_what_most_articles_hang_on_comes_first() -> None:
    people = [
        person(5, "Закир Гасанов"),
        person(1, "Гасанов"),
        person(9, "Заур Керімов"),
        person(4, "Керімов"),
    ]
    assert [min(count for _, count in c.names) for c in candidates(people)] == [4, 1]
