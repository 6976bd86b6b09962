"""All that a search found as a file, and one article as a citation; what is long is sent as it is made."""

from collections.abc import Iterable, Iterator
from itertools import chain

from flask import Response, request

from search.export import FORMATS, Row
from web.live_index import everything
from web.pages.article import asked_article
from web.pages.blueprint import blueprint
from web.params import SearchParams

MEDIA = {
    "csv": ("text/csv", "csv"),
    "jsonl": ("application/jsonl", "jsonl"),
    "bibtex": ("application/x-bibtex", "bib"),
    "ris": ("application/x-research-info-systems", "ris"),
}
"""The media type of each format, and how its files are called."""
PIECE = 64 * 1024
"""Characters that are sent at once, about."""


@blueprint.get("/export.<any(csv, jsonl, bibtex, ris):form>")
def export(form: str) -> Response:
    """Everything that a search finds, however much that is."""
    return _file(form, "izdeu", everything(SearchParams.read(request.args)))


@blueprint.get("/citation.<any(bibtex, ris):form>")
def cite(form: str) -> Response:
    """One article for a bibliography."""
    view = asked_article()
    return _file(form, "article", [Row(view.article, view.persons, view.countries)])


def _file(form: str, name: str, rows: Iterable[Row]) -> Response:
    lines = iter(FORMATS[form](rows))
    first = next(lines, "")  # what is wrong with the query shows here, while it can still be said
    media, suffix = MEDIA[form]
    answer = Response(_pieces(chain([first], lines)), content_type=f"{media}; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{suffix}"'
    return answer


def _pieces(lines: Iterable[str]) -> Iterator[bytes]:
    """The lines in pieces that are worth sending."""
    kept: list[str] = []
    size = 0
    for line in lines:
        kept.append(line)
        size += len(line)
        if size >= PIECE:
            yield "".join(kept).encode()
            kept, size = [], 0
    yield "".join(kept).encode()
