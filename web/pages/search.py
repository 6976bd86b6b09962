"""The search page; everything about the search is in the URL."""

from flask import abort, current_app, render_template, request

from web.live_index import find
from web.pages.blueprint import blueprint
from web.paging import Paging
from web.params import SearchParams

FACETS = ("person", "country", "source", "section", "language", "month")
"""What the search page counts."""


@blueprint.get("/")
def search() -> str:
    """A search, or without one the start page with the newest articles."""
    params = SearchParams.read(request.args)
    size, depth = current_app.config["RESULTS_PER_PAGE"], current_app.config["MAX_DEPTH"]
    offset = (params.page - 1) * size
    if not 0 <= offset < depth:
        abort(404)
    page = find(params, FACETS, limit=min(size, depth - offset), offset=offset)
    paging = Paging.of(page.stories, params.page, size, depth)
    if params.page > paging.last:
        abort(404)
    return render_template("search.html", params=params, page=page, paging=paging)
