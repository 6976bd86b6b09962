"""The shipped model, the marks it gives and the repairs of grammar."""

from index.entities import tag
from index.entities.repair import repair
from index.entities.tagger import spans


def tagged(sentence: str) -> dict[str, str]:
    tokens = sentence.split()
    return {" ".join(tokens[start:end]): label for start, end, label in tag(tokens)}


def test_people_and_places_of_a_sentence() -> None:
    assert tagged("Кеше Мәскеуде Серік Ахметов пен Ольга Ивановамен кездесті .") == {
        "Мәскеуде": "GPE",
        "Серік Ахметов": "PERSON",
        "Ольга Ивановамен": "PERSON",
    }


def test_a_country_in_an_office_is_no_place_of_its_own() -> None:
    assert tagged("Бұл туралы Қазақстан Президенті Қасым-Жомарт Тоқаев айтты .") == {
        "Қасым-Жомарт Тоқаев": "PERSON"
    }


def test_an_empty_sentence_has_no_spans() -> None:
    assert tag([]) == []


def test_marks_become_spans() -> None:
    assert spans(["B-PERSON", "I-PERSON", "O", "B-GPE", "B-GPE", "I-PERSON"]) == [
        (0, 2, "PERSON"),
        (3, 4, "GPE"),
        (4, 5, "GPE"),
        (5, 6, "PERSON"),
    ]


def test_a_case_ending_inside_a_name_parts_two_people() -> None:
    assert repair(["Ахметовтан", "Серік", "Мұратов"], [(0, 3, "PERSON")]) == [
        (0, 1, "PERSON"),
        (1, 3, "PERSON"),
    ]
    assert repair(["Волков", "Крикалёвпен"], [(0, 2, "PERSON")]) == [(0, 1, "PERSON"), (1, 2, "PERSON")]
    assert repair(["Айдана", ",", "Әсел"], [(0, 3, "PERSON")]) == [(0, 1, "PERSON"), (2, 3, "PERSON")]


def test_places_and_plain_words_beside_a_name_are_cut_off() -> None:
    assert repair(["Енді", "Серік", "Ахметов"], [(0, 3, "PERSON")]) == [(1, 3, "PERSON")]
    assert repair(["Серік", "Ахметов", "Баку"], [(0, 3, "PERSON")]) == [(0, 2, "PERSON")]
    assert repair(["Кеңес", "Одағының"], [(0, 2, "PERSON")]) == []


def test_a_name_is_left_whole() -> None:
    for name in (["Сұлтан", "Камалетдинов"], ["Амангелді", "Иманов"], ["Линда", "Грейс"]):
        assert repair(name, [(0, 2, "PERSON")]) == [(0, 2, "PERSON")]
