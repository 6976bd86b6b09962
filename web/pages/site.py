"""What browsers and robots ask of a site: robots.txt, the map of its articles, the search box for the browser."""

from collections.abc import Iterator
from itertools import islice
from urllib.parse import quote

from flask import Response, abort, render_template, stream_with_context, url_for

from web.live_index import everything, find
from web.pages.blueprint import blueprint
from web.params import SearchParams

MOST = 50_000
"""Addresses that one sitemap may hold (sitemaps.org)."""
UNDATED = "undated"
_XML = "application/xml; charset=utf-8"


@blueprint.get("/robots.txt")
def robots() -> Response:
    """Robots may read articles, but not walk through every combination of filters."""
    kept_out = ("/api/", "/?", "/feed.", "/export.", "/citation.", "/archived")
    lines = ("User-agent: *", *(f"Disallow: {path}" for path in kept_out))
    sitemap = f"Sitemap: {url_for('pages.sitemap', _external=True)}"
    return Response("\n".join((*lines, "", sitemap, "")), mimetype="text/plain")


@blueprint.get("/sitemap.xml")
def sitemap() -> Response:
    """The sitemaps of all months, and of the articles without a date."""
    parts = list(_months())
    if find(_part(UNDATED), (), limit=0, offset=0).total:
        parts.append(UNDATED)
    addresses = [url_for("pages.sitemap_of", part=part, _external=True) for part in parts]
    return Response(render_template("sitemap.xml", addresses=addresses), content_type=_XML)


@blueprint.get("/sitemap-<part>.xml")
def sitemap_of(part: str) -> Response:
    """Our pages of the articles of one month, or of those without a date."""
    rows = everything(_part(part))
    first = next(rows, None)
    if first is None:
        abort(404)
    page = url_for("pages.article", _external=True)
    urls = (row.article.url for row in islice(rows, MOST - 1))
    return Response(stream_with_context(_urls(page, first.article.url, urls)), content_type=_XML)


def _months() -> tuple[str, ...]:
    return tuple(value.key for value in find(SearchParams(), ("month",), limit=0, offset=0).facets["month"])


def _part(part: str) -> SearchParams:
    return (
        SearchParams(exclude={"month": _months()})
        if part == UNDATED
        else SearchParams(filters={"month": (part,)})
    )


def _urls(page: str, first: str, others: Iterator[str]) -> Iterator[str]:
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    yield f"<url><loc>{page}?url={quote(first, safe='')}</loc></url>\n"
    for url in others:
        yield f"<url><loc>{page}?url={quote(url, safe='')}</loc></url>\n"
    yield "</urlset>\n"


@blueprint.get("/opensearch.xml")
def opensearch() -> Response:
    """The OpenSearch description, by which a browser takes the search box into its own."""
    return Response(
        render_template("opensearch.xml"), content_type="application/opensearchdescription+xml; charset=utf-8"
    )
