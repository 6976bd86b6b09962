"""Writing many documents: bounded requests, and again only what the cluster had no room for."""

import time
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from opensearchpy import OpenSearch, TransportError

from crawler.errors import UnreachableIndex
from index.engines.opensearch.connection import PASSING, Connection, explained, may_pass
from index.engines.opensearch.operations import Operation

REQUEST_BYTES = 5 << 20
REQUEST_ITEMS = 1_000
SENDERS = 4
"""Requests that are on their way at once."""

PATIENCE = 300.0
"""Seconds that writing waits for a cluster to come back or to have room, before the run is given up."""

_TIMEOUT = 60.0
_FIRST_PAUSE, _LONGEST_PAUSE = 0.2, 15.0
_TOO_LARGE = 413


@dataclass(slots=True)
class Outcome:
    """``refused`` lists (url, reason) of documents that the cluster cannot store.

    ``created`` counts the documents that came to be, less those deleted: an empty index then holds at least so many.
    """

    refused: list[tuple[str, str]] = field(default_factory=list)
    created: int = 0

    def add(self, other: "Outcome") -> None:
        """Count another one in."""
        self.refused += other.refused
        self.created += other.created


class BulkWriter:
    """Gathers operations and sends them, a few requests at a time: who puts more waits until one is answered."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._waiting: list[Operation] = []
        self._bytes = 0
        self._senders = ThreadPoolExecutor(SENDERS, thread_name_prefix="bulk")
        self._sent: deque[Future[Outcome]] = deque()
        self._stopped = Event()
        self.outcome = Outcome()

    def put(self, operation: Operation) -> None:
        """Take an operation; sends when enough are there. Raises as ``finish`` does."""
        self._waiting.append(operation)
        self._bytes += len(operation.document or "") * 2  # most letters of the documents have two bytes
        if self._bytes >= REQUEST_BYTES or len(self._waiting) >= REQUEST_ITEMS:
            self._flush()

    def finish(self) -> Outcome:
        """Send the rest and wait for every answer.

        Raises StoredIndexError when the cluster has no room for too long.
        """
        self._flush()
        while self._sent:
            self.outcome.add(self._sent.popleft().result())
        return self.outcome

    def close(self) -> None:
        """Send nothing more; what is on its way may arrive."""
        self._stopped.set()
        self._senders.shutdown(wait=True, cancel_futures=True)

    def _flush(self) -> None:
        while len(self._sent) >= SENDERS:
            self.outcome.add(self._sent.popleft().result())
        waiting, self._waiting, self._bytes = self._waiting, [], 0
        if waiting:
            self._sent.append(self._senders.submit(self._send, waiting))

    def _send(self, waiting: list[Operation]) -> Outcome:
        """Send operations until the cluster took them all."""
        outcome = Outcome()
        until = time.monotonic() + PATIENCE
        pause, most = _FIRST_PAUSE, len(waiting)
        while waiting:
            chunk = waiting[:most]
            try:
                left = self._send_once(chunk, outcome)
            except TransportError as error:
                left = chunk
                too_much = error.status_code in (429, _TOO_LARGE) and len(chunk) > 1
                if not (too_much or may_pass(error)) or time.monotonic() > until:
                    raise explained(error, self._connection.location) from error
                most = len(chunk) // 2 if too_much else most
            if left:
                if time.monotonic() + pause > until or self._stopped.wait(pause):
                    raise UnreachableIndex(
                        f"{self._connection.location}: the cluster had no room for {PATIENCE:g} s; "
                        "what was published stays, run the command again later"
                    )
                pause = min(2 * pause, _LONGEST_PAUSE)
            else:
                pause = _FIRST_PAUSE
            waiting = [*left, *waiting[len(chunk) :]]
        return outcome

    def _send_once(self, chunk: list[Operation], outcome: Outcome) -> list[Operation]:
        """Send operations; gives those that the cluster had no room for."""
        body = "".join(operation.lines() for operation in chunk)
        answer = _bulk(self._connection.client, body)
        return [
            operation
            for operation, told in zip(chunk, answer["items"], strict=True)
            if _is_left(operation, next(iter(told.values())), outcome)
        ]


def _is_left(operation: Operation, told: dict[str, Any], outcome: Outcome) -> bool:
    status = told["status"]
    if status in PASSING or status >= 500:
        return True
    done = status < 400 or status == 409 or (status == 404 and operation.document is None)
    if not done:  # 409: a newer one is stored; 404: there was nothing to delete
        outcome.refused.append((operation.url, _why(told["error"])))
    outcome.created += (told.get("result") == "created") - (told.get("result") == "deleted")
    return False


def _bulk(client: OpenSearch, body: str) -> dict[str, Any]:
    wanted = {"request_timeout": _TIMEOUT, "filter_path": "items.*.status,items.*.error,items.*.result"}
    answer: dict[str, Any] = client.bulk(body=body, params=wanted)
    return answer


def _why(error: dict[str, Any]) -> str:
    cause = error.get("caused_by", error)
    return f"the cluster cannot store it ({cause.get('reason', error.get('type'))})"[:300]
