"""The input ladder: what was typed, and the other ways to read it.

Words are compared by stems without the nine letters and in Cyrillic, so one search finds all of that at once.
Here it is told apart: what was typed as it is comes first in the ranking, what had to be guessed is
reported, and is left out where its kind is switched off.
"""

from collections.abc import Collection, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace

from index.engines import Engine
from index.query import Node, Nothing, Or, Preference, Word
from index.text import keyboards
from index.text.kazakh.restore import RARE, restore
from index.text.scripts import fold
from search.ladder.respell import respelled
from search.language.lex import lex
from search.language.walk import rewritten
from search.lookup.forms import Forms, script
from search.results import Reading, ReadingKind

FIRST = 1000.0
"""Added to the score of what has a word as it was typed: more than all words of a query can score."""
MOST_WORDS = 16
"""Words of which the readings are told apart; whoever pastes more has all that folding finds, unreported."""
_EXACT_FORMS = 50
_GUESS: dict[str, ReadingKind] = {"cyrillic": "letters", "latin": "latin", "arabic": "arabic"}


@dataclass(slots=True)
class Widened:
    """A query with its words read in every allowed way: ``first`` raises what has them as they were typed."""

    node: Node = field(default_factory=Nothing)
    notes: list[Reading] = field(default_factory=list)
    first: list[Preference] = field(default_factory=list)


def guess(typed: str) -> ReadingKind:
    """The kind of guess that reads a word beyond its own script and letters."""
    return _GUESS[script(typed)]


def widen(node: Node, engine: Engine, forms: Forms, kinds: AbstractSet[str]) -> Widened:
    """Read every word of a query in the ways that ``kinds`` allow."""
    widened = Widened()
    words: set[str] = set()

    def read(leaf: Node) -> Node:
        if not isinstance(leaf, Word) or leaf.exact or not leaf.typed or leaf.field == "person":
            return leaf
        words.add(leaf.typed)
        if len(words) > MOST_WORDS and all(kind in kinds for kind in _GUESS.values()):
            return leaf
        return _read_word(leaf, engine, forms, kinds, widened)

    widened.node = rewritten(node, read)
    return widened


def _read_word(word: Word, engine: Engine, forms: Forms, kinds: Collection[str], widened: Widened) -> Node:
    kind = guess(word.typed)
    if kind not in kinds:
        return _as_typed_only(word, forms)
    likelier = respelled(word, engine) if kind == "letters" else word
    typed = forms.as_typed(word.term, word.typed)
    guessed = {form: n for form, n in forms.of(likelier.term, word.typed).items() if form not in typed}
    if not guessed:
        return likelier
    widened.notes.append(Reading(kind, word.typed, _shown(word.typed, kind, guessed)))
    if typed:
        widened.first.append(Preference(_any_form(typed, word), FIRST, flat=True))
    return likelier


def is_far_fetched(word: Word, forms: Forms) -> bool:
    """Whether all that a word finds was read into it against the odds: баладин as бала, child.

    Not where articles have the word in its own letters, have it just so with the nine letters given back, or where a
    known stem and likely endings give it.
    """
    if guess(word.typed) != "letters" or restore(word.typed)[1] <= RARE:
        return False
    found = forms.of(word.term, word.typed)
    return not forms.as_typed(word.term, word.typed) and all(fold(form) != word.typed for form in found)


def _as_typed_only(word: Word, forms: Forms) -> Node:
    typed = forms.as_typed(word.term, word.typed)
    return _any_form(typed, word) if typed else replace(word, term=word.typed, exact=True)


def _any_form(forms: Collection[str], word: Word) -> Node:
    nodes = tuple(Word(form, word.field, exact=True) for form in list(forms)[:_EXACT_FORMS])
    return nodes[0] if len(nodes) == 1 else Or(nodes)


def _shown(typed: str, kind: ReadingKind, guessed: dict[str, int]) -> str:
    """The guess as a reader knows it: the typed form with its letters where articles have that, else the shortest
    of the frequent forms."""
    restored = restore(typed)[0]
    if kind == "letters" and restored in guessed:
        return restored
    enough = max(guessed.values()) / 10
    return min((form for form, n in guessed.items() if n >= enough), key=lambda form: (len(form), form))


def on_other_keyboards(query: str) -> Iterator[str]:
    """The query as its keys read on other keyboard layouts, likeliest first; fields, quotes and operators stay."""
    pieces = list(lex(query))
    if all(piece.kind in ("word", "quote") for piece in pieces):
        yield from (reading.text for reading in keyboards.readings(query))
        return
    text = query
    for piece in reversed(pieces):
        if piece.kind == "word" and (better := keyboards.readings(piece.text)):
            text = text[: piece.position] + better[0].text + text[piece.position + len(piece.text) :]
    if text != query:
        yield text
