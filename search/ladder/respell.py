"""A word typed without the nine letters, read by what the index holds."""

from dataclasses import replace

from index.engines import Engine
from index.query import MISREAD, Request, Word
from index.text.kazakh.restore import restore
from index.text.letterless import is_letterless
from search.lookup.pairs import paired_with


def respelled(word: Word, engine: Engine) -> Word:
    """The word that is meant: биржан is Біржан where more articles have him than have a биржан."""
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
