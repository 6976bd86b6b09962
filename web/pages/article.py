"""The article page: the whole text with the matches marked, and the ways on from it."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import abort, render_template, request
from flask_babel import gettext as _

from search import Snippet
from web.live_index import current_index
from web.pages.blueprint import blueprint
from web.params import SearchParams


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
