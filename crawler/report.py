"""What a crawl or an import brought."""

from dataclasses import dataclass, field

from crawler.corpus import Stored


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

    @property
    def taken(self) -> int:
        return self.new + self.changed + self.same

    @property
    def failed(self) -> bool:
        """Whether there was something to take and nothing of it could be taken."""
        return bool(self.skipped) and not self.taken and not self.known

    def count(self, stored: Stored) -> None:
        self.new += stored is Stored.NEW
        self.changed += stored is Stored.CHANGED
        self.same += stored is Stored.SAME

    def skip(self, where: str, why: str) -> None:
        self.skipped.append((where, why))

    def plain(self) -> dict[str, object]:
        """For ``--json``."""
        values = {name: getattr(self, name) for name in COUNTS}
        return values | {"skipped": [{"where": where, "why": why} for where, why in self.skipped]}


COUNTS = ("new", "changed", "same", "known", "listings", "requests", "bytes")
