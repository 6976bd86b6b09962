"""What a crawl or an import brought."""

from dataclasses import asdict, dataclass, field

from crawler.corpus import Stored
from crawler.urls import host_of


@dataclass
class HostReport:
    """What one host was asked for and gave."""

    requests: int = 0
    bytes: int = 0
    taken: int = 0
    skipped: int = 0


@dataclass
class Report:
    """What a crawl or an import brought: counts, and what was skipped with the reason."""

    new: int = 0
    changed: int = 0
    same: int = 0
    known: int = 0  # links not followed, because the corpus has what they lead to
    listings: int = 0
    requests: int = 0
    bytes: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    hosts: dict[str, "HostReport"] = field(default_factory=dict)

    @property
    def taken(self) -> int:
        return self.new + self.changed + self.same

    @property
    def failed(self) -> bool:
        """Whether there was something to take and nothing of it could be taken."""
        return bool(self.skipped) and not self.taken and not self.known

    def host(self, name: str) -> HostReport:
        return self.hosts.setdefault(name, HostReport())

    def ask(self, host: str) -> None:
        self.requests += 1
        self.host(host).requests += 1

    def receive(self, host: str, size: int) -> None:
        self.bytes += size
        self.host(host).bytes += size

    def count(self, stored: Stored, host: str = "") -> None:
        if host:
            self.host(host).taken += 1
        self.new += stored is Stored.NEW
        self.changed += stored is Stored.CHANGED
        self.same += stored is Stored.SAME

    def skip(self, where: str, why: str) -> None:
        self.skipped.append((where, why))
        if (host := host_of(where)) in self.hosts:
            self.hosts[host].skipped += 1

    def plain(self) -> dict[str, object]:
        """For ``--json``."""
        values = {name: getattr(self, name) for name in COUNTS}
        hosts = {name: asdict(host) for name, host in self.hosts.items()}
        return values | {
            "hosts": hosts,
            "skipped": [{"where": where, "why": why} for where, why in self.skipped],
        }


COUNTS = ("new", "changed", "same", "known", "listings", "requests", "bytes")
