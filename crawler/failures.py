"""What can go wrong with a request, in plain words, and whether another attempt may help."""

import asyncio

import aiohttp

from crawler.errors import FetchError
from crawler.guard import RefusedAddress

FAILURES = (aiohttp.ClientError, OSError, asyncio.TimeoutError, ValueError)


class PassingFailure(FetchError):
    """A failure that another attempt may not meet."""


def is_lasting(error: Exception) -> bool:
    """Whether the same request would fail in the same way again."""
    lasting = (aiohttp.InvalidURL, aiohttp.ClientConnectorCertificateError, aiohttp.ClientConnectorDNSError)
    return isinstance(error, lasting) or _refused(error) is not None


def _refused(error: BaseException | None) -> str | None:
    while error is not None:
        if isinstance(error, RefusedAddress):
            return str(error)
        error = error.__cause__ or error.__context__
    return None


def explain(error: Exception) -> str:
    if refused := _refused(error):
        return f"refused: {refused}"
    if isinstance(error, asyncio.TimeoutError):
        return "no whole answer in time"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "the host name is not known"
    if isinstance(error, aiohttp.ClientConnectorError):
        return "no connection"
    if isinstance(error, aiohttp.ClientPayloadError):
        return "the answer breaks off"
    return str(error) or type(error).__name__
