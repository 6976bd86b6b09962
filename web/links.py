"""The addresses that the pages link to. Only known parameters get into them, whatever the request carried."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from flask import Flask, request, url_for

from search.results import Suggestion
from web.feed_formats import FORMATS
from web.languages import DEFAULT, NAMES, language
from web.params import SearchParams
from web.wording import EXPORTS, FEEDS


def install(app: Flask) -> None:
    """Hand the links to the templates."""
    app.jinja_env.globals.update(
        search_url=search_url,
        article_url=article_url,
        feed_links=feed_links,
        export_links=export_links,
        language_links=language_links,
        rewording=rewording,
    )


def search_url(params: SearchParams) -> str:
    """A search."""
    return address("", params.pairs())


def narrowing(params: SearchParams) -> Callable[[str, str], str]:
    """Where the names beside results lead: the same search with a facet's value wanted too."""
    as_it_is = search_url(params.at_page(1))
    sign = "&" if "?" in as_it_is else "?"

    def narrowed(facet: str, key: str) -> str:
        if key in (*params.filters.get(facet, ()), *params.exclude.get(facet, ())):
            return search_url(params.having(facet, key))
        return f"{as_it_is}{sign}{parameter(facet, key)}"

    return narrowed


def rewording(params: SearchParams) -> Callable[[str], str]:
    """Where other words lead, all else kept."""
    rest = params.reworded("").pairs()
    return lambda query: address("", [("q", query), *rest])


def article_url(url: str, params: SearchParams) -> str:
    """Our page of an article, with the search that leads back."""
    return address("article", [("url", url), *params.pairs()])


def address(page: str, pairs: Iterable[tuple[str, str]]) -> str:
    """A page in the language of this one. Flask's ``url_for`` takes ten times as long, and there are hundreds."""
    code = language()
    parameters = [parameter(name, value) for name, value in pairs]
    if code != DEFAULT:
        parameters.append(f"lang={code}")
    return f"{request.root_path}/{page}" + ("?" + "&".join(parameters) if parameters else "")


@lru_cache(1 << 14)
def parameter(name: str, value: str) -> str:
    """One parameter as an address has it."""
    return f"{name}={quote(value, safe='', errors='replace')}"


def suggestion_url(suggestion: Suggestion) -> str:
    """What a suggestion leads to."""
    match suggestion.kind:
        case "person":
            return url_for("pages.person", name=suggestion.key)
        case "country":
            return url_for("pages.country", code=suggestion.key)
        case "title":
            return article_url(suggestion.key, SearchParams())
        case _:
            return search_url(SearchParams(q=suggestion.text))


def feed_links(params: SearchParams) -> list[tuple[str, str, str]]:
    """The feeds of the newest articles of a search: name, media type, address."""
    content = _content(params)
    return [
        (FEEDS[form], media, url_for("pages.feed", form=form, **content))
        for form, (media, _) in FORMATS.items()
    ]


def export_links(params: SearchParams) -> list[tuple[str, str]]:
    """The files of everything that a search finds: name, address."""
    content = _content(params)
    return [(name, url_for("pages.export", form=form, **content)) for form, name in EXPORTS.items()]


def _content(params: SearchParams) -> dict[str, Any]:
    """What a search finds, whatever way it is shown, as parameters for ``url_for``."""
    return replace(params, page=1, chosen_sort="", fold=True, recent=False, within={}, share=False).args()


def language_links() -> list[tuple[str, str, str]]:
    """This page in every language: its code, its name, the address. From an error the way leads to the search."""
    endpoint, rest = "pages.search", dict[str, Any]()
    if request.blueprint == "pages" and request.endpoint is not None:
        endpoint, rest = request.endpoint, dict(request.view_args or {})
    if endpoint == "pages.article":
        rest["url"] = request.args.get("url", "")
    args = SearchParams.read(request.args).args()
    return [
        (code, name, url_for(endpoint, **args, lang=None if code == DEFAULT else code, **rest))
        for code, name in NAMES.items()
    ]
