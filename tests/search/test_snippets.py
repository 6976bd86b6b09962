"""Marks and passages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.parse import parse
from search.snippets import PASSAGE_LENGTH, Snippet, Wanted, best_passage, mark


def marked(snippet: Snippet) -> list[str]:
    return [piece for piece, is_marked in snippet.pieces() if is_marked]


def test_every_form_is_marked_as_printed() -> None:
    snippet = mark("Мұнайдың бағасы. Мұнай!", Wanted.of(parse("мұнайлы OR мұнай").node))
    assert marked(snippet) == ["Мұнайдың", "Мұнай"]


def test_an_exact_word_marks_only_itself() -> None:
    assert marked(mark("Мұнайдың бағасы. Мұнай!", Wanted.of(parse('"мұнай"').node))) == ["Мұнай"]


def test_what_is_ruled_out_is_not_marked() -> None:
    assert marked(mark("мұнай мен газ", Wanted.of(parse("мұнай -газ").node))) == ["мұнай"]


def test_a_hyphenated_word_is_marked_whole() -> None:
    assert marked(mark("қазақ-орыс достығы", Wanted.of(parse("орыс").node))) == ["қазақ-орыс"]


TEXT = "Бірінші сөйлем бос. Екінші сөйлемде мұнай бар.\nҮшінші сөйлемде мұнай мен газ бар. Төртінші бос."


@pytest.mark.parametrize(
    ("query", "beginning"),
    [("мұнай газ", "Бірінші"), ("жоқ", "Бірінші"), ("төртінші", "Бірінші")],
)
def test_a_short_text_is_shown_from_its_beginning(query: str, beginning: str) -> None:
    assert best_passage(TEXT, Wanted.of(parse(query).node)).startswith(beginning)


def test_the_passage_with_most_of_the_words_is_chosen() -> None:
    filler = "Бұл жерде ештеңе айтылмайды, тек орын толтырылады. " * 12
    text = f"{filler}Мұнай бағасы өсті. {filler}Мұнай мен газ бағасы өсті. {filler}"
    passage = best_passage(text, Wanted.of(parse("мұнай газ бағасы").node))
    assert "Мұнай мен газ" in passage
    assert len(passage) <= PASSAGE_LENGTH + 4


def test_two_passages_where_the_words_stand_apart() -> None:
    filler = "Бұл жерде ештеңе айтылмайды, тек орын толтырылады. " * 12
    text = f"{filler}Мұнай бағасы өсті. {filler}Газ арзандады. {filler}"
    passage = best_passage(text, Wanted.of(parse("мұнай газ").node))
    assert "Мұнай бағасы өсті." in passage and passage.endswith(" … Газ арзандады.")
    assert marked(passage) == ["Мұнай", "Газ"] and len(passage.parts) == 2
    assert len(passage) <= PASSAGE_LENGTH + 8


def test_the_first_letter_of_a_name_ends_no_sentence() -> None:
    text = f"Мұнай бағасы өсті. Бұл туралы министр Р. Ахметов пен{' көп сөйлеген' * 20} басқалар айтты. Соңы."
    assert best_passage(text, Wanted.of(parse("мұнай").node)) == "Мұнай бағасы өсті."


def test_offsets_into_the_source_are_exact() -> None:
    filler = "Бұл жерде ештеңе айтылмайды, тек орын толтырылады.\n" * 12
    text = f"{filler}Мұнай бағасы өсті.\nОл тоқтамады. {filler}Газ да, мұнай да арзандады. {filler}"
    passage = best_passage(text, Wanted.of(parse("мұнай газ").node))
    assert [text[start:end] for start, end in passage.in_source()] == marked(passage)
    for part in passage.parts:
        shown = passage[part.at : part.at + part.end - part.start]
        assert shown == text[part.start : part.end].replace("\n", " ")


def test_a_long_text_takes_no_longer_than_its_words() -> None:
    text = "Мұнай бар. Газ бар. " * 20_000
    assert marked(best_passage(text, WANTED))[:2] == ["Мұнай", "Газ"]


def test_a_long_sentence_is_cut_at_blanks_with_its_match_inside() -> None:
    text = "сөз " * 200 + "мұнай " + "сөз " * 200
    passage = best_passage(text, Wanted.of(parse("мұнай").node))
    assert marked(passage) == ["мұнай"]
    assert passage.startswith("… сөз") and passage.endswith("сөз …")


@given(st.text("мұнайгз .!\n-«»АБ ", max_size=600))
def test_marks_always_cut_matches(text: str) -> None:
    for snippet in (mark(text, WANTED), best_passage(text, WANTED)):
        assert "".join(piece for piece, _ in snippet.pieces()) == snippet
        assert [text[a:b] for a, b in snippet.in_source()] == marked(snippet)
        ends = [0, *(end for _, end in snippet.marks)]
        assert all(
            end <= start < stop <= len(snippet)
            for end, (start, stop) in zip(ends, snippet.marks, strict=False)
        )


WANTED = Wanted.of(parse("мұнай газ").node)
