"""How long the answer to a request takes."""

import time

from flask import Flask, g


def install(app: Flask) -> None:
    """Start the clock with every request; installed first, so that all that follows is measured."""
    app.before_request(_start)


def _start() -> None:
    g.arrived = time.perf_counter()


def elapsed() -> float:
    """Seconds since this request came."""
    return time.perf_counter() - float(g.get("arrived", time.perf_counter()))
