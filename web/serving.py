"""Run the app under waitress: threads, an address printed once it listens, a clean stop on signals."""

import gc
import logging
import os
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any

from flask import Flask
from waitress.server import create_server

from crawler.console import say
from crawler.errors import IzdeuError
from crawler.location import Settings
from web import create_app
from web.live_index import find
from web.operating import access_log
from web.params import SearchParams

READ_SECONDS = 60
"""After which a connection that says nothing is closed."""
GRACE = 8
"""Seconds for what is being answered when the server is told to stop; containers are killed after ten."""

Channels = dict[int, Any]
"""What waitress listens and talks on, by file descriptor; its classes have no types."""


def run(home: Settings, host: str, port: int, threads: int, log: bool = True) -> None:
    """Serve the index of a data folder until interrupted, with ``log`` a line on stderr for every answer.

    Raises IzdeuError where the address cannot be had or a setting cannot be read.
    """
    app = create_app(home.index, data=home.data)
    _warm(app)
    channels: Channels = {}
    try:
        server = create_server(
            app,
            map=channels,
            host=host,
            port=port,
            threads=threads,
            ident=None,
            channel_timeout=READ_SECONDS,
            max_request_body_size=app.config["MAX_CONTENT_LENGTH"],
            clear_untrusted_proxy_headers=not app.config["TRUSTED_PROXIES"],
        )
    except OSError as error:
        raise IzdeuError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another --port"
        ) from error
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: _leave(channels))
    shown = f"[{host}]" if ":" in host else host
    say(f"Serving http://{shown}:{_listening(channels)[0].effective_port}/ (stop with Ctrl-C)")
    if log:
        _log_accesses()
    try:
        server.run()
    finally:
        server.close()


def _warm(app: Flask) -> None:
    """Compile the templates, open the index and load the dictionaries: no reader shall wait for that.

    Nor for a look through all of it in search of garbage, which takes a tenth of a second: it stays to the end.
    """
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    with app.test_request_context("/"), suppress(IzdeuError):
        find(SearchParams(q="сөз слово"), ("person", "month"), limit=1, offset=0)
    gc.collect()
    gc.freeze()


def _log_accesses() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    access_log.logger.addHandler(handler)
    access_log.logger.setLevel(logging.INFO)
    access_log.logger.propagate = False


def _leave(channels: Channels) -> None:
    """Take nobody new, finish what is being answered while the loop goes on, then end it; told again, end at once."""
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, lambda *_: sys.exit(0))  # which waitress takes as the word to stop
    for listener in _listening(channels):
        listener.accepting = False
    threading.Thread(target=_end, args=(channels,), daemon=True).start()


def _end(channels: Channels) -> None:
    end = time.monotonic() + GRACE
    while time.monotonic() < end and any(map(_is_busy, list(channels.values()))):
        time.sleep(0.05)
    os.kill(os.getpid(), signal.SIGTERM)


def _listening(channels: Channels) -> list[Any]:
    return [channel for channel in list(channels.values()) if channel.accepting]


def _is_busy(channel: Any) -> bool:
    """Whether a request is being answered, or an answer is not yet sent."""
    return bool(getattr(channel, "requests", ()) or getattr(channel, "total_outbufs_len", 0))
