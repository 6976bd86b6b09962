"""Which words of the vocabulary are stemmed when the forms of a term are looked for."""

import pytest

from index.text.analyze import term
from search.lookup.forms import _may_have

FORMS = [
    "мұнайдың",
    "мұнайшылар",
    "кітабы",
    "кітаптар",
    "тарағы",
    "тарағым",
    "орны",
    "орындар",
    "даусы",
    "дауыстар",
    "ерні",
    "еріндер",
    "халқы",
    "халыққа",
    "ауылы",
    "қоя",
    "қойды",
    "қою",
    "баю",
    "байыды",
    "оқу",
    "оқыды",
    "камтиды",
    "қамтыды",
    "оның",
    "одан",
    "ол",
    "соның",
    "сол",
    "бұның",
    "бұл",
    "боп",
    "болды",
    "қып",
    "қылды",
    "ансамблі",
    "ансамбльдер",
    "экологии",
    "экология",
    "казахстанского",
    "казахстанский",
    "днями",
    "день",
    "декабря",
    "декабрь",
]


@pytest.mark.parametrize("surface", FORMS)
def test_a_form_of_a_term_is_looked_at(surface: str) -> None:
    assert _may_have(surface, term(surface))


@pytest.mark.parametrize(
    ("surface", "stem"), [("мұнара", "мунай"), ("кітапхана", "китал"), ("тарады", "тарак")]
)
def test_a_word_that_cannot_be_one_is_not_stemmed(surface: str, stem: str) -> None:
    assert not _may_have(surface, stem)
