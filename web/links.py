"""The addresses that the pages link to. Only known parameters get into them, whatever the request carried."""

from dataclasses import replace
from typing import Any

from flask import Flask, request, url_for

from web.feed_formats import FORMATS
from web.languages import DEFAULT
from web.params import SearchParams


def install(app: Flask) -> None:
    """Hand the links to the templates."""
    app.jinja_env.globals.update(
        search_url=search_url,
        article_url=article_url,
        feed_url=feed_url,
        feed_formats=FORMATS,
        switch_url=switch_url,
    )


def search_url(params: SearchParams) -> str:
    """A search."""
    return url_for("pages.search", **params.args())


def article_url(url: str, params: SearchParams) -> str:
    """Our page of an article, with the search that leads back."""
    return url_for("pages.article", url=url, **params.args())


def feed_url(form: str, params: SearchParams) -> str:
    """The newest articles of a search, as a feed."""
    return url_for("pages.feed", form=form, **replace(params, page=1, chosen_sort="").args())


def switch_url(language: str) -> str:
    """This page in another language; from an error the way leads to the search."""
    args: dict[str, Any] = SearchParams.read(request.args).args()
    args["lang"] = None if language == DEFAULT else language
    if request.blueprint != "pages" or request.endpoint is None:
        return url_for("pages.search", **args)
    if request.endpoint == "pages.article":
        args["url"] = request.args.get("url", "")
    return url_for(request.endpoint, **(request.view_args or {}), **args)
