"""Answers that need not be made or sent again: an ETag of what an answer depends on.

That is the address, the state of the index, the day (queries may say ``after:7d``), the settings and this version
of the pages; so an answer that is still good is known before anything is searched.
"""

import hashlib
from datetime import datetime
from functools import cache
from pathlib import Path

from flask import Flask, Response, current_app, g, request

from crawler.errors import StoredIndexError
from index.document import LOCAL_TIME
from web.live_index import current_index
from web.settings import DEFAULTS

CACHED = frozenset(("pages", "api"))
"""The blueprints whose answers follow from address and index alone."""
NAME = "izdeu.settings"
"""Where an app keeps its settings as they go into ETags."""
A_YEAR = 365 * 24 * 3600


def install(app: Flask) -> None:
    """Answer 304 where that is true, and tell caches how long an answer holds."""
    app.config["SEND_FILE_MAX_AGE_DEFAULT"] = A_YEAR  # the address of a file carries its version
    app.extensions[NAME] = str([app.config[name] for name in DEFAULTS])
    app.before_request(_unchanged)
    app.after_request(_mark)
    app.jinja_env.globals["version"] = version()


@cache
def version() -> str:
    """A short name of this version of the pages: it changes with any file of this package."""
    home = Path(__file__).parent.parent
    files = sorted(path for path in home.rglob("*") if path.is_file() and path.suffix != ".pyc")
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()[:12]


def _unchanged() -> Response | None:
    if request.method not in ("GET", "HEAD") or request.blueprint not in CACHED:
        return None
    try:
        info = current_index().info
    except StoredIndexError:
        return None  # the page itself will say so
    today = datetime.now(LOCAL_TIME).date()
    parts = (version(), request.url, today, info, current_app.extensions[NAME])
    g.etag = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:24]
    return Response(status=304) if request.if_none_match.contains_weak(g.etag) else None


def _mark(response: Response) -> Response:
    if response.status_code in (200, 304) and "etag" in g and not g.get("incomplete"):
        response.set_etag(g.etag, weak=True)
        response.cache_control.public = True
        response.cache_control.max_age = current_app.config["CACHE_SECONDS"]
    elif request.endpoint != "static":
        response.cache_control.no_store = True
    return response
