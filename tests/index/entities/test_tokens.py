"""Tokens keep their places in the text; initials stay with their full stop."""

from hypothesis import given
from hypothesis import strategies as st

from index.entities.tokens import sentences, tokenize

NEWS = st.text(alphabet="АбвҚқәіңЗ. ,-«»%-1\n\u00a0’-", max_size=80)


def words(text: str) -> list[str]:
    return [token.text for token in tokenize(text)]


@given(NEWS | st.text(max_size=60))
def test_every_visible_character_is_in_exactly_one_token(text: str) -> None:
    tokens = tokenize(text)
    assert "".join(token.text for token in tokens) == "".join(text.split())
    assert all(text[token.start : token.end] == token.text for token in tokens)


@given(NEWS | st.text(max_size=60))
def test_sentences_hold_all_tokens_in_order(text: str) -> None:
    assert [token for sentence in sentences(text) for token in sentence] == tokenize(text)


def test_initials_keep_their_full_stop_and_do_not_end_a_sentence() -> None:
    assert words("Генерал З. Гасанов пен Ә.Бөкейхан келді.") == [
        "Генерал", "З.", "Гасанов", "пен", "Ә.", "Бөкейхан", "келді", ".",
    ]  # fmt: skip
    assert words("Есімов А. келді, Әлиев Б.С., Гасанов З. да") == [
        "Есімов", "А.", "келді", ",", "Әлиев", "Б.", "С.", ",", "Гасанов", "З.", "да",
    ]  # fmt: skip
    assert len(list(sentences("Қ.-Ж. Тоқаев пен З. Гасанов кездесті. Олар сөйлесті."))) == 2


def test_hyphens_and_percentages_hold_together() -> None:
    assert words("Нұр-Сұлтан АҚШ-тың 5%-ке, COVID-19-ға") == [
        "Нұр-Сұлтан", "АҚШ-тың", "5", "%-ке", ",", "COVID-19-ға",
    ]  # fmt: skip


def test_a_line_break_ends_a_sentence_without_a_full_stop() -> None:
    assert [[t.text for t in s] for s in sentences("Бас тақырып\nМәтін")] == [["Бас", "тақырып"], ["Мәтін"]]
