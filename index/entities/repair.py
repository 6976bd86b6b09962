"""What grammar knows better than the tagger about where a Kazakh name ends.

Inside a name only the last word carries a case ending, so «Ердоғаннан Мирзиёев» are two people; a place or a
word such as «енді» beside a name is no part of it.
"""

from collections.abc import Iterator, Sequence

from index.entities import gazetteer, lists
from index.entities.cases import OFTEN_PART_OF_NAMES, splits
from index.entities.names import kazakh_form

Span = tuple[int, int, str]
_LOCATIVE = ("да", "де", "та", "те")
_SURNAMES = ("ов", "ев", "ёв", "ова", "ева", "ёва", "ин", "ина")


def repair(tokens: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """The spans, PERSON spans cut where a name must end and rid of words that are none."""
    return [piece for span in spans for piece in (_people(tokens, span) if span[2] == "PERSON" else (span,))]


def _people(tokens: Sequence[str], span: Span) -> Iterator[Span]:
    start, end, label = span
    if kazakh_form(" ".join(tokens[start:end]), "PERSON").lower() in lists.words("not_people"):
        return
    for i in range(start, end):
        if i == end - 1 or _ends_name(tokens[i]) or _are_two_surnames(tokens[i], tokens[i + 1]):
            piece = _trimmed(tokens, start, i + 1)
            if piece and not _is_where(tokens[start : i + 1], last=i == end - 1):
                yield *piece, label
            start = i + 1


def _are_two_surnames(word: str, following: str) -> bool:
    """«Волков Крикалёвпен»: two people, the second in another case than the first."""
    if gazetteer.is_known(word) or gazetteer.surname_ending(word.lower()) not in _SURNAMES:
        return False
    return any(gazetteer.surname_ending(stem.lower()) in _SURNAMES for stem, _ in splits(following))


def _is_where(words: Sequence[str], last: bool) -> bool:
    """«Жидебайда Абай»: a single word in the locative before a name is where, not who."""
    return not last and len(words) == 1 and any(ending in _LOCATIVE for _, ending in splits(words[0]))


def _ends_name(word: str) -> bool:
    """Is the word a comma, or does it carry a case ending that is not part of a name?"""
    if word == ",":
        return True
    if gazetteer.is_known(word):
        return False
    return any(ending not in OFTEN_PART_OF_NAMES and _is_name(stem) for stem, ending in splits(word))


def _is_name(stem: str) -> bool:
    return (
        gazetteer.is_known(stem) or bool(gazetteer.surname_ending(stem.lower())) or gazetteer.is_country(stem)
    )


def _trimmed(tokens: Sequence[str], start: int, end: int) -> tuple[int, int] | None:
    while start < end and _is_foreign(tokens[start], alone=end - start == 1):
        start += 1
    while start < end and _is_foreign(tokens[end - 1], alone=end - start == 1):
        end -= 1
    return (start, end) if start < end else None


def _is_foreign(word: str, alone: bool) -> bool:
    """A place, or a word that is never a name; a word alone may be a place's namesake."""
    if word == ",":
        return True
    facts = set(gazetteer.facts(word))
    if facts & {"given_names_male", "given_names_female", "surnames"}:
        return False
    return bool(facts & {"country", "never_names"} or (not alone and "places" in facts))
