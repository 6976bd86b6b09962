"""One writer at a time: a document that the writer holds, renews while it works, and takes over from a dead one."""

import os
import socket
import time
import uuid
from threading import Event, Thread
from typing import Any

from opensearchpy import ConflictError, NotFoundError, OpenSearch

from crawler.errors import IndexBusy, StoredIndexError
from index.engines.opensearch.connection import Connection

LEASE = 120.0
"""Seconds after which a writer that did not renew counts as dead."""

_RENEWAL = 20.0
_ID = "writer"


class WriterLock:
    """Held, and renewed by a thread, from its making to ``release``. Raises IndexBusy.

    ``token`` grows with every writer. The clocks of the machines that write must agree to well within the lease.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._index = f"{connection.location.name}-lock"
        self._me = f"{socket.gethostname()}/{os.getpid()}/{uuid.uuid4().hex}"
        connection.ask(self._create_index)
        self.token = 1
        self._version = connection.ask(self._take)
        self._lost: IndexBusy | None = None
        self._released = Event()
        self._renewing = Thread(target=self._renew, name="writer's lock", daemon=True)
        self._renewing.start()

    def _create_index(self, client: OpenSearch) -> None:
        settings = {"number_of_shards": 1, "auto_expand_replicas": "0-2"}
        body = {"settings": settings, "mappings": {"dynamic": False}}
        if not client.indices.exists(index=self._index):
            client.indices.create(index=self._index, body=body, params={"ignore": (400,)})

    def _take(self, client: OpenSearch) -> dict[str, int]:
        try:
            held = client.get(index=self._index, id=_ID)
        except NotFoundError:
            return self._write(client, {"op_type": "create"})
        holder = held["_source"]
        self.token = holder["token"] + (holder["holder"] != self._me)
        if holder["holder"] not in ("", self._me) and not _is_dead(holder):
            raise self._busy(holder["holder"])
        return self._write(client, _same(held))

    def _write(
        self, client: OpenSearch, condition: dict[str, Any], holder: str | None = None
    ) -> dict[str, int]:
        body = {
            "holder": self._me if holder is None else holder,
            "until": time.time() + LEASE,
            "token": self.token,
        }
        try:
            return _same(client.index(index=self._index, id=_ID, body=body, params=condition))
        except ConflictError:
            held = client.get(index=self._index, id=_ID)
            if held["_source"]["holder"] == self._me:  # we wrote, the answer was lost
                return _same(held)
            raise self._busy(held["_source"]["holder"]) from None

    def _renew(self) -> None:
        """Say that the writer lives, as long as it holds the lock."""
        while not self._released.wait(_RENEWAL):
            try:
                self._version = self._connection.ask(
                    lambda client: self._write(client, dict(self._version)), patience=5
                )
            except IndexBusy as error:
                self._lost = error
                return
            except StoredIndexError:  # the cluster may be back before the lease ends
                continue

    def check(self) -> None:
        """Raise IndexBusy where another writer took over."""
        if self._lost is not None:
            raise self._lost

    def release(self) -> None:
        """Let the next writer in."""
        self._released.set()
        self._renewing.join()
        self._connection.ask(lambda client: self._write(client, dict(self._version), holder=""), patience=5)

    def _busy(self, holder: str) -> IndexBusy:
        host, _, rest = holder.partition("/")
        return IndexBusy(
            f"{self._connection.location}: another process is writing this index "
            f"(process {rest.partition('/')[0]} on {host}); try again later"
        )


def _same(document: dict[str, Any]) -> dict[str, int]:
    return {"if_seq_no": document["_seq_no"], "if_primary_term": document["_primary_term"]}


def _is_dead(held: dict[str, Any]) -> bool:
    """Whether a holder's lease ran out, or its process on this very machine is gone."""
    if time.time() > held["until"]:
        return True
    host, process, _ = held["holder"].split("/")
    if host != socket.gethostname() or os.name == "nt":
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        pass
    return False
