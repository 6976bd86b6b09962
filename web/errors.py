"""Errors as answers: a page for people, RFC 9457 problem details for programs."""

import json

from flask import Flask, Response, current_app, make_response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.http import HTTP_STATUS_CODES

from crawler.errors import QueryError, StoredIndexError
from search.language.dates import moment
from web.operating.headers import PROGRAMS
from web.params import SearchParams
from web.wording import sort_names

TYPES = {
    400: "unreadable-query",
    404: "not-found",
    405: "method-not-allowed",
    429: "too-many-requests",
    500: "broken",
    503: "no-index",
}
"""What problems are called; the names stay, whatever the words say."""
RETRY_AFTER = 60
"""Seconds after which to ask again while there is no usable index."""


def install(app: Flask) -> None:
    """Answer every error of the app in the form that its path's readers expect."""
    app.register_error_handler(StoredIndexError, _no_usable_index)
    app.register_error_handler(QueryError, _misread)
    app.register_error_handler(HTTPException, _http)
    app.register_error_handler(SecurityError, _wrong_name)


def _no_usable_index(error: StoredIndexError) -> Response:
    current_app.logger.error("%s", error)
    if request.path.startswith(PROGRAMS):
        response = _problem(503, str(error))
    else:
        response = make_response(render_template("unavailable.html", params=_params(), error=error), 503)
    response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def _misread(error: QueryError) -> Response:
    if request.path.startswith(PROGRAMS):
        return _problem(400, str(error), position=error.position)
    params = _params()
    return make_response(
        render_template("misread.html", params=params, problem=_problem_of(params) or error), 400
    )


def _problem_of(params: SearchParams) -> str | None:
    """What of an address cannot be read, in the language of the page; None where that is not known."""
    for text in filter(None, (params.since, params.until)):
        try:
            moment(text)
        except QueryError:
            return str(_("“%(text)s” is not a date. Write 2024, 2024-03 or 2024-03-22.", text=text))
    if params.chosen_sort and params.chosen_sort not in sort_names():
        return str(_("There is no order “%(text)s”.", text=params.chosen_sort))
    return None


def _http(error: HTTPException) -> Response:
    status = error.code or 500
    if request.path.startswith(PROGRAMS):
        response = _problem(status, error.description or "")
    else:
        page = render_template("error.html", params=_params(), status=status, message=_message(error))
        response = make_response(page, status)
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _wrong_name(error: SecurityError) -> Response:
    """No page: none could name its own address."""
    return Response("There is no site of this name here.\n", 400, mimetype="text/plain")


def _message(error: HTTPException) -> str:
    if error.description and error.description != type(error).description:
        return error.description  # our own words, not the library's English ones
    match error.code:
        case 404:
            return str(_("There is no such page."))
        case 429:
            return str(_("Too many requests came from your address. Please wait a little."))
        case 500:
            return str(_("Something broke on our side. It has been written to the log."))
        case _:
            return str(_("This request cannot be answered."))


def _params() -> SearchParams:
    return SearchParams.read(request.args)


def _problem(status: int, detail: str, **more: object) -> Response:
    kind = f"{url_for('pages.api')}#{TYPES[status]}" if status in TYPES else "about:blank"
    problem = {"type": kind, "title": HTTP_STATUS_CODES[status], "status": status, "detail": detail}
    problem |= {name: value for name, value in more.items() if value is not None}
    return Response(json.dumps(problem, ensure_ascii=False), status, content_type="application/problem+json")
