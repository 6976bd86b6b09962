"""The addresses that the pages link to. Only known parameters get into them, whatever the request carried."""

from flask import Flask, request, url_for

from web.languages import DEFAULT
from web.params import SearchParams


def install(app: Flask) -> None:
    """Hand the links to the templates."""
    app.jinja_env.globals.update(search_url=search_url, article_url=article_url, switch_url=switch_url)


def search_url(params: SearchParams) -> str:
    """A search."""
    return url_for("pages.search", **params.args())


def article_url(url: str, params: SearchParams) -> str:
    """Our page of an article, with the search that leads back."""
    return url_for("pages.article", url=url, **params.args())


def switch_url(language: str) -> str:
    """This page in another language."""
    args = SearchParams.read(request.args).args()
    args["lang"] = None if language == DEFAULT else language
    if request.endpoint == "pages.article":
        return url_for("pages.article", url=request.args.get("url", ""), **args)
    return url_for("pages.search", **args)
