"""The language and script of the pages, carried by the URL alone, and how things are written in them.

Kazakh pages come in Cyrillic, in Latin and in Arabic script; the two latter are made of the first.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from flask import Flask, g, has_request_context, request
from markupsafe import Markup, escape

from index.document import LOCAL_TIME
from index.text.scripts import text_to_cyrillic
from index.text.transliterate import to_arabic, to_latin
from search import Snippet
from search.lookup.labels import label

DEFAULT = "kk"
NAMES = {"kk": "Қазақша", "kk-Latn": "Qazaqşa", "kk-Arab": "قازاقشا", "ru": "Русский", "en": "English"}
"""What each language calls itself; English is the language of the source and needs no catalogue."""
SCRIPTS: dict[str, Callable[[str], str]] = {"kk-Latn": to_latin, "kk-Arab": to_arabic}

_WITH_TIME = {"kk": "y 'ж'. d MMMM, HH:mm", "ru": "d MMMM y 'г'., HH:mm", "en": "d MMMM y, HH:mm"}


def install(app: Flask) -> None:
    """Keep the language in every link, and hand it to the templates."""
    app.url_defaults(_keep_language)
    app.jinja_env.globals.update(default_language=DEFAULT, direction=direction)
    app.context_processor(_for_templates)


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """How a page in the language ``code`` writes."""

    code: str

    @property
    def locale(self) -> str:
        """The language without its script."""
        return self.code.partition("-")[0]

    def displayed(self, code: str) -> str:
        """The language and script that a text in language ``code`` is shown in."""
        return self.code if self.code in SCRIPTS and code.partition("-")[0] == "kk" else code

    def shown(self, text: str, code: str = "kk") -> str:
        """A text in language ``code``: Kazakh in the script of the page, others as they are."""
        if self.code not in SCRIPTS or code == self.code or self.displayed(code) != self.code:
            return text
        return SCRIPTS[self.code](text_to_cyrillic(text, code))

    def in_language(self, code: str) -> Markup:
        """The attributes of an element that holds a text in language ``code``."""
        shown = self.displayed(code)
        return Markup('lang="{}" dir="{}"').format(shown, direction(shown))

    def marked(self, text: Snippet, code: str) -> Markup:
        """A text in language ``code`` with its matches marked."""
        pieces = ((escape(self.shown(piece, code)), is_match) for piece, is_match in text.pieces())
        return Markup("".join(f"<mark>{piece}</mark>" if is_match else piece for piece, is_match in pieces))

    def written(self, name: str) -> str:
        """A name or label in the script of the page."""
        return self.shown(name, self.locale)

    def facet_label(self, facet: str, key: str) -> str:
        """The name of a facet's key."""
        return self.written(_label(facet, key, self.locale))

    def day(self, when: datetime | date) -> str:
        """The day of a moment in Kazakhstan, in words."""
        local = when.astimezone(LOCAL_TIME).date() if isinstance(when, datetime) else when
        return self.written(_day(local, self.locale))

    def moment(self, when: datetime) -> str:
        """Day and time of a moment in Kazakhstan, the day in words."""
        pattern = _WITH_TIME[self.locale]
        return self.written(format_datetime(when, pattern, tzinfo=LOCAL_TIME, locale=self.locale))

    def number(self, value: float, pattern: str | None = None) -> str:
        """A number with its thousands set apart."""
        return _decimal(value, pattern, self.locale)


_label = lru_cache(1 << 14)(label)


@lru_cache(1 << 12)
def _day(when: date, locale: str) -> str:
    return format_date(when, "long", locale=locale)


@lru_cache(1 << 12)
def _decimal(value: float, pattern: str | None, locale: str) -> str:
    return format_decimal(value, pattern, locale=locale)


def page_language() -> PageLanguage:
    """The language that the URL of this request asks for; it is kept, for a page looks at it hundreds of times."""
    if not has_request_context():
        return PageLanguage(DEFAULT)
    kept: PageLanguage | None = g.get("page_language")
    if kept is None:
        asked = request.args.get("lang", "")
        kept = g.page_language = PageLanguage(asked if asked in NAMES else DEFAULT)
    return kept


def language() -> str:
    """The code of this request's language, with the script where it is not the usual one."""
    return page_language().code


def locale() -> str:
    """The language of this request without its script."""
    return page_language().locale


def direction(code: str) -> str:
    """Which way a language is written."""
    return "rtl" if code.endswith("-Arab") else "ltr"


def _for_templates() -> dict[str, Any]:
    """The language and its ways of writing, by their names."""
    here = page_language()
    ways = ("shown", "in_language", "marked", "written", "facet_label", "day", "moment", "number")
    return {"language": here.code} | {name: getattr(here, name) for name in ways}


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint != "static" and language() != DEFAULT:
        values.setdefault("lang", language())
