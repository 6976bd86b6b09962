"""The nominative of a mention in Russian."""

from index.entities import lists
from index.entities.russian import declension, persons, words
from index.entities.tokens import tokenize


def base_form(text: str, label: str) -> str:
    """«Русланом Жаксылыковым» → «Руслан Жаксылыков», «Казахстана» → «Казахстан»; what is not known stays."""
    return _place(text) if label == "GPE" else _person(text)


def _person(text: str) -> str:
    tokens = tokenize(text)
    found = next(persons.find(tokens, in_sentence=False), None)
    if found is None or (found.start, found.end) != (0, len(tokens)) or not found.full:
        return text
    return max(found.bases, key=lambda base: found.bases[base])


def _place(text: str) -> str:
    places = [parse for parse in words.parses(text.lower()) if parse.is_known and "Geox" in parse.tag]
    if not places:
        return _listed_place(text)
    if any(parse.tag.case == "nomn" for parse in places):
        return text
    return persons.recase(str(places[0].normal_form), text)


def _listed_place(text: str) -> str:
    """«Шымкенте» → «Шымкент», of the places that our list has."""
    bases = [form.base for form in declension.names(text.lower())]
    listed = [
        base for base in bases if base in lists.words("places") and text.lower() not in lists.words("places")
    ]
    return persons.recase(listed[0], text) if listed else text
