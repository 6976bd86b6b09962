"""The newest articles of any search as a feed."""

import dataclasses
from urllib.parse import urlsplit

from flask import Response, current_app, request, url_for
from flask_babel import gettext as _

from search import Hit
from web.feed_formats import FORMATS, Entry, Feed
from web.languages import language, page_language
from web.live_index import find
from web.pages.blueprint import blueprint
from web.params import SearchParams

SIZE = 30
"""Articles in a feed."""


@blueprint.get("/feed.<any(rss, atom, json):form>")
def feed(form: str) -> Response:
    """The newest articles of a search, whatever order and page its URL asks for."""
    params = dataclasses.replace(SearchParams.read(request.args), chosen_sort="newest", page=1)
    page = find(params, (), limit=min(SIZE, current_app.config["MAX_DEPTH"]), offset=0)
    media, write = FORMATS[form]
    args = dataclasses.replace(params, chosen_sort="").args()
    content = Feed(
        title=feed_title(params),
        page=url_for("pages.search", **args, _external=True),
        address=url_for("pages.feed", form=form, **args, _external=True),
        language=language(),
        entries=[_entry(hit) for hit in page.hits],
    )
    return Response(write(content), content_type=f"{media}; charset=utf-8")


def feed_title(params: SearchParams) -> str:
    """What a feed is of: the words and the names that are wanted."""
    wanted = [
        page_language().facet_label(facet, key) for facet, keys in params.filters.items() for key in keys
    ]
    parts = [part for part in (params.q.strip(), *wanted) if part]
    return f"{', '.join(parts) or _('Newest articles')} – Izdeu"


def _entry(hit: Hit) -> Entry:
    ours = url_for("pages.article", url=hit.url, _external=True)
    return Entry(
        url=hit.url,
        link=hit.url if urlsplit(hit.url).scheme in ("http", "https") else ours,
        title=page_language().shown(hit.title, hit.language),
        summary=page_language().shown(hit.snippet, hit.language),
        source=hit.source,
        published=hit.published,
    )
