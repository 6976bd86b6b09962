import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.headline import MAX_TITLE, title_of

TITLES = """
З. Гасанов Бакуге келді. | Ол баяндама жасады.
Кездесуге Ә.Бөкейхан мен А. Байтұрсынұлы қатысты. | Кейін жиын өтті.
Сегодня г. Алматы принял гостей. | Далее был концерт.
Баға 1.5 млн. теңге болды. | Жаңа баға ертең шығады.
Ет, сүт, нан т.б. тауарлар қымбаттады. | Сатушылар осылай дейді.
Ол «Кел!» деді. | Сосын кетті.
Кто виноват? | Никто.
«Біз жеңдік!» | Ол осылай деді.
Нүктесіз жалғыз сөйлем
"""


@pytest.mark.parametrize("line", TITLES.strip().splitlines())
def test_the_title_is_the_first_sentence(line):
    assert title_of(line.replace(" | ", " ")) == line.split(" | ")[0]


def test_a_headline_is_the_title():
    assert (
        title_of("Елордада жиын өтті\nБүгін Астанада үлкен жиын өтті. Оған көп адам келді.")
        == "Елордада жиын өтті"
    )


def test_a_long_sentence_is_cut_between_words():
    title = title_of("сөз " * 200)
    assert len(title) <= MAX_TITLE and title.endswith("сөз…")


@given(st.text(min_size=1).map(str.strip).filter(bool))
def test_a_title_is_the_beginning_of_the_text(text):
    title = title_of(text)
    assert len(title) <= MAX_TITLE and text.startswith(title.removesuffix("…"))
