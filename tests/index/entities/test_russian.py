"""Russian names: the nominative by declension, by the words before it and by the article's other namings."""

import pytest

from index.entities import extract
from index.entities.russian import is_russian, words
from index.entities.russian.declension import Form, adjectives, names, patronymics, surnames


@pytest.mark.parametrize(
    ("form", "found"),
    [
        ("кудайбергеном", Form("кудайберген", "m", "ablt")),
        ("абая", Form("абай", "m", "gent")),
        ("меркель", Form("меркель", "f", "datv")),
        ("кучмой", Form("кучма", "m", "ablt")),
        ("дариги", Form("дарига", "f", "gent")),
        ("юлии", Form("юлия", "f", "datv")),
        ("геннадием", Form("геннадий", "m", "ablt")),
        ("нуртлеу", Form("нуртлеу", "m", "ablt")),
    ],
)
def test_declension_of_names(form: str, found: Form) -> None:
    assert found in set(names(form))


def test_declension_of_surnames_and_patronymics() -> None:
    assert Form("токаев", "m", "ablt") in set(surnames("токаевым"))
    assert Form("назарбаева", "f", "gent") in set(surnames("назарбаевой"))
    assert Form("павликовский", "m", "gent") in set(surnames("павликовского"))
    assert Form("дворцевой", "m", "gent") in set(adjectives("дворцевого"))
    assert Form("абишевич", "m", "gent") in set(patronymics("абишевича"))
    assert Form("ивановна", "f", "ablt") in set(patronymics("ивановной"))


def people(text: str) -> list[str]:
    return [name for name, _ in extract(text).persons]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Указ вручили министру обороны Руслану Жаксылыкову в Астане.", "Руслан Жаксылыков"),
        ("Об этом сообщила депутат Александра Кондратова, и все согласились.", "Александра Кондратова"),
        ("По поручению Касым-Жомарта Токаева в город отправили помощь.", "Касым-Жомарт Токаев"),
        ("В гости к ним приехал и президент Эмомали Рахмон с женой.", "Эмомали Рахмон"),
        ("Документ готовили при участии Алмасадама Саткалиева и его министерства.", "Алмасадам Саткалиев"),
        ("Встреча с генералом К.-Ж. Ахметовым прошла в Москве на той неделе.", "К.-Ж. Ахметов"),
        (
            "Речь шла о Токаеве Касым-Жомарте Кемелевиче и о его работе в ООН.",
            "Токаев Касым-Жомарт Кемелевич",
        ),
    ],
)
def test_the_nominative_fits_the_sentence(text: str, name: str) -> None:
    assert people(text) == [name]


def test_the_surname_may_stand_first() -> None:
    assert people("Токаев Касым-Жомарт Кемелевич принял в Астане министра и не сказал о нём ни слова.") == [
        "Токаев Касым-Жомарт Кемелевич"
    ]
    text = "В Москве приняли Олжаса Сериманова. Потом Сериманову О.А. доложили, что и Курбанов Б. не приехал."
    assert extract(text).persons == [("Олжас Сериманов", 2), ("Курбанов Б.", 1)]


def test_other_namings_settle_an_open_case() -> None:
    text = "Мы видели Александра Ермекова и ушли. Потом Александр Ермеков сам позвонил, и Ермекову ответили."
    assert extract(text).persons == [("Александр Ермеков", 3)]


@pytest.mark.parametrize(
    "text",
    [
        "Он жил на улице Александра Пушкина и учился в школе имени Мухтара Ауэзова.",
        "Верховный суд и Алматинский областной музей не ответили на вопрос из Астаны.",
        "В субботу в театре «Нур Мубарак» и в парке не было ни души.",
    ],
)
def test_things_named_after_people_are_no_people(text: str) -> None:
    assert people(text) == []


def test_language() -> None:
    assert is_russian("Президент прибыл в Астану и на встрече с министром сказал, что не знает о решении.")
    assert not is_russian("Президент Астанаға келіп, министрмен кездесуде шешім туралы білмейтінін айтты.")
    assert not is_russian("")


def test_readings_of_equal_weight_come_in_the_same_order_in_every_process() -> None:
    forms = [reading.form for reading in words.readings("серікұлы") if reading.kind == "patronymic"]
    assert forms == list(patronymics("серікұлы"))
