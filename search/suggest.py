"""What somebody may be about to type: people, countries, words, titles."""

import re
from collections.abc import Iterator
from itertools import islice

from index.engines import Engine
from index.entities import spelling
from index.query import NAME, And, Or, Request, Word, pair_key
from index.text import terms
from index.text.analyze import term
from index.text.normalize import normalize
from index.text.scripts import fold, to_cyrillic
from search.language.words import beginning
from search.lookup.fit import fits
from search.lookup.labels import country_name
from search.lookup.state import State
from search.results import Suggestion

SHORTEST = 2
"""Letters from which on anything is suggested."""
_EACH = 3
"""Suggestions of one kind, where the others have some too."""
_LOOKED_AT = 50
_LAST_WORD = re.compile(r"(?<![\w-])[^\W\d_]+$")


def suggest(text: str, limit: int, locale: str, engine: Engine, state: State) -> tuple[Suggestion, ...]:
    """At most ``limit`` suggestions: of people, countries, words and titles in turn, the most frequent first."""
    typed = text.strip()
    if len(typed) < SHORTEST or limit < 1:
        return ()
    kinds = [
        _people(typed, engine, state),
        _countries(typed, locale, state),
        _words(typed, engine, state),
        _titles(typed, engine),
    ]
    chosen = [list(islice(kind, _EACH)) for kind in kinds]
    for kind, begun in zip(kinds, chosen, strict=True):
        begun += islice(kind, max(limit - sum(map(len, chosen)), 0))
    return tuple(_in_turn(chosen, limit))


def _in_turn(kinds: list[list[Suggestion]], limit: int) -> list[Suggestion]:
    """Each kind keeps its place and gives way to the others from its end."""
    while sum(map(len, kinds)) > limit:
        max(reversed(kinds), key=len).pop()
    return [suggestion for kind in kinds for suggestion in kind]


def _people(typed: str, engine: Engine, state: State) -> Iterator[Suggestion]:
    """People with a name word that begins as the last one typed does, and others that begin as the others do."""
    *others, last = [spelling.fold(word) for word in typed.split()]
    if not last:
        return
    found = engine.keys(NAME, last, _LOOKED_AT * (4 if others else 1))
    counts: dict[str, int] = {}
    for pair, count in found.items():
        word, _, key = pair.partition(pair_key(""))
        if word.startswith(last) and all(f" {other}" in f" {key}" for other in others):
            counts[key] = max(count, counts.get(key, 0))
    for key, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[: _EACH + 2]:
        name = state.names.shown(key)
        yield Suggestion("person", name, name, count)


def _countries(typed: str, locale: str, state: State) -> Iterator[Suggestion]:
    counts = state.keys("country")
    for code in sorted(counts, key=lambda code: (-counts[code], code)):
        names = (country_name(code, language) for language in (locale, "kk", "ru", "en"))
        if any(fits(name, typed) for name in names):
            yield Suggestion("country", country_name(code, locale), code, counts[code])


def _words(typed: str, engine: Engine, state: State) -> Iterator[Suggestion]:
    """The typed text with its last word made whole, by dictionary form."""
    begun = _LAST_WORD.search(typed)
    if not begun:
        return
    for stem, count in _stems(normalize(begun.group()), engine).items():
        text = typed[: begun.start()] + state.forms.dictionary_form(stem)
        yield Suggestion("word", text, text, count)


def _stems(typed: str, engine: Engine) -> dict[str, int]:
    """The stems that begin so; where none does, that of the word itself, which may have an ending by now."""
    found = engine.vocabulary("text", (fold(to_cyrillic(typed)),), _EACH + 2)
    begun = {stem: count for stem, count in found.items() if stem.isalpha() and len(stem) > 2}
    own = {} if begun else engine.frequencies("text", [term(typed)])
    return begun or {stem: count for stem, count in own.items() if count}


def _titles(typed: str, engine: Engine) -> Iterator[Suggestion]:
    """Articles whose title has all the words, the last one whole or begun; the newest first."""
    found = [term for term in terms(typed) if not term.whole]
    if not found:
        return
    *others, last = [Word(term.stem, "title") for term in found]
    begun = Or((last, beginning(found[-1].surface, "title")))
    request = Request(And((*others, begun)), sort="newest", limit=_EACH, fold=True)
    for hit in engine.find(request).articles:
        yield Suggestion("title", hit.article.title, hit.article.url, 1)
