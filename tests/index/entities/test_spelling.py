"""Spellings of one name share a key, names of two people do not."""

import pytest

from index.entities.spelling import best_form, merge_key

SAME = [
    (
        "Қасым-Жомарт Тоқаев",
        "Касым-Жомарт Токаев",
        "Kassym-Jomart Tokayev",
        "Қасымжомарт Тоқаев",
        "Тоқаев Қасым-Жомарт",
    ),
    ("Нұрсұлтан Назарбаев", "Нурсултан Назарбаев", "Nursultan Nazarbayev", "Нұрсұлтан Әбішұлы Назарбаев"),
    ("Руслан Жақсылықов", "Руслан Жаксылыков", "Ruslan Jaqsylyqov", "Ruslan Zhaksylykov"),
    ("Гүлнәр Әлиева", "Гульнар Алиева"),
    ("Бақытжан Сағынтаев", "Бахытжан Сагинтаев"),
    ("Шыңғыс Уәлиханов", "Чингиз Валиханов"),
    ("Реджеп Тайип Ердоған", "Реджеп Тайип Эрдоган"),
    ("Абай Құнанбайұлы", "Абай Құнанбаев", "Абай Кунанбаев"),
    ("Қайрат Әбдірахманов", "Кайрат Абдрахманов"),
    ("Қасым-Жомарт Тоқаев", "Қасым-Жомарт Тоқайев"),
    ("Шавкат Мирзиёев", "Шавкат Мирзиеев"),
]
DIFFERENT = [
    ("Дариға Назарбаева", "Нұрсұлтан Назарбаев"),
    ("Серік Ахметов", "Серік Ахметова"),
    ("Асқар Мамин", "Асхат Мамин"),
    ("Нұрлан Әбенов", "Нұржан Әбенов"),
    ("Алина Иванова", "Анна Иванова"),
]


@pytest.mark.parametrize("names", SAME)
def test_spellings_of_one_name_share_the_key(names: tuple[str, ...]) -> None:
    assert len({merge_key(name) for name in names}) == 1


@pytest.mark.parametrize(("one", "other"), DIFFERENT)
def test_two_people_stay_two(one: str, other: str) -> None:
    assert merge_key(one) != merge_key(other)


def test_the_kazakh_spelling_is_shown() -> None:
    forms = {"Касым-Жомарт Токаев": 9, "Kassym-Jomart Tokayev": 3, "Қасым-Жомарт Тоқаев": 2, "Қ. Тоқаев": 5}
    assert best_form(forms) == "Қасым-Жомарт Тоқаев"
    assert best_form({"Roger Federer": 5, "Роджер Федерер": 1}) == "Роджер Федерер"
