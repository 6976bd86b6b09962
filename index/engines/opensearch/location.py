"""``opensearch://host:9200,other:9200/name?shards=3``: where an index lies, and how it is kept."""

import os
import re
from base64 import b64encode
from dataclasses import dataclass
from typing import Any, Self
from urllib.parse import parse_qsl, urlsplit

from crawler.errors import StoredIndexError

SCHEMES = ("opensearch", "opensearchs")
DEFAULT_PORT = 9200
USER, PASSWORD = "IZDEU_OPENSEARCH_USER", "IZDEU_OPENSEARCH_PASSWORD"
API_KEY, CA_FILE = "IZDEU_OPENSEARCH_API_KEY", "IZDEU_OPENSEARCH_CA"

_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]{0,150}")
"""What OpenSearch allows, less what would look like one of the numbered indexes behind the name."""


@dataclass(frozen=True, slots=True)
class Location:
    """An index of a cluster.

    ``shards`` and ``replicas`` are those of a newly built index. ``timeout`` is for one request, ``patience`` for
    all attempts at it, both in seconds. With ``yearly`` each year of publication gets an index of its own, and
    with ``warm`` those of years before the last ``warm`` ones lie on nodes with the attribute ``temp: warm``.
    """

    text: str
    hosts: tuple[str, ...]
    name: str
    tls: bool
    shards: int = 3
    replicas: int = 1
    timeout: float = 10.0
    patience: float = 30.0
    yearly: bool = False
    warm: int = 0

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read a location. Raises StoredIndexError."""
        parts = urlsplit(text)
        if "@" in parts.netloc:
            hidden = f"{parts.scheme}://…@{parts.netloc.rpartition('@')[2]}{parts.path}"
            raise StoredIndexError(f"{hidden}: give the user and password in {USER} and {PASSWORD}")
        hosts = tuple(_host(host, text) for host in parts.netloc.split(","))
        name = parts.path.strip("/")
        if not _NAME.fullmatch(name) or re.search(r"-\d{6}(?:-|$)", name):
            raise StoredIndexError(
                f"{text}: the name of an index is of a-z, 0-9, '-', '_' and '.'; like opensearch://host:9200/izdeu"
            )
        tls = parts.scheme == "opensearchs"
        return cls(text.partition("?")[0], hosts, name, tls, **_options(parts.query, text))

    def __str__(self) -> str:
        return self.text


_OPTIONS = {
    "shards": (int, 1, 1024),
    "replicas": (int, 0, 16),
    "timeout": (float, 0.1, 3600),
    "patience": (float, 0.0, 86_400),
    "yearly": (bool, 0, 1),
    "warm": (int, 0, 1000),
}
"""What may follow the question mark: kind, least and most."""


def _options(query: str, text: str) -> dict[str, Any]:
    options: dict[str, Any] = {}
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name not in _OPTIONS:
            raise StoredIndexError(f"{text}: there is no option {name!r}; there are {', '.join(_OPTIONS)}")
        kind, least, most = _OPTIONS[name]
        try:
            number = float(value)
        except ValueError:
            number = -1.0
        if not least <= number <= most or (kind is not float and not number.is_integer()):
            raise StoredIndexError(f"{text}: {name} is a number from {least} to {most}, not {value!r}")
        options[name] = kind(number)
    return options


def _host(host: str, text: str) -> str:
    name, colon, port = host.strip().rpartition(":")
    if not colon or host.endswith("]"):
        name, port = host.strip(), str(DEFAULT_PORT)
    if not name or not port.isdigit() or not 0 < int(port) < 65_536:
        raise StoredIndexError(f"{text}: {host!r} is not a host; write opensearch://host:9200/izdeu")
    return f"{name}:{port}"


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks, from the environment: an API key, else user and password, else nobody; ``ca`` verifies the nodes."""

    user: str
    password: str
    api_key: str
    ca: str

    @classmethod
    def from_environment(cls) -> Self:
        """Read the variables named above."""
        return cls(*(os.environ.get(name, "") for name in (USER, PASSWORD, API_KEY, CA_FILE)))

    @property
    def header(self) -> str:
        """The value of the request header Authorization; "" for nobody. Passwords may be of any script."""
        if self.api_key:
            return f"ApiKey {self.api_key}"
        if self.user:
            return f"Basic {b64encode(f'{self.user}:{self.password}'.encode()).decode()}"
        return ""
