"""The language and script of the pages, carried by the URL alone, and moments and numbers written in them.

Kazakh pages come in Cyrillic, in Latin and in Arabic script; the two latter are made of the first.
"""

from collections.abc import Callable
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal
from babel.support import NullTranslations, Translations
from flask import Flask, g, has_request_context, request
from flask_babel import Babel, Domain

from index.document import LOCAL_TIME
from index.text.scripts import text_to_cyrillic
from index.text.transliterate import to_arabic, to_latin
from search.labels import label

DEFAULT = "kk"
NAMES = {"kk": "Қазақша", "kk-Latn": "Qazaqşa", "kk-Arab": "قازاقشا", "ru": "Русский", "en": "English"}
"""What each language calls itself; English is the language of the source and needs no catalogue."""
SCRIPTS = {"kk-Latn": to_latin, "kk-Arab": to_arabic}

_WITH_TIME = {"kk": "y 'ж'. d MMMM, HH:mm", "ru": "d MMMM y 'г'., HH:mm", "en": "d MMMM y, HH:mm"}


def install(app: Flask) -> None:
    """Translate the pages of the app and keep the language in every link."""
    babel = Babel(app, default_locale=DEFAULT, locale_selector=locale)
    babel.domain_instance = _InScript()
    app.url_defaults(_keep_language)
    app.jinja_env.globals.update(
        language=language,
        language_names=NAMES,
        default_language=DEFAULT,
        direction=direction,
        displayed=displayed,
        shown=shown,
        written=written,
        day=day,
        moment=moment,
        number=number,
        facet_label=facet_label,
    )


def language() -> str:
    """The language that the URL of this request asks for, with the script where it is not the usual one."""
    if not has_request_context():
        return DEFAULT
    if "language" not in g:  # looked at hundreds of times for a page
        asked = request.args.get("lang", "")
        g.language = asked if asked in NAMES else DEFAULT
    return str(g.language)


def locale() -> str:
    """The language of this request without its script."""
    return language().partition("-")[0]


def direction(code: str) -> str:
    """Which way a language is written."""
    return "rtl" if code.endswith("-Arab") else "ltr"


def displayed(code: str) -> str:
    """The language and script that a text in language ``code`` is shown in."""
    return language() if language() in SCRIPTS and code.partition("-")[0] == "kk" else code


def shown(text: str, code: str = "kk") -> str:
    """A text in language ``code`` as this page shows it: Kazakh in the script of the page, others as they are."""
    script = language()
    if script not in SCRIPTS or code == script or displayed(code) != script:
        return text
    return SCRIPTS[script](text_to_cyrillic(text, code))


class _InScript(Domain):  # type: ignore[misc]  # the library has no types
    """The catalogues; those of Kazakh also in the script of the page."""

    def get_translations(self) -> NullTranslations:
        translations: NullTranslations = super().get_translations()
        return _Transliterated(translations) if language() in SCRIPTS else translations


class _Transliterated(Translations):
    """A catalogue whose texts are shown in the script of the page; what is put into them is not touched."""

    def __init__(self, cyrillic: NullTranslations) -> None:
        super().__init__()
        self._cyrillic = cyrillic

    def gettext(self, message: str) -> str:
        return shown(self._cyrillic.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return shown(self._cyrillic.ngettext(msgid1, msgid2, n))

    ugettext, ungettext = gettext, ngettext


def _keep_language(endpoint: str, values: dict[str, Any]) -> None:
    if endpoint != "static" and language() != DEFAULT:
        values.setdefault("lang", language())


def day(when: datetime | date) -> str:
    """The day of a moment in Kazakhstan, in words."""
    local = when.astimezone(LOCAL_TIME).date() if isinstance(when, datetime) else when
    return shown(_day(local, locale()), locale())


@lru_cache(4096)
def _day(when: date, locale: str) -> str:
    return format_date(when, "long", locale=locale)


def moment(when: datetime) -> str:
    """Day and time of a moment in Kazakhstan, the day in words."""
    text = format_datetime(when, _WITH_TIME[locale()], tzinfo=LOCAL_TIME, locale=locale())
    return shown(text, locale())


def number(value: int) -> str:
    """A number with its thousands set apart."""
    return _decimal(value, locale())


def number_writer() -> Callable[[int], str]:
    """``number`` for many of them."""
    code = locale()
    return lambda value: _decimal(value, code)


@lru_cache(4096)
def _decimal(value: int, locale: str) -> str:
    return format_decimal(value, locale=locale)


def facet_label(facet: str, key: str) -> str:
    """The name of a facet's key in the language and script of the page."""
    return written(_label(facet, key, locale()))


_label = lru_cache(1 << 14)(label)


def written(name: str) -> str:
    """A name or label in the script of the page."""
    return shown(name, locale())


def writer() -> Callable[[str], str]:
    """``written`` for many of them."""
    return written if language() in SCRIPTS else str
