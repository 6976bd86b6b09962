"""People and countries of whole articles, with the traps of real ones."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.entities import extract

SEED = Path(__file__).parents[4] / "shared" / "data" / "seed" / "000_343f0932eae36a3f.txt"

KAZAKH = """Сыртқы істер министрі Ерлан Ыдырысовтың Ташкент сапары аяқталды
Министр Ерлан Ыдырысов Өзбекстан астанасында әріптесі Абдулазиз Камиловпен кездесті. Келіссөзге Қазақстанның
Өзбекстандағы елшісі Ерік Өтембаев пен Солтүстік Қазақстан облысының әкімі Ерік Сұлтанов қатысты.
Е. Ыдырысов кездесу соңында өзбекстандық тараптың ұсынысын қолдады. А. Камилов та риза болды. Камиловтың айтуынша,
екі ел Кеңес Одағы ыдырағаннан бері дос. Қонақтар АҚШ-тан келген профессор Фредерик Старрға да жолықты."""

RUSSIAN = """Завершился визит министра Ерлана Идрисова
Министр иностранных дел Ерлан Идрисов встретился с Абдулазизом Камиловым. Вместе с Ерланом Идрисовым прилетела Айгуль
Сейтова. В переговорах с министром обороны Бахтияром Курбановым участвовала Дарига Назарбаева, сенатор из Казахстана.
По словам А. Камилова, узбекистанская сторона готова к работе с Южной Кореей.
Гости прошли по улице Амира Темура, а Камилова ждал в аэропорту посол США."""
RUSSIAN = RUSSIAN.replace("Айгуль\n", "Айгуль ")


def test_kazakh_article() -> None:
    found = extract(KAZAKH)
    assert dict(found.persons) == {
        "Ерлан Ыдырысов": 3,
        "Абдулазиз Камилов": 3,
        "Ерік Өтембаев": 1,
        "Ерік Сұлтанов": 1,
        "Фредерик Старр": 1,
    }
    assert sorted(found.countries) == ["KZ", "US", "UZ"]


def test_russian_article() -> None:
    found = extract(RUSSIAN)
    assert dict(found.persons) == {
        "Ерлан Идрисов": 3,
        "Абдулазиз Камилов": 3,
        "Айгуль Сейтова": 1,
        "Бахтияр Курбанов": 1,
        "Дарига Назарбаева": 1,
    }
    assert sorted(found.countries) == ["KR", "KZ", "US", "UZ"]


@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN])
def test_mentions_point_into_the_text(text: str) -> None:
    mentions = extract(text).mentions
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    assert [mention.start for mention in mentions] == sorted(mention.start for mention in mentions)


def test_mentions_keep_the_form_of_the_text_beside_the_name() -> None:
    forms = {mention.text for mention in extract(KAZAKH).mentions if mention.base == "Абдулазиз Камилов"}
    assert forms == {"Абдулазиз Камиловпен", "А. Камилов", "Камиловтың"}


def test_names_in_capitals_are_shown_as_names() -> None:
    assert extract("Кеше Серік АХМЕТОВ келді. АХМЕТОВТІҢ сөзі ұнады.").persons == [("Серік Ахметов", 2)]


@pytest.mark.parametrize("text", ["", " \n ", "...", "12.11.2024", "АҚШ", "«", "З.", "\u00ad", "и в с А.За"])
def test_odd_texts_are_no_error(text: str) -> None:
    extract(text)


@settings(max_examples=50)
@given(st.text(alphabet="АқЗа. ,-«»\nвсИ", max_size=60))
def test_any_text_is_no_error(text: str) -> None:
    found = extract(text)
    assert sum(count for _, count in found.persons) == sum(m.label == "PERSON" for m in found.mentions)


@pytest.mark.skipif(not SEED.exists(), reason="the development data is not beside the repository")
def test_the_real_article() -> None:
    found = extract(SEED.read_text(encoding="utf-8"))
    assert {name for name, _ in found.persons} == {
        "Руслан Жақсылықов",
        "Гейдар Әлиев",
        "Закир Гасанов",
        "Әлім Байел",
        "Сұлтан Камалетдинов",
        "Керим Велиев",
        "Заур Керімов",
    }
    assert sorted(found.countries) == ["AZ", "KZ"]


def test_what_bears_a_surname_is_no_person() -> None:
    text = "Назарбаев университетінің студенті Алмас Кенжебеков."
    assert extract(text).persons == [("Алмас Кенжебеков", 1)]
    assert ("Нұрсұлтан Назарбаев", 1) in extract("Кеше Назарбаевтың мектебі туралы айтылды.").persons


def test_particles_are_part_of_a_name() -> None:
    text = "Антониу Гутерриштің айтуынша, Урсула фон дер Ляйен келді. Ляйенге хат берілді."
    assert extract(text).persons == [("Урсула фон дер Ляйен", 2), ("Антониу Гутерриш", 1)]


def test_the_name_of_a_country_is_no_person() -> None:
    found = extract("Түркияның, Түркиядағы, түріктердің, америкалық, Құрама Штаттардың")
    assert found.persons == [] and [place.text for place in found.country_mentions][-1] == "Құрама Штаттардың"
