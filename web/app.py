"""The app factory: puts the index, the languages, the pages and the API together."""

from pathlib import Path
from typing import Any

from flask import Flask
from jinja2 import StrictUndefined

from web import api, errors, headers, languages, links, pages, wording
from web.live_index import LiveIndex

DEFAULTS = {
    "RESULTS_PER_PAGE": 10,
    "MAX_DEPTH": 1000,  # the hits that can be paged through; a search engine's cost grows with the depth
    "MAX_API_LIMIT": 100,
    "MAX_CONTENT_LENGTH": 64 * 1024,  # nothing here takes a body
}


def create_app(location: str | Path, **settings: Any) -> Flask:
    """The WSGI app over the index at ``location``.

    ``settings`` go over DEFAULTS and Flask's own, in any case of letters. The index is opened when the
    first page needs it, so the app starts without one and tells how to build it.
    """
    app = Flask(__name__)
    app.config.from_mapping(DEFAULTS)
    app.config.from_mapping({name.upper(): value for name, value in settings.items()})
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.json.ensure_ascii = app.json.sort_keys = False  # type: ignore[attr-defined]
    app.extensions[LiveIndex.NAME] = LiveIndex(location)
    for part in (languages, wording, links, headers, errors):
        part.install(app)
    app.register_blueprint(pages.blueprint)
    app.register_blueprint(api.blueprint)
    return app
