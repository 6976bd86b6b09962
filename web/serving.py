"""Run the app under waitress: threads, an address printed once it listens, a clean stop on signals."""

import signal
import sys
from pathlib import Path

from waitress.server import create_server

from crawler.console import say
from crawler.errors import IzdeuError
from web import create_app


def run(location: Path, host: str, port: int, threads: int) -> None:
    """Serve until interrupted. Raises IzdeuError where the address cannot be had."""
    app = create_app(location)
    try:
        server = create_server(app, host=host, port=port, threads=threads, ident=None)
    except OSError as error:
        raise IzdeuError(
            f"cannot listen on {host}:{port} ({error.strerror}); choose another --port"
        ) from error
    for stop in (signal.SIGTERM, signal.SIGINT):
        signal.signal(stop, _leave)
    shown = f"[{host}]" if ":" in host else host
    say(f"Serving http://{shown}:{server.effective_port}/ (stop with Ctrl-C)")
    try:
        server.run()
    finally:
        server.close()


def _leave(*_: object) -> None:
    """waitress takes SystemExit as the word to finish what it is answering and stop."""
    sys.exit(0)
