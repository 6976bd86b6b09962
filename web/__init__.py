"""web: the pages and the JSON API over an index; nothing here that a developer calling ``search`` would miss."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from flask import Flask

__all__ = ["create_app"]


def create_app(location: str | Path, **settings: Any) -> "Flask":
    """The WSGI app over the index at ``location``; see ``web.app.create_app``."""
    from web.app import create_app  # Flask takes a third of a second to import: the other commands need none

    return create_app(location, **settings)
