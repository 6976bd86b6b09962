"""What the templates call things, in the language of the page."""

from flask import Flask
from flask_babel import gettext as _

from search.parse import MAX_LENGTH


def install(app: Flask) -> None:
    """Hand the names to the templates."""
    app.jinja_env.globals.update(
        facet_names=facet_names, sort_names=sort_names, examples=examples, max_length=MAX_LENGTH
    )


def facet_names() -> dict[str, str]:
    """Each facet."""
    return {
        "person": _("People"),
        "country": _("Countries"),
        "source": _("Sources"),
        "section": _("Sections"),
        "language": _("Languages"),
        "author": _("Authors"),
        "month": _("Months"),
    }


def sort_names() -> dict[str, str]:
    """Each order of results."""
    return {"relevance": _("most relevant"), "newest": _("newest"), "oldest": _("oldest")}


def examples() -> list[tuple[str, str]]:
    """Queries to try, each with what it asks for."""
    return [
        ("қорғаныс министрі", _("all of the words, in any form")),
        ('"қол қойды"', _("exactly these words, side by side")),
        ("мұнай OR газ", _("either word")),
        ("келісім -Ресей", _("the first word without the second")),
        ("person:Тоқаев", _("a person; country:, source: and title: work the same way")),
        ("country:Қытай after:2015", _("a country, and dates: 2015, 2015-03 or 2015-03-22")),
    ]
