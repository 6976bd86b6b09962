"""The shipped model, the marks it gives and the repairs of grammar."""

from index.entities import gazetteer, tag
from index.entities.features import sentence_features
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
    marks = ["B-PERSON", "I-PERSON", "O", "B-GPE", "B-GPE", "I-PERSON"]
    assert list(spans(enumerate(marks))) == [
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


def test_a_case_ending_inside_a_place_parts_two() -> None:
    assert repair(["Польшаның", "Гливице"], [(0, 2, "GPE")]) == [(0, 1, "GPE"), (1, 2, "GPE")]
    for place in (["Қытай", "Халық", "Республикасының"], ["Әл", "Фараби"], ["Нұр-Сұлтан", "қаласында"]):
        assert repair(place, [(0, len(place), "GPE")]) == [(0, len(place), "GPE")]


def test_the_word_behind_a_list_tells_of_all_its_names() -> None:
    tokens = ["Бақбақты", ",", "Бірлік", "және", "Ақдала", "ауылдарының"]
    told = [i for i, row in enumerate(sentence_features(tokens)) if "list=place" in row]
    assert told == [0, 2]
    assert not any(
        "list=place" in row for row in sentence_features(["Асан", ",", "Үсен", "келген", "ауылдар"])
    )


def test_a_listed_name_is_known_in_another_spelling() -> None:
    assert "like=given_names_male" in gazetteer.facts("Нүрсұлтанның")
    assert not any(fact.startswith("like") for fact in gazetteer.facts("нүрсұлтан"))
    assert not any(fact.startswith("like") for fact in gazetteer.facts("Нұрсұлтанның"))


def test_a_name_is_left_whole() -> None:
    for name in (["Сұлтан", "Камалетдинов"], ["Амангелді", "Иманов"], ["Линда", "Грейс"]):
        assert repair(name, [(0, 2, "PERSON")]) == [(0, 2, "PERSON")]
