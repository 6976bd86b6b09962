"""From text to terms: the pipeline of the index and of queries.

    tokenise → lower-case and normalise → script to Cyrillic → stem (Kazakh) or lemma (Russian) → fold

The language of a word is read off the word itself, never off the document around it, so that a query of
one word meets the same term that an article of any language left in the index.
"""

import re
from collections.abc import Callable, Iterator
from functools import cache, lru_cache, partial
from typing import NamedTuple

from index.kept import Kept
from index.text import kazakh, russian
from index.text.kazakh.restore import RARE, restore
from index.text.scripts import NINE_LETTERS, fold, to_cyrillic
from index.text.tokenize import Token, tokenize

_ENDINGS = """
шы ші ншы нші ыншы інші ға ге қа ке на не да де та те нда нде дан ден тан тен нан нен
ның нің дың дің тың тің ды ді ты ті ны ні н мен бен пен менен лар лер дар дер тар тер
дағы дегі тағы тегі ндағы ндегі лық лік дық дік тық тік ы і сы сі
й я е го м му х ю ой ый ая ых ым ом а у
"""
ATTACHED_ENDINGS = frozenset(fold(ending) for ending in _ENDINGS.split())
"""What follows a hyphen after a number, an abbreviation or a foreign name, folded: 19-шы, АҚШ-тың, 1990-х."""


class Term(NamedTuple):
    """One occurrence of a term.

    ``stem`` is what is searched, ``surface`` the lower-case form as printed; ``position`` counts words
    from 0; ``start`` and ``end`` are source offsets. ``whole`` marks a hyphenated word written together:
    it stands at the position of its first part.
    """

    stem: str
    surface: str
    position: int
    start: int
    end: int
    whole: bool = False


def stem_or_lemma(word: str) -> str:
    """The stem of a Kazakh word, typed with or without its nine letters, or the lemma of a Russian one."""
    return russian.lemma(word) if is_russian(word) else kazakh_stem(word)


def is_russian(word: str) -> bool:
    """Whether a word is in the Russian dictionary, has none of the nine letters, and is not common in Kazakh."""
    if not NINE_LETTERS.isdisjoint(word) or not russian.CYRILLIC.issuperset(word):
        return False
    return restore(word)[1] > RARE and russian.is_known(word)


def kazakh_stem(word: str) -> str:
    """The stem of a Kazakh word typed with or without its nine letters."""
    return kazakh.stem(restore(word)[0] if NINE_LETTERS.isdisjoint(word) else word)


PIPELINE: list[Callable[[str], str]] = [to_cyrillic, stem_or_lemma, fold]
_FORCED: dict[str, list[Callable[[str], str]]] = {
    "kk": [to_cyrillic, kazakh_stem, fold],
    "ru": [to_cyrillic, russian.lemma, fold],
}


# Roman numerals up to 39, as centuries and congresses have them, in either script or typed as they look: XIX, ХІХ, ХИХ.
_ROMAN = re.compile(r"(?=..)(?!и+$)[xх]{0,3}(?:[iіи][xхv]|v?[iіи]{0,3})")
_ROMAN_LETTERS = str.maketrans("хіи", "xii")
LONGEST_KEPT = 100
"""Characters of the longest piece worth keeping: longer ones do not recur and would fill the memory."""


@lru_cache(maxsize=1 << 16)
def term(surface: str, language: str | None = None) -> str:
    """The index term of one normalised lower-case word; a number, also a Roman one, is its own term."""
    if surface[0].isdigit():
        return surface.replace(",", ".")
    if _ROMAN.fullmatch(surface):
        return surface.translate(_ROMAN_LETTERS)
    word = surface
    for step in _FORCED.get(language or "", PIPELINE):
        word = step(word)
    return word or surface


def terms(text: str, language: str | None = None) -> Iterator[Term]:
    """Yield the terms of a text in order; ``language`` as in ``analyze``."""
    position = start = 0
    for piece, found in _by_piece(text, language):
        for stem, surface, place, first, last, whole in found:
            yield Term(stem, surface, position + place, start + first, start + last, whole)
        if found:
            position += found[-1].position + 1
        start += len(piece) + 1


def analyze(text: str, language: str | None = None) -> list[str]:
    """The terms of ``text`` as they are indexed and searched.

    ``language`` None, as the index and queries use it, decides word by word; "kk" or "ru" forces one reading.
    """
    return [term.stem for _, found in _by_piece(text, language) for term in found]


def _by_piece(text: str, language: str | None) -> Iterator[tuple[str, tuple[Term, ...]]]:
    """The pieces of a text, and the terms of each, counted from its own beginning.

    No token holds a blank, and pieces recur: each is analysed once.
    """
    kept = _kept(language)
    for piece in pieces_of(text):
        yield piece, kept[piece]


def pieces_of(text: str) -> list[str]:
    """What stands between the spaces and line breaks of a text."""
    return text.replace("\n", " ").split(" ")


@cache
def _kept(language: str | None) -> Kept[str, tuple[Term, ...]]:
    make = partial(terms_in, language=language)
    return Kept(make, 1 << 16, worth=lambda piece: len(piece) <= LONGEST_KEPT)


def terms_in(piece: str, language: str | None = None) -> tuple[Term, ...]:
    """The terms of a piece without blanks."""
    found: list[Term] = []
    for token in tokenize(piece):
        found.extend(_terms_of(token, found[-1].position + 1 if found else 0, language))
    return tuple(found)


def _terms_of(token: Token, position: int, language: str | None) -> Iterator[Term]:
    if token.kind != "word":
        stem = token.surface.replace(",", ".") if token.kind == "number" else fold(token.surface)
        yield Term(stem, token.surface, position, token.start, token.end)
        return
    parts, ending = split_hyphens(token.surface)
    if len(parts) == 1:
        yield Term(term(parts[0], language), token.surface, position, token.start, token.end)
        return
    forms = _in_dictionary_form(parts, language)
    stems = [term(form, language) for form in forms]
    whole = fold(to_cyrillic("".join(forms[:-1]))) + stems[-1]
    yield Term(whole, token.surface, position, token.start, token.end, whole=True)
    surfaces = [*parts[:-1], parts[-1] + ending]
    for number, (stem, surface) in enumerate(zip(stems, surfaces, strict=True)):
        yield Term(stem, surface, position + number, token.start, token.end)


def _in_dictionary_form(parts: list[str], language: str | None) -> list[str]:
    """The parts of a hyphenated word that the Russian dictionary has as a whole: в Алма-Ате is Алма-Ата."""
    word = "-".join(parts)
    if language == "kk" or not russian.is_known(word):
        return parts
    lemma = russian.lemma(word).split("-")
    return lemma if len(lemma) == len(parts) else parts


def split_hyphens(surface: str) -> tuple[list[str], str]:
    """Split at hyphens; an ending glued on by a hyphen is given apart (``-ға``)."""
    parts = [part for part in surface.split("-") if part]
    if len(parts) > 1 and fold(parts[-1]) in ATTACHED_ENDINGS:
        return parts[:-1], "-" + parts[-1]
    return parts, ""
