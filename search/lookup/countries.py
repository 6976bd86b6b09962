"""Countries as people write them → their codes."""

from index import entities
from index.text.kazakh.restore import restore
from index.text.normalize import normalize
from search.lookup.labels import is_country_code


def country_code(text: str) -> str | None:
    """The ISO 3166-1 code that a text is or names: in any case form, with or without capitals and the nine letters."""
    if is_country_code(text.upper()):
        return text.upper()
    spelled = " ".join(restore(word)[0] for word in normalize(text).split())
    forms = (text, text.title(), text.upper(), spelled.title())
    return next(filter(None, map(entities.country_code, forms)), None)
