"""Asking the cluster: every failure is retried as long as it may pass, and told from the project's error tree."""

import logging
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn, TypeVar

from opensearchpy import (
    ConnectionError,
    ConnectionTimeout,
    OpenSearch,
    SerializationError,
    SSLError,
    TransportError,
)

from crawler.errors import IndexAccessDenied, NoIndex, StoredIndexError, UnreachableIndex
from index.engines.opensearch.location import API_KEY, CA_FILE, PASSWORD, USER, Credentials, Location

PASSING = frozenset({429, 502, 503, 504})
"""Answers of a cluster that is too busy, or that is putting another node in the place of a lost one."""

_LOST_NODE = (
    "node_disconnected",
    "node_not_connected",
    "node_closed",
    "connect_transport",
    "send_request_transport",
)
_FIRST_PAUSE, _LONGEST_PAUSE = 0.05, 2.0


T = TypeVar("T")

logging.getLogger("opensearch").setLevel(
    logging.ERROR
)  # it warns of every answer that is not 200; we tell what matters


class Incomplete(Exception):
    """An answer to which not every shard contributed."""


class Connection:
    """A cluster, through all of its hosts; safe from many threads."""

    def __init__(self, location: Location, credentials: Credentials) -> None:
        self.location = location
        self._hosts, self._answered = len(location.hosts), False
        secure: dict[str, Any] = {"use_ssl": True, "verify_certs": True} if location.tls else {}
        if location.tls and credentials.ca:
            if not Path(credentials.ca).is_file():
                raise UnreachableIndex(f"{location}: {CA_FILE} names {credentials.ca}, which is no file")
            secure["ca_certs"] = credentials.ca
        if credentials.header:
            secure["headers"] = {"authorization": credentials.header}
        self.client = OpenSearch(
            list(location.hosts),
            timeout=location.timeout,
            max_retries=0,  # ``ask`` retries
            retry_on_timeout=True,  # so that a host that does not answer is left aside for a while
            pool_maxsize=16,
            **secure,
        )

    def ask(self, question: Callable[[OpenSearch], T], patience: float | None = None) -> T:
        """The answer to a question, which is put again while what went wrong may pass.

        A cluster that never answered is tried once at each host. ``question`` may be asked several times, so it
        must do the same however often it is. Raises UnreachableIndex, IndexAccessDenied, NoIndex or
        StoredIndexError.
        """
        until = time.monotonic() + (self.location.patience if patience is None else patience)
        pause = _FIRST_PAUSE
        attempts = 0
        while True:
            attempts += 1
            try:
                answer = question(self.client)
                self._answered = True
                return answer
            except SSLError as error:
                self._fail(error)
            except (ConnectionError, TransportError, Incomplete, SerializationError) as error:
                nobody = not self._answered and isinstance(error, ConnectionError) and attempts >= self._hosts
                if nobody or not may_pass(error) or time.monotonic() + pause > until:
                    self._fail(error)
            time.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    def _fail(self, error: Exception) -> NoReturn:
        raise explained(error, self.location) from error

    def close(self) -> None:
        """Close the sockets."""
        self.client.close()


def may_pass(error: Exception) -> bool:
    """Whether the same question may be answered a little later."""
    if isinstance(error, Incomplete | ConnectionError):
        return True
    if not isinstance(error, TransportError):
        return False
    told = f"{error.error} {error.info}"  # a search names the lost node only among its causes
    return error.status_code in PASSING or any(lost in told for lost in _LOST_NODE)


def explained(error: Exception, where: Location) -> StoredIndexError:
    """The project's error for what the client raised."""
    if isinstance(error, SSLError):
        return UnreachableIndex(f"{where}: {_tls_fault(error)}")
    if isinstance(error, ConnectionTimeout):
        return UnreachableIndex(
            f"{where}: no node answered within {where.timeout:g} s; is the cluster overloaded? ?timeout= waits longer"
        )
    if isinstance(error, ConnectionError):
        return UnreachableIndex(
            f"{where}: no node can be reached ({_cause(error)}); does the cluster run there?"
        )
    if isinstance(error, SerializationError):
        return UnreachableIndex(f"{where}: what answers there is not OpenSearch")
    if not isinstance(error, TransportError):
        return StoredIndexError(f"{where}: {error}; see the health of the cluster")
    return _refusal(error, where)


def _refusal(error: TransportError, where: Location) -> StoredIndexError:
    kind, reason = str(error.error), _reason(error)
    if error.status_code == 401:
        return IndexAccessDenied(
            f"{where}: the cluster does not accept the credentials; set {USER} and {PASSWORD}, or {API_KEY}"
        )
    if "block" in kind:
        return StoredIndexError(f"{where}: the cluster has locked it ({reason}); is a node's disk full?")
    if error.status_code == 403:
        return IndexAccessDenied(f"{where}: these credentials do not have the right ({reason})")
    if error.status_code == 404 and "index_not_found" in kind:
        return NoIndex(f"{where}: there is no index yet; run: izdeu reindex")
    if may_pass(error):
        return UnreachableIndex(
            f"{where}: the cluster is too busy or has lost nodes ({reason}); try again later"
        )
    return StoredIndexError(f"{where}: the cluster refuses ({error.status_code} {kind}: {reason})")


def _reason(error: TransportError) -> str:
    told = error.info.get("error", error.info) if isinstance(error.info, dict) else error.info
    if isinstance(told, dict):
        causes = told.get("root_cause") or [told]
        told = causes[0].get("reason") or told.get("reason") or told
    return str(told)[:300]


def _cause(error: ConnectionError) -> str:
    return str(error.info).rpartition(": ")[2][:200]


def _tls_fault(error: SSLError) -> str:
    text = str(error.info)
    if "CERTIFICATE_VERIFY_FAILED" in text:
        return f"the certificate cannot be verified; name the authority's file in {CA_FILE} ({text[-120:]})"
    if "WRONG_VERSION_NUMBER" in text or "RECORD_LAYER" in text:
        return "the nodes do not speak TLS; write opensearch:// instead of opensearchs://"
    return f"no secure connection ({text[:200]})"
