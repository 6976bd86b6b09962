"""search: query string → results. ``search.open(location).search(query, …)`` is the public Python API."""

from search.execute import Index, open
from search.export import FORMATS, Row
from search.profiles import CountryProfile, PersonProfile
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
