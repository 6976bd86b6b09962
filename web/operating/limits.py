"""How many requests one address may make in a time, by the setting RATE_LIMIT."""

import math
import time
from ipaddress import IPv6Address, ip_address, ip_network

from flask import Flask, request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter
from werkzeug.exceptions import TooManyRequests

from crawler.errors import IzdeuError

FREE = frozenset(("static", "operating.health", "operating.metrics"))
HOME = 64
"""Bits of an IPv6 address that a household has for itself: all of it counts as one."""


def install(app: Flask) -> None:
    """Refuse with 429 what is over the limit. Raises IzdeuError for a limit that cannot be read."""
    if not app.config["RATE_LIMIT"]:
        return
    try:
        rate = parse(app.config["RATE_LIMIT"])
    except ValueError as error:
        raise IzdeuError(
            f"IZDEU_RATE_LIMIT cannot be read: {app.config['RATE_LIMIT']!r}; write for example 120/minute"
        ) from error
    limiter = SlidingWindowCounterRateLimiter(MemoryStorage())
    app.before_request(lambda: _count(limiter, rate))


def _count(limiter: SlidingWindowCounterRateLimiter, rate: RateLimitItem) -> None:
    address = _household(request.remote_addr or "")
    if request.endpoint not in FREE and not limiter.hit(rate, address):
        wait = limiter.get_window_stats(rate, address).reset_time - time.time()
        raise TooManyRequests(retry_after=max(1, math.ceil(wait)))


def _household(address: str) -> str:
    try:
        known = ip_address(address)
    except ValueError:
        return address
    return str(ip_network((known, HOME), strict=False)) if isinstance(known, IPv6Address) else address
