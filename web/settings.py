"""The settings of the app: DEFAULTS, over them the environment's ``IZDEU_…``, over both what the caller gives."""

import os
from collections.abc import Mapping
from typing import Any

from crawler.errors import IzdeuError

DEFAULTS: dict[str, Any] = {
    "RESULTS_PER_PAGE": 10,
    "MAX_DEPTH": 1000,  # the hits that can be paged through; a search engine's cost grows with the depth
    "MAX_API_LIMIT": 100,
    "MAX_CONTENT_LENGTH": 64 * 1024,  # bytes; nothing here takes a body
    "RATE_LIMIT": "",  # requests from one address, such as "120/minute"; empty for no limit
    "CORS_ORIGINS": (),  # the origins whose scripts may read the API; "*" for all
    "CACHE_SECONDS": 60,  # how long an answer may be shown again before it is asked for anew
    "TRUSTED_PROXIES": 0,  # proxies in front of the app whose X-Forwarded headers hold
    "TRUSTED_HOSTS": (),  # the names the site goes by; empty for any
}
DATA = "DATA"
"""Beside them, given by the caller alone: the data folder whose archive is shown, where there is one."""
PREFIX = "IZDEU_"


def settings(given: Mapping[str, Any]) -> dict[str, Any]:
    """All settings; ``given`` may use any case of letters. Raises IzdeuError for a variable that cannot be read."""
    environment = {
        name: _read(name, os.environ[PREFIX + name], default)
        for name, default in DEFAULTS.items()
        if os.environ.get(PREFIX + name)
    }
    return DEFAULTS | environment | {name.upper(): value for name, value in given.items()}


def _read(name: str, text: str, default: object) -> object:
    """The value of a variable, of the kind its default is; a list has commas or blanks between."""
    if isinstance(default, int):
        if not (text.isascii() and text.isdigit()):
            raise IzdeuError(f"{PREFIX}{name} must be a whole number, not {text!r}")
        return int(text)
    return tuple(text.replace(",", " ").split()) if isinstance(default, tuple) else text
