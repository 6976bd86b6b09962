"""What the templates call things, in the language of the page."""

from collections.abc import Iterable

from flask import Flask
from flask_babel import gettext as _

from search.parse import MAX_LENGTH
from search.results import Reading

FEEDS = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}
EXPORTS = {"csv": "CSV", "jsonl": "JSON Lines", "bibtex": "BibTeX", "ris": "RIS"}
CITATIONS = {"bibtex": "BibTeX", "ris": "RIS"}


def install(app: Flask) -> None:
    """Hand the names to the templates."""
    app.jinja_env.globals.update(
        facet_names=facet_names,
        sort_names=sort_names,
        examples=examples,
        told=told,
        citation_names=CITATIONS,
        max_length=MAX_LENGTH,
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
        "year": _("Years"),
        "month": _("Months"),
        "day": _("Days"),
    }


def sort_names() -> dict[str, str]:
    """Each order of results."""
    return {"relevance": _("most relevant"), "newest": _("newest"), "oldest": _("oldest")}


def suggestion_names() -> dict[str, str]:
    """Each kind of suggestion."""
    return {"person": _("Person"), "country": _("Country"), "word": _("Word"), "title": _("Article")}


def told(readings: Iterable[Reading]) -> list[tuple[Reading, str]]:
    """The readings that a reader is told of, and how; forms of a word go without saying."""
    return [(reading, text) for reading in readings if (text := _reading_texts(reading).get(reading.kind))]


def _reading_texts(reading: Reading) -> dict[str, str]:
    said = {"typed": reading.typed, "read": reading.read}
    return {
        "letters": _("“%(typed)s” was also read with Kazakh letters: %(read)s.", **said),
        "latin": _("“%(typed)s” was also read as Kazakh in Latin letters: %(read)s.", **said),
        "arabic": _("“%(typed)s” was also read as Kazakh in Arabic letters: %(read)s.", **said),
        "country": _("“%(typed)s” was also searched by another name of the country: %(read)s.", **said),
        "keyboard": _("“%(typed)s” was read as typed on another keyboard layout: %(read)s.", **said),
        "spelling": _("No article has “%(typed)s”; it was read as %(read)s.", **said),
        "as_words": _(
            "“%(typed)s” could not be read as a search command, so its words were searched.", **said
        ),
    }


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
