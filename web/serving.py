"""Run the app under waitress: threads, an address printed once it listens, a clean stop on signals."""

import logging
import signal
import sys
from contextlib import suppress

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


def run(home: Settings, host: str, port: int, threads: int, log: bool = True) -> None:
    """Serve the index of a data folder until interrupted, with ``log`` a line on stderr for every answer.

    Raises IzdeuError where the address cannot be had or a setting cannot be read.
    """
    app = create_app(home.index, data=home.data)
    _warm(app)
    try:
        server = create_server(
            app,
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
        signal.signal(stop, _leave)
    shown = f"[{host}]" if ":" in host else host
    say(f"Serving http://{shown}:{server.effective_port}/ (stop with Ctrl-C)")
    if log:
        _log_accesses()
    try:
        server.run()
    finally:
        server.close()


def _warm(app: Flask) -> None:
    """Compile the templates, open the index and load the dictionaries: no reader shall wait for that."""
    for name in app.jinja_env.list_templates(extensions=["html"]):
        app.jinja_env.get_template(name)
    with app.test_request_context("/"), suppress(IzdeuError):
        find(SearchParams(q="сөз слово"), ("person", "month"), limit=1, offset=0)


def _log_accesses() -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    access_log.logger.addHandler(handler)
    access_log.logger.setLevel(logging.INFO)
    access_log.logger.propagate = False


def _leave(*_: object) -> None:
    """waitress takes SystemExit as the word to finish what it is answering and stop."""
    sys.exit(0)
