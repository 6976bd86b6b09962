"""search: query string → results. ``search.open(location).search(query, …)`` is the public Python API."""

from search.execute import Index, open
from search.profiles import CountryProfile, PersonProfile
from search.results import ArticleView, FacetValue, Hit, Interpretation, Page
from search.snippets import Snippet

__all__ = [
    "ArticleView",
    "CountryProfile",
    "FacetValue",
    "Hit",
    "Index",
    "Interpretation",
    "Page",
    "PersonProfile",
    "Snippet",
    "open",
]
