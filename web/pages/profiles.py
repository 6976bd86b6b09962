"""The pages of a person and of a country: how they are written, when, where and beside whom they are named."""

from functools import partial
from typing import Any

from flask import abort, render_template, request, url_for
from flask_babel import gettext as _

from search.around.profiles import CountryProfile, PersonProfile
from search.results import FacetValue
from web.languages import locale, page_language
from web.links import narrowing, search_url
from web.live_index import current_index
from web.pages.blueprint import blueprint
from web.params import SearchParams
from web.timeline import chart_of, chart_switches

MOST_FORMS = 30
"""Spellings, and case forms, that are shown."""

Profile = PersonProfile | CountryProfile


@blueprint.get("/person/<path:name>")
def person(name: str) -> str:
    """A person, by any spelling of the name."""
    profile = current_index().person(name, locale=locale())
    if profile is None:
        abort(404, description=_("No article here names this person."))
    return _page(profile, "person", profile.name, name=name)


@blueprint.get("/country/<path:code>")
def country(code: str) -> str:
    """A country, by its code or a name of it."""
    profile = current_index().country(code, locale=locale())
    if profile is None:
        abort(404, description=_("No article here names this country."))
    return _page(profile, "country", profile.key, code=code)


def _page(profile: Profile, facet: str, key: str, **address: Any) -> str:
    params, about = SearchParams.read(request.args), SearchParams(filters={facet: (key,)})
    months = [FacetValue(month.month, month.month, month.count, of=month.of) for month in profile.months]
    return render_template(
        "profile.html",
        params=params,
        about=about,
        profile=profile,
        narrowed=narrowing(about),
        spellings=profile.spellings[:MOST_FORMS],
        case_forms=profile.case_forms[:MOST_FORMS],
        chart=chart_of(SearchParams(share=params.share), months),
        chart_switches=partial(chart_switches, endpoint=f"pages.{facet}", **address),
        country_rows=[
            (page_language().written(value.label), url_for("pages.country", code=value.key), value.count)
            for value in profile.countries
        ],
        source_rows=[
            (value.label, search_url(about.having("source", value.key)), value.count)
            for value in profile.sources
        ],
    )
