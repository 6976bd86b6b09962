"""The query language, as a table."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.errors import QueryError
from index.query import And, Everything, InFacet, Node, Not, Nothing, Or, Phrase, Word
from search.parse import MAX_LENGTH, parse

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
    ("person:Гасановтың", Word("гасанов", "person")),
    ('person:"Закир Гасанов"', Phrase(("закир", "гасанов"), "person")),
    ("country:az", InFacet("country", ("AZ",))),
    ("country:Әзербайжан", InFacet("country", ("AZ",))),
    ("country:Азербайджан", InFacet("country", ("AZ",))),
    ("country:АҚШ", InFacet("country", ("US",))),
    ("source:tau.example", InFacet("source", ("tau.example",))),
    ("lang:kk-Latn", InFacet("language", ("kk-Latn",))),
    ("section:спорт", InFacet("section", ("спорт",))),
    ("мұнай -source:tau.example", And((OIL, Not(InFacet("source", ("tau.example",)))))),
    ("шай:мұнай", And((TEA, OIL))),
    ("мұнай or газ", And((OIL, Word("ор"), GAS))),
]


@pytest.mark.parametrize(("query", "node"), READ, ids=[repr(query) for query, _ in READ])
def test_read(query: str, node: Node) -> None:
    assert parse(query) == node


REFUSED = [
    ('мұнай "газ', 6, "quotation mark"),
    ("мұнай (газ", 6, "bracket is not closed"),
    ("мұнай) газ", 5, "never opened"),
    ("мұнай OR", 6, "nothing stands after OR"),
    ("OR OR мұнай", 0, "nothing stands after OR"),
    ("мұнай NOT", 6, "nothing stands after NOT"),
    ("after:кеше", 6, "not a date"),
    ("before:2024-13-01", 7, "no such date"),
    ("date:2023-02-29", 5, "no such date"),
    ("country:Атлантида", 8, "no country"),
    ("а" * (MAX_LENGTH + 1), MAX_LENGTH, "longer"),
]


@pytest.mark.parametrize(
    ("query", "position", "complaint"), REFUSED, ids=[query[:30] for query, _, _ in REFUSED]
)
def test_refused_with_the_position(query: str, position: int, complaint: str) -> None:
    with pytest.raises(QueryError, match=complaint) as caught:
        parse(query)
    assert caught.value.position == position
    assert f"character {position + 1} " in str(caught.value)


@given(
    st.text(max_size=60)
    | st.lists(
        st.sampled_from(
            ["(", ")", '"', "«", "»", "OR", "NOT", "-", "person:", "after:", "2024", "мұнай", " "]
        )
    ).map("".join)
)
def test_any_text_is_read_or_refused_with_a_position(query: str) -> None:
    try:
        parse(query)
    except QueryError as error:
        assert error.position is not None
        assert 0 <= error.position <= len(query)
