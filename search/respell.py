"""Words typed without the nine letters, read by what the index holds."""

from dataclasses import replace

from index.engines import Engine
from index.query import MISREAD, And, Node, Not, Or, Request, Word
from index.text.kazakh.restore import restore
from index.text.letterless import is_letterless
from search.lookup import paired_with


def respell(node: Node, engine: Engine) -> Node:
    """The query with the words meant: биржан is Біржан where more articles have him than have a биржан."""
    match node:
        case Word():
            return _respelled(node, engine)
        case And(nodes):
            return And(tuple(respell(part, engine) for part in nodes))
        case Or(nodes):
            return Or(tuple(respell(part, engine) for part in nodes))
        case Not(part):
            return Not(respell(part, engine))
    return node


def _respelled(word: Word, engine: Engine) -> Word:
    """The reading that is in most articles; the first one where none is in more."""
    if word.exact or not is_letterless(word.typed):
        return word
    counts = paired_with(engine, MISREAD, word.typed)
    if not counts:
        return word
    likeliest = max(counts, key=lambda stem: (counts[stem], stem))
    spelling = Word(restore(word.typed)[0], word.field, exact=True)
    if engine.find(Request(spelling, limit=0)).total >= counts[likeliest]:
        return word
    return replace(word, term=likeliest)
