"""search: query string → results. ``search.open(location).search(query, …)`` is the public Python API.

A query is read (``parse``, ``language/``), in every way that people may have meant it (``ladder/``, by what
``lookup/`` knows of the index), and what is found is dressed (``present``, ``snippets``). ``around/`` is what stands
beside results.

>>> index = search.open(location)
>>> page = index.search("қорғаныс министрі", facets=["country"], limit=1)
>>> page.total, page.hits[0].source
(3, 'aqparat.example')
>>> [value.key for value in page.facets["country"] if value.count == page.total]
['KZ']

Whatever else the query was read as is told, and can be switched off:

>>> page = index.search("ghtpbltyn")
>>> page.interpretation.readings
(Reading(kind='keyboard', typed='ghtpbltyn', read='президент'),)
>>> index.search("ghtpbltyn", readings=[]).total
0

>>> index.search("минстр", readings=["stem"]).suggestions
('министр',)
>>> index.search("Айымбетовтың", readings=["stem"]).matched_as[0].forms[0]
('айымбетов', 2)
>>> index.suggest("рыб", limit=1)
(Suggestion(kind='person', text='Елена Рыбакина', key='Елена Рыбакина', count=5),)
>>> [hit.source for hit in index.similar(index.search("Ботай жылқысы").hits[0].url, limit=1)]
['aqparat.example']
>>> rows = index.export("мұнай танкер")
>>> print("".join(search.FORMATS["bibtex"](rows)).splitlines()[0])
@online{aqparatexample20011016n1,
>>> index.close()
"""

from search.around.profiles import CountryProfile, PersonProfile
from search.execute import Index, open
from search.export import FORMATS, Row
from search.results import (
    READINGS,
    ArticleView,
    FacetValue,
    Hit,
    Interpretation,
    Matched,
    Page,
    Reading,
    Stats,
    Story,
    Suggestion,
)
from search.snippets import Snippet

__all__ = [
    "FORMATS",
    "READINGS",
    "ArticleView",
    "CountryProfile",
    "FacetValue",
    "Hit",
    "Index",
    "Interpretation",
    "Matched",
    "Page",
    "PersonProfile",
    "Reading",
    "Row",
    "Snippet",
    "Stats",
    "Story",
    "Suggestion",
    "open",
]
