"""The sites that are known by name; the facts are in sources.toml."""

import tomllib
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from crawler.urls import is_same_site


@dataclass(frozen=True, slots=True)
class Hints:
    """CSS selectors of what a site's article pages hold; "" where none is known.

    They rot, so each only points at a candidate that the page's other readings must bear out.
    """

    title: str = ""
    body: str = ""
    until: str = ""  # what ends the story within the body
    date: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A site and where it lists its articles; ``start`` says in which order these are of use."""

    name: str
    host: str
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    lists: tuple[str, ...] = ()
    hints: Hints = field(default_factory=Hints)
    note: str = ""

    @property
    def start(self) -> tuple[str, ...]:
        """The addresses a crawl of the site begins at: its feeds, else its lists, else its sitemaps."""
        return self.feeds or self.lists or self.sitemaps


@cache
def sources() -> dict[str, Source]:
    """Every known site by its name, in the order of the file."""
    text = resources.files(__package__).joinpath("sources.toml").read_text("utf-8")
    return {row["name"]: _source(**row) for row in tomllib.loads(text)["source"]}


def _source(
    name: str, host: str, hints: dict[str, str] | None = None, note: str = "", **lists: list[str]
) -> Source:
    starts = {kind: tuple(addresses) for kind, addresses in lists.items()}
    return Source(name, host, **starts, hints=Hints(**(hints or {})), note=note)


def hints_for(url: str) -> Hints:
    """What is known of the pages of a URL's site, its subdomains included; nothing of a site that is not known."""
    known = (source for source in sources().values() if source.hints != Hints())
    return next((source.hints for source in known if is_same_site(url, f"https://{source.host}/")), Hints())
