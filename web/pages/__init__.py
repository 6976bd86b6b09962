"""The pages that people read, and what browsers, feed readers and robots ask for."""

from flask import Flask

from web.pages import article, exports, feeds, profiles, search, site
from web.pages.blueprint import blueprint

__all__ = ["article", "exports", "feeds", "install", "profiles", "search", "site"]


def install(app: Flask) -> None:
    """Add all pages."""
    app.register_blueprint(blueprint)
