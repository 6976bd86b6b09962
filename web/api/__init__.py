"""The JSON API, version 1: what the pages know, for programs. Errors are RFC 9457 problem details."""

from flask import Flask

from web.api import operations, page
from web.api.operation import blueprint

__all__ = ["install", "operations"]


def install(app: Flask) -> None:
    """Add the operations, their OpenAPI document and the page that shows it."""
    page.install(app)
    app.register_blueprint(blueprint)
