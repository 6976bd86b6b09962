"""People and countries from news text.

``extract_all(texts)`` is what the index calls; the smaller functions are its steps.
"""

from index.entities.countries import countries, country_code
from index.entities.extraction import CountryMention, Entities, Mention, extract, extract_all
from index.entities.names import base_form
from index.entities.spelling import best_form, merge_key
from index.entities.tagger import tag

__all__ = [
    "CountryMention",
    "Entities",
    "Mention",
    "base_form",
    "best_form",
    "countries",
    "country_code",
    "extract",
    "extract_all",
    "merge_key",
    "tag",
]
