"""The pages that people read: the search and the article."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, render_template, request
from flask_babel import gettext as _

from search import Snippet
from web.live_index import current_index, find
from web.paging import Paging
from web.params import SearchParams

FACETS = ("person", "country", "source", "section", "language", "month")
"""What the search page counts."""

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def search() -> str:
    """The search page; everything about the search is in the URL."""
    params = SearchParams.read(request.args)
    size, depth = current_app.config["RESULTS_PER_PAGE"], current_app.config["MAX_DEPTH"]
    offset = (params.page - 1) * size
    if not 0 <= offset < depth:
        abort(404)
    page = find(params, FACETS, limit=min(size, depth - offset), offset=offset)
    paging = Paging.of(page.total, params.page, size, depth)
    if params.page > paging.last:
        abort(404)
    return render_template("search.html", params=params, page=page, paging=paging)


@blueprint.get("/article")
def article() -> str:
    """An article; the rest of the URL is the search that led to it."""
    params = SearchParams.read(request.args)
    url = request.args.get("url", "")
    view = current_index().article(url, params.q)
    if view is None:
        abort(404, description=_("There is no such article here. It may have been removed."))
    return render_template(
        "article.html",
        params=params,
        view=view,
        article=view.article,
        paragraphs=list(_paragraphs(view.text)),
        original=url if urlsplit(url).scheme in ("http", "https") else None,
    )


def _paragraphs(text: Snippet) -> Iterator[Snippet]:
    """Each line of a text with its own marks."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        marks = tuple((a - start, b - start) for a, b in text.marks if start <= a and b <= end)
        if line.strip():
            yield Snippet(line, marks)
        start = end + 1


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Robots may read articles, but not walk through every combination of filters."""
    return Response("User-agent: *\nDisallow: /api/\nDisallow: /?\n", mimetype="text/plain")
