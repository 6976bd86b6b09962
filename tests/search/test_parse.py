"""The query language, as a table."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.query import (
    And,
    Everything,
    InFacet,
    Near,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    Prefix,
    Published,
    WithUrl,
    Word,
)
from search.language.walk import wanted_leaves
from search.language.words import words
from search.parse import MAX_DEPTH, MAX_LENGTH, MAX_PIECES, Parsed, parse

OIL, GAS, TEA = Word("мунай"), Word("газ"), Word("шай")

READ: list[tuple[str, Node]] = [
    ("", Everything()),
    ("  ", Everything()),
    ("… !", Nothing()),
    ("-", Nothing()),
    ("мұнай", OIL),
    ("МҰНАЙДЫҢ", OIL),
    ("мұнай газ", And((OIL, GAS))),
    ("мұнай AND газ", And((OIL, GAS))),
    ("мұнай ЖӘНЕ газ", And((OIL, GAS))),
    ("мұнай OR газ", Or((OIL, GAS))),
    ("мұнай НЕМЕСЕ газ", Or((OIL, GAS))),
    ("мұнай ИЛИ газ", Or((OIL, GAS))),
    ("шай мұнай OR газ", Or((And((TEA, OIL)), GAS))),
    ("шай (мұнай OR газ)", And((TEA, Or((OIL, GAS))))),
    ("((мұнай))", OIL),
    ("()", Nothing()),
    ("мұнай -газ", And((OIL, Not(GAS)))),
    ("мұнай NOT газ", And((OIL, Not(GAS)))),
    ("-газ", And((Not(GAS),))),
    ("-(мұнай газ)", And((Not(And((OIL, GAS))),))),
    ('"мұнай газы"', Phrase(("мұнай", "газы"), exact=True)),
    ("«мұнай газы»", Phrase(("мұнай", "газы"), exact=True)),
    ("“мұнай газы”", Phrase(("мұнай", "газы"), exact=True)),
    ('"мұнайдың"', Word("мұнайдың", exact=True)),
    ('""', Nothing()),
    ("қазақ-орыс", Or((Word("казакорыс"), Phrase(("казак", "орыс"))))),
    ("title:мұнай", Word("мунай", "title")),
    ('title:"мұнай газы"', Phrase(("мұнай", "газы"), "title", exact=True)),
    ("title:(мұнай)", Word("мунай", "title")),
    ("title:(мұнай OR газ) шай", And((Or((Word("мунай", "title"), Word("газ", "title"))), TEA))),
    ("title:(мұнай text:газ)", And((Word("мунай", "title"), Word("газ", "text")))),
    ("person:Гасановтың", Word("гасанов", "person")),
    (
        'person:"Закир Гасановтың"',
        Or(
            (
                Phrase(("закир", "гасанов"), "person"),
                InFacet("person", ("гасановтин закир", "гасанов закир")),
            )
        ),
    ),
    ('person:"Гасановтың"', Word("гасанов", "person")),
    ("country:az", InFacet("country", ("AZ",))),
    ("country:Әзербайжан", InFacet("country", ("AZ",))),
    ("country:Азербайджан", InFacet("country", ("AZ",))),
    ("country:АҚШ", InFacet("country", ("US",))),
    ("country:ақш", InFacet("country", ("US",))),
    ("country:казакстаннын", InFacet("country", ("KZ",))),
    ("country:казахстана", InFacet("country", ("KZ",))),
    ("country:kazakhstan", InFacet("country", ("KZ",))),
    ("source:tau.example", InFacet("source", ("tau.example",))),
    ("lang:kk-Latn", InFacet("language", ("kk-Latn",))),
    ("section:спорт", InFacet("section", ("спорт",))),
    ("мұнай -source:tau.example", And((OIL, Not(InFacet("source", ("tau.example",)))))),
    ("шай:мұнай", And((TEA, OIL))),
    ('"мұнай газы"~3', Near((OIL.term, GAS.term), 4)),
    ('"мұнай"~3', OIL),
    ('title:"мұнай газ"~0', Near((OIL.term, GAS.term), 1, "title")),
    ("мұн*", Or((Prefix("мұн", exact=True), Prefix("мун")))),
    ("title:Мұн*", Or((Prefix("мұн", "title", exact=True), Prefix("мун", "title")))),
    ("person:Тоқ*", Or((Prefix("тоқ", "person", exact=True), Prefix("ток", "person")))),
    ("*", Nothing()),
    ("url:https://tau.example/a", WithUrl("https://tau.example/a")),
    ("url:https://tau.example/a*", WithUrl("https://tau.example/a", prefix=True)),
    ("source:https://www.Tau.example/x", InFacet("source", ("tau.example",))),
    ("lang:KK-latn", InFacet("language", ("kk-Latn",))),
    ("author:Серік", InFacet("author", ("Серік",))),
    (r"\-газ", GAS),
    (r"мұнай \OR газ", And((OIL, words("or"), GAS))),
    (r"title\:мұнай", And((words("title"), OIL))),
    (r"мұн\*", Word("мун")),
    ("шай AND OR газ", Or((And((TEA, words("and"))), GAS))),
    ("мұнай or газ", And((OIL, words("or"), GAS))),
]


@pytest.mark.parametrize(("query", "node"), READ, ids=[repr(query) for query, _ in READ])
def test_read(query: str, node: Node) -> None:
    assert parse(query).node == node


PASTED: list[tuple[str, Node, str]] = [
    ('мұнай "газ', And((OIL, GAS)), '"'),
    ("мұнай (газ", And((OIL, GAS)), "("),
    ("мұнай) газ", And((OIL, GAS)), ")"),
    ("мұнай OR", And((OIL, words("or"))), "OR"),
    ("OR мұнай", And((words("or"), OIL)), "OR"),
    ("мұнай NOT", And((OIL, words("not"))), "NOT"),
    ("after:газ", GAS, "after:газ"),
    ("before:2024-13-01", words("2024-13-01"), "before:2024-13-01"),
    ("country:мұнай", OIL, "country:мұнай"),
    ("title: (мұнай)", And((words("title"), OIL)), ""),
    ("person:(мұнай)", OIL, "person:"),
]


@pytest.mark.parametrize(("query", "node", "typed"), PASTED, ids=[query for query, *_ in PASTED])
def test_what_cannot_be_read_is_searched_as_words_and_noted(query: str, node: Node, typed: str) -> None:
    parsed = parse(query)
    assert parsed.node == node
    assert [note.typed for note in parsed.notes] == ([typed] if typed else [])
    assert {note.kind for note in parsed.notes} <= {"as_words"}


def test_what_cannot_be_read_can_be_left_out() -> None:
    assert parse('мұнай (газ AND "', as_words=False) == Parsed(And((OIL, GAS)))
    assert parse("after:кез мұнай", as_words=False) == Parsed(OIL)


def test_a_long_query_is_cut_and_says_so() -> None:
    assert parse("мұнай " * 200).cut
    assert len(list(wanted_leaves(parse("мұнай " * 166).node))) == MAX_PIECES
    assert not parse("мұнай газ").cut
    assert parse("(" * MAX_LENGTH + "мұнай" + ")" * MAX_LENGTH).cut
    deep = "(" * 45 + "мұнай" + ")" * 45
    assert parse(deep).node == OIL and len(parse(deep).notes) == 2 * (45 - MAX_DEPTH)


def test_relative_dates_count_from_now() -> None:
    now = datetime(2024, 11, 22, 20, 0, tzinfo=UTC)  # already the 23rd in Astana
    assert parse("after:7d", now=now).node == Published(since=datetime(2024, 11, 15, 19, tzinfo=UTC))


def test_bare_words_as_typed() -> None:
    assert parse("Мұнайдың әскери-техникалық", exact=True).node == And(
        (Word("мұнайдың", exact=True), Word("әскери-техникалық", exact=True))
    )


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            [
                "(",
                ")",
                '"',
                "«",
                "»",
                "OR",
                "NOT",
                "-",
                "person:",
                "after:",
                "2024",
                "мұнай",
                " ",
                "~",
                "*",
                "\\",
            ]
        )
    ).map("".join)
)
def test_any_text_is_read(query: str) -> None:
    parsed = parse(query)
    assert isinstance(parsed.node, Everything) == (not query.strip())
