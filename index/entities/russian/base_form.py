"""The nominative of a mention in Russian."""

from index.entities.russian import persons, words
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
    if not places or any(parse.tag.case == "nomn" for parse in places):
        return text
    return str(places[0].normal_form).capitalize()
