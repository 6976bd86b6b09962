"""The JSON API: what the pages know, for programs; errors are RFC 9457 problem details."""

import json
from typing import Any

from flask import Blueprint, current_app, request
from werkzeug.exceptions import NotFound

from crawler.errors import QueryError, StoredIndexError
from index.query import FACETS
from web.live_index import current_index, find
from web.params import SearchParams

blueprint = Blueprint("api", __name__)


@blueprint.get("/api/search")
def search() -> dict[str, Any]:
    """Find articles: the parameters of the search page, with ``limit`` and ``offset`` for ``page``.

    Answers ``search.Page`` as JSON, with the filters, the dates and the order it was asked for.
    """
    params = SearchParams.read(request.args)
    limit = _number("limit", 10, current_app.config["MAX_API_LIMIT"])
    offset = _number("offset", 0, current_app.config["MAX_DEPTH"] - limit)
    page = find(params, FACETS, limit=limit, offset=offset)
    asked = {
        "filters": params.filters,
        "exclude": params.exclude,
        "since": params.since or None,
        "until": params.until or None,
        "sort": params.sort,
    }
    return page.to_dict() | asked


def _number(name: str, usual: int, most: int) -> int:
    text = request.args.get(name, str(usual))
    if not (text.isascii() and text.isdigit() and len(text) < 10 and int(text) <= most):
        raise QueryError(f"{name} must be a number from 0 to {most}")
    return int(text)


@blueprint.get("/api/article")
def article() -> dict[str, Any]:
    """One article by ``url``, with its people and countries; ``marks`` are the matches of ``q``."""
    view = current_index().article(request.args.get("url", ""), request.args.get("q", ""))
    if view is None:
        raise NotFound("there is no article with this url")
    return {
        **json.loads(view.article.to_json()),
        "persons": view.persons,
        "countries": view.countries,
        "marks": {"title": view.title.marks, "text": view.text.marks},
    }


@blueprint.get("/healthz")
def health() -> dict[str, Any] | tuple[dict[str, Any], int]:
    """Whether searches can be answered, for whatever watches over the server."""
    try:
        info = current_index().info
    except StoredIndexError as error:
        return {"status": "unavailable", "detail": str(error)}, 503
    return {"status": "ok", "documents": info.documents, "generation": info.generation}
