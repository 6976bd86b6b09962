"""The language of the pages, carried by the URL alone, and moments and numbers written in it."""

from datetime import datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask, has_request_context, request
from flask_babel import Babel

from index.document import LOCAL_TIME
from search.labels import label

DEFAULT = "kk"
NAMES = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
"""What each language calls itself; English is the language of the source and needs no catalogue."""

_WITH_TIME = {"kk": "y 'ж'. d MMMM, HH:mm", "ru": "d MMMM y 'г'., HH:mm", "en": "d MMMM y, HH:mm"}


def install(app: Flask) -> None:
    """Translate the pages of the app and keep the language in every link."""
    Babel(app, default_locale=DEFAULT, locale_selector=language)
    app.url_defaults(_keep_language)
    app.jinja_env.globals.update(
        language=language,
        language_names=NAMES,
        default_language=DEFAULT,
        day=day,
        moment=moment,
        number=number,
        facet_label=facet_label,
    )


def language() -> str:
    """The language that the URL of this request asks for."""
    asked = request.args.get("lang", "") if has_request_context() else ""
    return asked if asked in NAMES else DEFAULT


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint != "static" and language() != DEFAULT:
        values.setdefault("lang", language())


def day(when: datetime) -> str:
    """The day of a moment in Kazakhstan, in words."""
    return format_date(when.astimezone(LOCAL_TIME), "long", locale=language())


def moment(when: datetime) -> str:
    """Day and time of a moment in Kazakhstan, the day in words."""
    return format_datetime(when, _WITH_TIME[language()], tzinfo=LOCAL_TIME, locale=language())


def number(value: int) -> str:
    """A number with its thousands set apart."""
    return _decimal(value, language())


@lru_cache(4096)
def _decimal(value: int, locale: str) -> str:
    return format_decimal(value, locale=locale)


def facet_label(facet: str, key: str) -> str:
    """The name of a facet's key in the language of the page."""
    return label(facet, key, language())
