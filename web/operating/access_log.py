"""One line for every answer, in the order of the web's common log, with the milliseconds it took."""

import logging
import time
from urllib.parse import quote

from flask import Flask, Response, request

from web.operating.clock import elapsed

logger = logging.getLogger("izdeu.access")


def install(app: Flask) -> None:
    """Write to the logger ``izdeu.access``; nobody hears it unless the server asks."""
    app.after_request(_write)


def _write(response: Response) -> Response:
    if logger.isEnabledFor(logging.INFO):
        logger.info(
            '%s [%s] "%s %s" %d %s %.1f %s',
            request.remote_addr or "-",
            time.strftime("%Y-%m-%dT%H:%M:%S%z"),
            request.method,
            _target(),
            response.status_code,
            response.calculate_content_length() or "-",
            1000 * elapsed(),
            ascii(request.user_agent.string),
        )
    return response


def _target() -> str:
    """Path and query as they came, safe for one line."""
    query = request.query_string.decode("latin-1")
    path = quote(request.path, safe="/:@,()'!$*")
    return f"{path}?{ascii(query)[1:-1]}" if query else path
