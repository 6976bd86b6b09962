"""Tokens keep their places in the text; initials stay with their full stop."""

from hypothesis import given
from hypothesis import strategies as st

from index.entities.rows import EDGES, Row
from index.entities.tokens import tokenize

NEWS = st.text(alphabet="АбвҚқәіңЗ. ,-«»%-1\n\u00a0’-", max_size=80)


@given(NEWS | st.text(max_size=60))
def test_every_visible_character_is_in_exactly_one_token(text: str) -> None:
    assert "".join(tokenize(text)) == "".join(text.split())


@given(NEWS | st.text(max_size=60))
def test_words_stand_where_their_row_says(text: str) -> None:
    row = Row(text)
    for first, words in row.sentences():
        for i, word in enumerate(words, first):
            start, end = row.place(i, i + 1)
            assert text[start:end] == word
        start, end = row.place(first, first + len(words))
        assert "".join(text[start:end].split()) == "".join(words)


@given(NEWS | st.text(max_size=60))
def test_sentences_hold_all_tokens_in_order(text: str) -> None:
    row = Row(text)
    assert [word for _, words in row.sentences() for word in words] == tokenize(text)
    assert row.words == [*EDGES, *(word for _, words in row.sentences() for word in (*words, *EDGES))]


def sentences(text: str) -> list[list[str]]:
    return [words for _, words in Row(text).sentences()]


def test_initials_keep_their_full_stop_and_do_not_end_a_sentence() -> None:
    assert tokenize("Генерал З. Гасанов пен Ә.Бөкейхан келді.") == [
        "Генерал", "З.", "Гасанов", "пен", "Ә.", "Бөкейхан", "келді", ".",
    ]  # fmt: skip
    assert tokenize("Есімов А. келді, Әлиев Б.С., Гасанов З. да") == [
        "Есімов", "А.", "келді", ",", "Әлиев", "Б.", "С.", ",", "Гасанов", "З.", "да",
    ]  # fmt: skip
    assert len(sentences("Қ.-Ж. Тоқаев пен З. Гасанов кездесті. Олар сөйлесті.")) == 2


def test_hyphens_and_percentages_hold_together() -> None:
    assert tokenize("Нұр-Сұлтан АҚШ-тың 5%-ке, COVID-19-ға") == [
        "Нұр-Сұлтан", "АҚШ-тың", "5", "%-ке", ",", "COVID-19-ға",
    ]  # fmt: skip


def test_a_line_break_ends_a_sentence_without_a_full_stop() -> None:
    assert sentences("Бас тақырып\nМәтін") == [["Бас", "тақырып"], ["Мәтін"]]
