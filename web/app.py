"""The app factory: puts the index, the languages, the pages and the API together."""

from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined
from werkzeug.middleware.proxy_fix import ProxyFix

from web import api, catalogues, errors, languages, links, pages, timeline, wording
from web.live_index import LiveIndex
from web.operating import access_log, caching, clock, compression, headers, limits, metrics
from web.settings import settings

PARTS = (clock, languages, catalogues, wording, links, timeline, errors, pages, api)
AROUND = (limits, caching, metrics, access_log, headers, compression)
"""What runs around requests: before them in this order, after them in the opposite one."""


def create_app(location: str | Path, **given: Any) -> Flask:
    """The WSGI app over the index at ``location``.

    ``given`` are settings, over those of the environment and over DEFAULTS of ``web.settings``, and Flask's
    own, in any case of letters. The index is opened when the first page needs it, so the app starts without
    one and tells how to build it. Raises IzdeuError for a setting that cannot be read.
    """
    app = Flask(__name__)
    app.config.from_mapping(settings(given))
    app.config["TRUSTED_HOSTS"] = list(app.config["TRUSTED_HOSTS"]) or None
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions[LiveIndex.NAME] = LiveIndex(location)
    for part in (*PARTS, *AROUND):
        part.install(app)
    if proxies := app.config["TRUSTED_PROXIES"]:
        app.wsgi_app = ProxyFix(app.wsgi_app, proxies, proxies, proxies, 0, proxies)  # type: ignore[method-assign]
    return app
