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
_LISTED = {"given_names_male", "given_names_female", "surnames"}
_SURNAMES = ("ов", "ев", "ёв", "ова", "ева", "ёва", "ин", "ина")


def repair(tokens: Sequence[str], spans: Sequence[Span]) -> list[Span]:
    """The spans, cut where a name must end and those of people rid of words that are none."""
    pieces = {"PERSON": _people, "GPE": _places}
    return [piece for span in spans for piece in pieces[span[2]](tokens, span)]


def _places(tokens: Sequence[str], span: Span) -> Iterator[Span]:
    """«Польшаның Гливице»: two places, for a case ending stands at the end of a name."""
    start, end, label = span
    for i in range(start, end - 1):
        if not _is_place_name(tokens[i]) and any(_is_place_name(stem) for stem, _ in splits(tokens[i])):
            yield start, i + 1, label
            start = i + 1
    yield start, end, label


def _is_place_name(stem: str) -> bool:
    return stem.lower() in lists.words("places") or gazetteer.is_country(stem)


def _people(tokens: Sequence[str], span: Span) -> Iterator[Span]:
    start, end, label = span
    if kazakh_form(" ".join(tokens[start:end]), "PERSON").lower() in lists.words("not_people"):
        return
    for i in range(start, end):
        if i == end - 1 or _ends_name(tokens[i]) or _are_two_surnames(tokens[i], tokens[i + 1]):
            piece = _trimmed(tokens, start, i + 1)
            if piece and not _is_where(tokens[start : i + 1], last=i == end - 1):
                yield *piece, label
            elif i - start == 0 and _is_place(tokens[i]):
                yield i, i + 1, "GPE"
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
    while start < end and (_is_foreign(tokens[start]) or _is_word_before_name(tokens[start:end])):
        start += 1
    while start < end and _is_foreign(tokens[end - 1]):
        end -= 1
    named = any(word[:1].isupper() for word in tokens[start:end])
    return (start, end) if named else None


def _is_foreign(word: str) -> bool:
    """A comma, a place, a word that is never a name, or one in lower case: «Жақсылықов генерал-полковник»."""
    facts = set(gazetteer.facts(word))
    if word == "," or _is_place(word) or ("never_names" in facts and not facts & _LISTED):
        return True
    return word[:1].islower()


def _is_place(word: str) -> bool:
    facts = set(gazetteer.facts(word))
    return bool(facts & {"country", "places"}) and not facts & _LISTED


def _is_word_before_name(words: Sequence[str]) -> bool:
    """«Мерген Сергей Беляев»: a word that is a name too, before a given name and a surname."""
    if len(words) != 3 or "names_and_words" not in gazetteer.facts(words[0]):
        return False
    given, surname = (set(gazetteer.facts(word)) for word in words[1:])
    return bool(given & _LISTED) and any(f"surname_end={ending}" in surname for ending in _SURNAMES)
