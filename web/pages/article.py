"""The article page: the whole text with the matches marked, and the ways on from it."""

import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import Response, abort, render_template, request
from flask_babel import gettext as _

from crawler.article import Article
from index.document import LOCAL_TIME
from search import ArticleView, Snippet
from web.archived import archived, is_archived
from web.live_index import current_index
from web.pages.blueprint import blueprint
from web.params import SearchParams

SIMILAR = 5
"""Similar articles that are shown."""


@blueprint.get("/article")
def article() -> str:
    """An article; the rest of the URL is the search that led to it."""
    params = SearchParams.read(request.args)
    view, index = asked_article(params.q), current_index()
    url, text = view.article.url, view.text
    return render_template(
        "article.html",
        params=params,
        view=view,
        article=view.article,
        paragraphs=list(_paragraphs(text)),
        matches=len(text.marks),
        forms=Counter(text[start:end].lower() for start, end in text.marks).most_common(),
        story=index.story(url),
        similar=index.similar(url, limit=SIMILAR),
        citation=_citation(view.article),
        original=_web_address(url),
        archived=is_archived(url),
    )


@blueprint.get("/archived")
def archived_page() -> Response:
    """The page that an article was made of, as a file to keep: it is never shown as a page of ours."""
    view = asked_article()
    page = archived(view.article.url)
    if page is None:
        abort(404, description=_("There is no archived copy of this article."))
    charset = page.charset if page.charset and re.fullmatch(r"[\w-]+", page.charset, re.ASCII) else "utf-8"
    answer = Response(page.body, content_type=f"text/html; charset={charset}")
    answer.headers["Content-Disposition"] = f'attachment; filename="{page.at:%Y%m%d-%H%M%S}.html"'
    answer.headers["Content-Security-Policy"] = "sandbox; default-src 'none'"
    return answer


def asked_article(query: str = "") -> ArticleView:
    """The article that this request names, with the matches of a query; ends in a 404 where there is none."""
    view = current_index().article(request.args.get("url", ""), query)
    if view is None:
        abort(404, description=_("There is no such article here. It may have been removed."))
    return view


def _citation(article: Article) -> str:
    """The article as a line of a bibliography."""
    authors = ", ".join(article.authors)
    day = article.published.astimezone(LOCAL_TIME).strftime("%d.%m.%Y") if article.published else ""
    head = f"{authors}. {article.title}" if authors else article.title
    return " ".join(
        filter(None, (f"{head} //", ", ".join(filter(None, (article.source, day))) + ".", article.url))
    )


def _web_address(url: str) -> str | None:
    """The address, if it is one that a browser may be sent to."""
    return url if urlsplit(url).scheme in ("http", "https") else None


def _paragraphs(text: Snippet) -> Iterator[Snippet]:
    """Each line of a text with its own marks."""
    start = 0
    for line in text.split("\n"):
        end = start + len(line)
        marks = tuple((a - start, b - start) for a, b in text.marks if start <= a and b <= end)
        if line.strip():
            yield Snippet(line, marks)
        start = end + 1
