"""Run the app under waitress: threads, an address printed once it listens, a clean stop on signals."""

import signal
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
    signal.signal(signal.SIGTERM, lambda *_: server.close())
    shown = f"[{host}]" if ":" in host else host
    say(f"Serving http://{shown}:{server.effective_port}/ (stop with Ctrl-C)")
    try:
        server.run()
    except KeyboardInterrupt:
        pass
    finally:
        server.close()
