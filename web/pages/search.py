"""The search page; everything about the search is in the URL."""

from functools import partial

from flask import abort, current_app, render_template, request

from web.facet_lists import facet_lists
from web.links import narrowing
from web.live_index import find
from web.pages.blueprint import blueprint
from web.paging import Paging
from web.params import SearchParams
from web.timeline import chart_of, chart_switches, date_facets

FACETS = ("person", "country", "source", "section", "language")
"""The facets that the search page shows as lists."""


@blueprint.get("/")
def search() -> str:
    """A search, or without one the start page with the newest articles."""
    params = SearchParams.read(request.args)
    size, depth = current_app.config["RESULTS_PER_PAGE"], current_app.config["MAX_DEPTH"]
    offset = (params.page - 1) * size
    if not 0 <= offset < depth:
        abort(404)
    dates = () if params.is_start else date_facets(params)
    page = find(params, (*FACETS, *dates), limit=min(size, depth - offset), offset=offset)
    paging = Paging.of(page.stories if params.fold else page.total, params.page, size, depth)
    if params.page > paging.last:
        abort(404)
    return render_template(
        "search.html",
        params=params,
        page=page,
        paging=paging,
        narrowed=narrowing(params),
        facets=facet_lists(page, params, FACETS),
        chart=chart_of(params, page.facets.get("month", ()), page.facets.get("day", ())),
        chart_switches=partial(chart_switches, endpoint="pages.search"),
    )
