"""People and countries in Russian text, by the case endings of Russian and pymorphy3's dictionary."""

from index.entities.russian.base_form import base_form
from index.entities.russian.countries import find as find_countries
from index.entities.russian.language import is_russian
from index.entities.russian.persons import find as find_persons

__all__ = ["base_form", "find_countries", "find_persons", "is_russian"]
