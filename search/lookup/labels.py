"""Facet keys as people read them, by the CLDR names of Babel, in Kazakh, Russian or English."""

from datetime import date
from functools import cache, lru_cache

from babel import Locale
from babel.dates import format_skeleton

LOCALES = ("kk", "ru", "en")
SCRIPTS = {
    "kk-Latn": {"kk": "қазақша (латын)", "ru": "казахский (латиница)", "en": "Kazakh (Latin)"},
    "kk-Arab": {"kk": "қазақша (төте жазу)", "ru": "казахский (арабица)", "en": "Kazakh (Arabic)"},
    "und": {"kk": "белгісіз", "ru": "неизвестно", "en": "unknown"},
}


def label(facet: str, key: str, locale: str = "kk") -> str:
    """The name of a facet key; keys that name themselves (people, sources) stay as they are."""
    match facet:
        case "country":
            return country_name(key, locale)
        case "language":
            return _language_name(key, locale)
        case "month":
            return _month_name(key, locale)
        case _:
            return key


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code if code in LOCALES else "kk")


@lru_cache(1 << 12)
def country_name(code: str, locale: str = "kk") -> str:
    """CLDR's name of an ISO 3166-1 code, or the code where it has none."""
    return str(_locale(locale).territories.get(code, code))


def is_country_code(text: str) -> bool:
    """Whether this is an ISO 3166-1 alpha-2 code that CLDR knows."""
    return len(text) == 2 and text.isascii() and text.isalpha() and text in _locale("en").territories


def _language_name(code: str, locale: str) -> str:
    if code in SCRIPTS:
        return SCRIPTS[code].get(locale, SCRIPTS[code]["kk"])
    return str(_locale(locale).languages.get(code, code))


@lru_cache(1 << 12)
def _month_name(key: str, locale: str) -> str:
    try:
        first = date.fromisoformat(f"{key}-01")
    except ValueError:
        return key  # a filter may name any key
    return format_skeleton("yMMMM", first, locale=_locale(locale))
