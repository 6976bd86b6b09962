"""The operations of the API, each told of where it is written."""

from collections.abc import Iterable
from typing import Any

import msgspec
from flask import current_app, request
from werkzeug.exceptions import NotFound

from crawler.errors import QueryError
from index.query import FACETS
from search.around.profiles import CountryProfile, PersonProfile
from search.execute import DEFAULT_FACETS
from search.lookup.labels import LOCALES
from search.parse import MAX_LENGTH
from search.results import READINGS, Stats
from web.api.answers import ArticleAnswer, HitsAnswer, Offer, SearchAnswer, SuggestAnswer
from web.api.operation import operation
from web.api.parameters import Parameter
from web.languages import locale
from web.links import suggestion_url
from web.live_index import current_index, find
from web.params import NOT, WITHIN, SearchParams
from web.settings import DEFAULTS
from web.wording import suggestion_names


def _one_of(values: Iterable[str]) -> dict[str, Any]:
    return {"type": "string", "enum": list(values)}


_TEXT = {"type": "string", "maxLength": MAX_LENGTH}
QUERY = Parameter("q", "The query, in the language of the search box.", _TEXT, example="мұнай бағасы")
LOCALE = Parameter("lang", "The language of labels.", _one_of(LOCALES))
URL = Parameter("url", "The address of the article.", required=True)
DATES = (
    Parameter("since", "Published on or after: 2024, 2024-03 or 2024-03-22, in Kazakhstan's time."),
    Parameter("until", "Published on or before."),
)
NARROWING = (
    *(Parameter(facet, f"Any of these values of the facet {facet}.", many=True) for facet in FACETS),
    *(Parameter(NOT + facet, f"None of these values of the facet {facet}.", many=True) for facet in FACETS),
    *DATES,
)
WAYS = (
    Parameter("off", "Guessed readings of the query that shall not be tried.", _one_of(READINGS), many=True),
    Parameter("fold", "0 gives every article of a story a row of its own.", _one_of(("0", "1"))),
    Parameter("recent", "1 lets newer articles rise.", _one_of(("0", "1"))),
    *(
        Parameter(WITHIN + facet, f"Only values of the facet {facet} with a word that begins so.")
        for facet in ("person", "country", "source", "section", "author")
    ),
)
ORDER = Parameter(
    "sort",
    "The order; without words the newest come first.",
    _one_of(("relevance", "newest", "oldest")),
)
COUNTED = Parameter(
    "facets",
    f"The facets to count; else {', '.join(DEFAULT_FACETS)}.",
    _one_of(FACETS),
    many=True,
)
SOME = (
    Parameter(
        "limit",
        "How many hits to give.",
        {"type": "integer", "minimum": 0, "maximum": DEFAULTS["MAX_API_LIMIT"], "default": 10},
    ),
    Parameter(
        "offset",
        "How many hits to leave out before.",
        {"type": "integer", "minimum": 0, "maximum": DEFAULTS["MAX_DEPTH"], "default": 0},
    ),
)


@operation("/search", QUERY, *NARROWING, *WAYS, ORDER, *SOME, COUNTED, LOCALE, answer=SearchAnswer)
def search() -> dict[str, Any]:
    """Find articles. All but ``limit`` and ``offset`` are the parameters of the search page."""
    params = SearchParams.read(request.args)
    limit, offset = int(request.args.get("limit", 10)), int(request.args.get("offset", 0))
    if limit > current_app.config["MAX_API_LIMIT"] or offset + limit > current_app.config["MAX_DEPTH"]:
        raise QueryError(
            f"limit may be {current_app.config['MAX_API_LIMIT']} at most,"
            f" and limit and offset together {current_app.config['MAX_DEPTH']}"
        )
    page = find(params, request.args.getlist("facets") or DEFAULT_FACETS, limit=limit, offset=offset)
    asked = {
        "filters": params.filters,
        "exclude": params.exclude,
        "since": params.since or None,
        "until": params.until or None,
        "sort": params.sort,
    }
    return page.to_dict() | asked


@operation(
    "/suggest",
    Parameter("q", "The beginning of a query.", _TEXT, required=True, example="тоқ"),
    Parameter("limit", "How many to give.", {"type": "integer", "minimum": 1, "maximum": 20, "default": 8}),
    LOCALE,
    answer=SuggestAnswer,
)
def suggest() -> Any:
    """People, countries, words and titles that a beginning may become."""
    limit = int(request.args.get("limit", 8))
    found = current_index().suggest(request.args["q"], limit=limit, locale=locale())
    labels = suggestion_names()
    offers = [
        Offer(one.kind, one.text, one.key, one.count, labels[one.kind], suggestion_url(one)) for one in found
    ]
    return _plain(SuggestAnswer(offers))


@operation("/article", URL, QUERY, answer=ArticleAnswer, may_be_missing=True)
def article() -> dict[str, Any]:
    """One article with its people and countries; ``marks`` are the matches of ``q``."""
    view = current_index().article(request.args["url"], request.args.get("q", ""))
    if view is None:
        raise NotFound("there is no article with this url")
    return {
        **view.article.to_record(),
        "persons": view.persons,
        "countries": view.countries,
        "marks": {"title": view.title.marks, "text": view.text.marks},
    }


@operation("/story", URL, answer=HitsAnswer, may_be_missing=True)
def story() -> Any:
    """The other articles of an article's story, the first published first."""
    return _plain(HitsAnswer(list(current_index().story(_known_url()))))


@operation(
    "/similar",
    URL,
    Parameter("limit", "How many to give.", {"type": "integer", "minimum": 1, "maximum": 20, "default": 5}),
    answer=HitsAnswer,
    may_be_missing=True,
)
def similar() -> Any:
    """Articles about the same."""
    limit = int(request.args.get("limit", 5))
    return _plain(HitsAnswer(list(current_index().similar(_known_url(), limit=limit))))


def _known_url() -> str:
    url = request.args["url"]
    if current_index().article(url) is None:
        raise NotFound("there is no article with this url")
    return url


@operation(
    "/person",
    Parameter("name", "The name, in any spelling.", required=True, example="Қасым-Жомарт Тоқаев"),
    LOCALE,
    answer=PersonProfile,
    may_be_missing=True,
)
def person() -> Any:
    """What the articles that name a person have in common."""
    profile = current_index().person(request.args["name"], locale=locale())
    if profile is None:
        raise NotFound("no article names this person")
    return _plain(profile)


@operation(
    "/country",
    Parameter("code", "The ISO 3166-1 alpha-2 code, or a name.", required=True, example="CN"),
    LOCALE,
    answer=CountryProfile,
    may_be_missing=True,
)
def country() -> Any:
    """What the articles that name a country have in common."""
    profile = current_index().country(request.args["code"], locale=locale())
    if profile is None:
        raise NotFound("no article names this country")
    return _plain(profile)


@operation("/stats", answer=Stats)
def stats() -> Any:
    """The index as a whole."""
    return _plain(current_index().stats())


def _plain(value: Any) -> Any:
    """Values for JSON."""
    return msgspec.to_builtins(value, enc_hook=str)
