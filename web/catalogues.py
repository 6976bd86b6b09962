"""The texts of the pages in their languages: Flask-Babel's catalogues, those of Kazakh in three scripts."""

from babel.support import NullTranslations, Translations
from flask import Flask, g
from flask_babel import Babel, Domain, get_translations
from markupsafe import Markup

from web.languages import DEFAULT, SCRIPTS, PageLanguage, locale, page_language


def install(app: Flask) -> None:
    """Translate the pages of the app."""
    babel = Babel(app, default_locale=DEFAULT, locale_selector=locale)
    babel.domain_instance = _InScript()
    app.jinja_env.globals.update(_=_translated, gettext=_translated)


def _translated(text: str, **values: object) -> Markup:
    """A text of a template: what the library's own way does in four calls, and a page has dozens of texts."""
    found = Markup((g.get("catalogue") or get_translations()).gettext(text))
    return found % values if values else found


class _InScript(Domain):  # type: ignore[misc]  # the library has no types
    """The catalogues; those of Kazakh also in the script of the page."""

    def get_translations(self) -> NullTranslations:
        if "catalogue" not in g:  # the library would look it up anew for each text
            translations: NullTranslations = super().get_translations()
            here = page_language()
            g.catalogue = _Transliterated(translations, here) if here.code in SCRIPTS else translations
        kept: NullTranslations = g.catalogue
        return kept


class _Transliterated(Translations):
    """A catalogue whose texts are shown in the script of the page; what is put into them is not touched."""

    def __init__(self, cyrillic: NullTranslations, here: PageLanguage) -> None:
        super().__init__()
        self._cyrillic, self._here = cyrillic, here

    def gettext(self, message: str) -> str:
        return self._here.shown(self._cyrillic.gettext(message))

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self._here.shown(self._cyrillic.ngettext(msgid1, msgid2, n))

    ugettext, ungettext = gettext, ngettext
