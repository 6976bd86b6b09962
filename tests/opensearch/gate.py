"""A loopback gate before a node that asks for credentials, speaks TLS and lets some roles only read.

It stands in for OpenSearch's security plugin, which the nodes of the tests cannot load; it answers as that does.
"""

import base64
import json
import ssl
import threading
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self

READER, WRITER = ("reader", "оқырман"), ("writer", "жазушы")
API_KEY = "key-of-the-writer"

_READING = ("/_search", "/_count", "/_search/point_in_time")


class Gate:
    """Forwards to ``target`` ("host:port") what the credentials allow; ``address`` is where to connect instead."""

    def __init__(self, target: str, tls: ssl.SSLContext | None = None) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"target": target}))
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.address = f"localhost:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self._server.shutdown()
        self._server.server_close()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    target: str

    def _handle(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        role = _role(self.headers.get("Authorization", ""))
        if role is None:
            self._answer(401, b"Unauthorized", "text/plain")
        elif role == "reader" and not self._only_reads():
            reason = f"no permissions for [{self.command} {self.path}] and User [name=reader]"
            error = {"type": "security_exception", "reason": reason}
            whole = {"error": {"root_cause": [error], **error}, "status": 403}
            self._answer(403, json.dumps(whole).encode(), "application/json")
        else:
            node = HTTPConnection(self.target, timeout=60)
            headers = {"Content-Type": self.headers.get("Content-Type", "application/json")}
            node.request(self.command, self.path, body, headers)
            told = node.getresponse()
            self._answer(told.status, told.read(), told.headers["Content-Type"] or "text/plain")
            node.close()

    def _only_reads(self) -> bool:
        path = self.path.partition("?")[0]
        return self.command in ("GET", "HEAD") or path.endswith(_READING)

    def _answer(self, status: int, body: bytes, kind: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = _handle

    def log_message(self, format: str, *arguments: object) -> None:
        pass


def _role(authorization: str) -> str | None:
    if authorization == f"ApiKey {API_KEY}":
        return "writer"
    for user, password in (READER, WRITER):
        if authorization == "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode():
            return user
    return None
