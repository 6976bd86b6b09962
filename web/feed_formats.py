"""A list of news as RSS 2.0, Atom (RFC 4287) and JSON Feed 1.1."""

import json
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Any

from lxml import etree
from lxml.builder import ElementMaker

ATOM = "http://www.w3.org/2005/Atom"
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Entry:
    """One piece of news; ``url`` is its identity, ``link`` where it can be read."""

    url: str
    link: str
    title: str
    summary: str
    source: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed: ``page`` is the page it is of, ``address`` its own; the newest entry comes first."""

    title: str
    page: str
    address: str
    language: str
    entries: Sequence[Entry]

    @property
    def updated(self) -> datetime:
        """The moment of the newest entry; the beginning of time where there is none."""
        return max((e.published for e in self.entries if e.published), default=datetime.fromtimestamp(0, UTC))


def rss(feed: Feed) -> bytes:
    """The feed as RSS 2.0."""
    make = ElementMaker(nsmap={"atom": ATOM})
    channel = make.channel(
        make.title(_clean(feed.title)),
        make.link(feed.page),
        make.description(_clean(feed.title)),
        make.language(feed.language),
        make(f"{{{ATOM}}}link", rel="self", type="application/rss+xml", href=feed.address),
        *(_rss_item(make, entry) for entry in feed.entries),
    )
    return _written(make.rss(channel, version="2.0"))


def _rss_item(make: ElementMaker, entry: Entry) -> Any:
    item = make.item(
        make.title(_clean(entry.title)),
        make.link(_clean(entry.link)),
        make.guid(_clean(entry.url), isPermaLink="false"),
        make.description(_clean(entry.summary)),
        make.category(_clean(entry.source)),
    )
    if entry.published:
        item.append(make.pubDate(format_datetime(entry.published.astimezone(UTC), usegmt=True)))
    return item


def atom(feed: Feed) -> bytes:
    """The feed as Atom."""
    make = ElementMaker(nsmap={None: ATOM}, namespace=ATOM)
    root = make.feed(
        make.id(feed.page),
        make.title(_clean(feed.title)),
        make.updated(feed.updated.astimezone(UTC).isoformat()),
        make.link(rel="self", type="application/atom+xml", href=feed.address),
        make.link(rel="alternate", type="text/html", href=feed.page),
        *(_atom_entry(make, entry, feed.updated) for entry in feed.entries),
        {"{http://www.w3.org/XML/1998/namespace}lang": feed.language},
    )
    return _written(root)


def _atom_entry(make: ElementMaker, entry: Entry, otherwise: datetime) -> Any:
    return make.entry(
        make.id(_clean(entry.url)),
        make.title(_clean(entry.title)),
        make.link(rel="alternate", href=_clean(entry.link)),
        make.updated((entry.published or otherwise).astimezone(UTC).isoformat()),
        make.author(make.name(_clean(entry.source))),
        make.summary(_clean(entry.summary)),
    )


def json_feed(feed: Feed) -> bytes:
    """The feed as JSON Feed."""
    items = []
    for entry in feed.entries:
        item = {"id": entry.url, "url": entry.link, "title": entry.title, "content_text": entry.summary}
        item["authors"] = [{"name": entry.source}]  # type: ignore[assignment]
        if entry.published:
            item["date_published"] = entry.published.astimezone(UTC).isoformat()
        items.append(item)
    whole = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.page,
        "feed_url": feed.address,
        "language": feed.language,
        "items": items,
    }
    return json.dumps(whole, ensure_ascii=False).encode()


FORMATS: dict[str, tuple[str, Callable[[Feed], bytes]]] = {
    "rss": ("application/rss+xml", rss),
    "atom": ("application/atom+xml", atom),
    "json": ("application/feed+json", json_feed),
}
"""What a feed may be written as: media type and writer."""


def _clean(text: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_XML.sub("", text)


def _written(root: Any) -> bytes:
    return bytes(etree.tostring(root, encoding="utf-8", xml_declaration=True))
