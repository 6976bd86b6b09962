"""The operations of the API, each told of where it is written."""

import json
from typing import Any

from flask import current_app, request
from werkzeug.exceptions import NotFound

from crawler.errors import QueryError
from index.query import FACETS
from search.execute import DEFAULT_FACETS
from search.labels import LOCALES
from search.parse import MAX_LENGTH
from web.api.answers import ArticleAnswer, SearchAnswer
from web.api.operation import operation
from web.api.parameters import Parameter
from web.live_index import current_index, find
from web.params import NOT, SearchParams
from web.settings import DEFAULTS

_TEXT = {"type": "string", "maxLength": MAX_LENGTH}
QUERY = Parameter("q", "The query, in the language of the search box.", _TEXT, example="мұнай бағасы")
LOCALE = Parameter("lang", "The language of labels.", {"type": "string", "enum": list(LOCALES)})
URL = Parameter("url", "The address of the article.", required=True)
DATES = (
    Parameter("since", "Published on or after: 2024, 2024-03 or 2024-03-22, in Kazakhstan's time."),
    Parameter("until", "Published on or before."),
)
NARROWING = (
    *(Parameter(facet, f"Any of these values of the facet {facet}.", many=True) for facet in FACETS),
    *(Parameter(NOT + facet, f"None of these values of the facet {facet}.", many=True) for facet in FACETS),
    *DATES,
)
ORDER = Parameter(
    "sort",
    "The order; without words the newest come first.",
    {"type": "string", "enum": ["relevance", "newest", "oldest"]},
)
COUNTED = Parameter(
    "facets",
    f"The facets to count; else {', '.join(DEFAULT_FACETS)}.",
    {"type": "string", "enum": list(FACETS)},
    many=True,
)
SOME = (
    Parameter(
        "limit",
        "How many hits to give.",
        {"type": "integer", "minimum": 0, "maximum": DEFAULTS["MAX_API_LIMIT"], "default": 10},
    ),
    Parameter(
        "offset",
        "How many hits to leave out before.",
        {"type": "integer", "minimum": 0, "maximum": DEFAULTS["MAX_DEPTH"], "default": 0},
    ),
)


@operation("/search", QUERY, *NARROWING, ORDER, *SOME, COUNTED, LOCALE, answer=SearchAnswer)
def search() -> dict[str, Any]:
    """Find articles. All but ``limit`` and ``offset`` are the parameters of the search page."""
    params = SearchParams.read(request.args)
    limit, offset = int(request.args.get("limit", 10)), int(request.args.get("offset", 0))
    if limit > current_app.config["MAX_API_LIMIT"] or offset + limit > current_app.config["MAX_DEPTH"]:
        raise QueryError(
            f"limit may be {current_app.config['MAX_API_LIMIT']} at most,"
            f" and limit and offset together {current_app.config['MAX_DEPTH']}"
        )
    page = find(params, request.args.getlist("facets") or DEFAULT_FACETS, limit=limit, offset=offset)
    asked = {
        "filters": params.filters,
        "exclude": params.exclude,
        "since": params.since or None,
        "until": params.until or None,
        "sort": params.sort,
    }
    return page.to_dict() | asked


@operation("/article", URL, QUERY, answer=ArticleAnswer, may_be_missing=True)
def article() -> dict[str, Any]:
    """One article with its people and countries; ``marks`` are the matches of ``q``."""
    view = current_index().article(request.args["url"], request.args.get("q", ""))
    if view is None:
        raise NotFound("there is no article with this url")
    return {
        **json.loads(view.article.to_json()),
        "persons": view.persons,
        "countries": view.countries,
        "marks": {"title": view.title.marks, "text": view.text.marks},
    }
