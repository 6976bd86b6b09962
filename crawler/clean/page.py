"""A page parsed once; every question about it is asked of the same tree."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice
from typing import Any

from lxml.cssselect import CSSSelector

from crawler.clean.embedded import Embedded, find_embedded
from crawler.clean.encoding import decode
from crawler.clean.talk import drop_talk
from crawler.clean.tree import Element, parse_html, squeeze
from crawler.sources import hints_for

# schema.org types that are an article: https://schema.org/Article
_ARTICLE = re.compile(r"Article$|^BlogPosting$|^LiveBlogPosting$|^Report$")
_JSON_WRAPPER = re.compile(r"^\s*(?:<!--|/\*<!\[CDATA\[\*/|//<!\[CDATA\[)|(?:-->|//\]\]>)\s*$")
# The parser's time grows with the square of the attributes of one tag.
_VAST_TAG = re.compile(r"<[^<>]{50000,}")
MAX_SCRIPT = 2_000_000
MAX_RECORDS = 2000
# Of a page larger than any news page the beginning is read: the largest of 250 stored ones has 8,000 tags and 2.2 MB.
MAX_BYTES, MAX_TAGS = 3_500_000, 25_000
MANY_ELEMENTS, MUCH_TEXT = 12_000, 400_000


@dataclass
class Page:
    """A page's tree and the address it came from."""

    url: str
    root: Element

    @classmethod
    def parse(cls, raw: bytes, url: str, declared: str | None = None) -> "Page":
        root = parse_html(_within_limits(decode(raw[:MAX_BYTES], declared)))
        drop_talk(root)
        return cls(url, root)

    @cached_property
    def is_vast(self) -> bool:
        """Whether the page has so many elements, or so much text, that one reading of it must do."""
        elements = characters = 0
        for tag in self.root.iter():
            elements += 1
            characters += len(tag.tail or "") + (0 if tag.tag in ("script", "style") else len(tag.text or ""))
        return elements > MANY_ELEMENTS or characters > MUCH_TEXT

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """The JSON-LD objects that are an article, those with the most text first."""
        found = [record for record in self._all_records() if any(map(_ARTICLE.search, _types(record)))]
        return sorted(found, key=lambda record: -len(str(record.get("articleBody") or "")))

    def _all_records(self) -> list[dict[str, Any]]:
        scripts = (
            script
            for script in self.root.iter("script")
            if script.get("type", "").lower().startswith("application/ld+json")
        )
        values = [value for script in scripts if (value := _load(script.text or "")) is not None]
        return [record for value in values for record in _objects(value)]

    def record(self, name: str) -> Any:
        """The first value of a property over the page's article objects."""
        return next((record[name] for record in self.records if record.get(name)), None)

    @cached_property
    def metas(self) -> dict[str, list[str]]:
        """Contents of the meta elements by their name, property or itemprop, in lower case."""
        metas: dict[str, list[str]] = {}
        for meta in self.root.iter("meta"):
            content = squeeze(meta.get("content", ""))
            for key in ("property", "name", "itemprop"):
                if content and (name := meta.get(key, "").lower()):
                    metas.setdefault(name, []).append(content)
        return metas

    def meta(self, *names: str) -> str:
        """The first content of the first name that has one."""
        return next((self.metas[name][0] for name in names if name in self.metas), "")

    @cached_property
    def properties(self) -> dict[str, list[Element]]:
        """The elements by their itemprop, in lower case."""
        found: dict[str, list[Element]] = {}
        for tag in self.root.xpath("//*[@itemprop]"):
            for name in tag.get("itemprop").lower().split():
                found.setdefault(name, []).append(tag)
        return found

    def hinted(self, name: str) -> list[Element]:
        """The elements that the site's hint of this name points at; none where the site is not known."""
        selector = getattr(hints_for(self.url), name)
        return _selector(selector)(self.root) if selector else []

    @cached_property
    def embedded(self) -> Embedded:
        """The story as the page's script data holds it."""
        return find_embedded(self.root)


def _within_limits(markup: str) -> str:
    markup = _VAST_TAG.sub("", markup)
    tags = islice(re.finditer("<", markup), MAX_TAGS, None)
    cut = next(tags, None)
    return markup[: cut.start()] if cut else markup


@cache
def _selector(selector: str) -> Callable[[Element], list[Element]]:
    found: Callable[[Element], list[Element]] = CSSSelector(selector, translator="html")
    return found


def _load(text: str) -> Any:
    """JSON as scripts hold it: within comments, with raw line ends, with a semicolon behind it."""
    text = _JSON_WRAPPER.sub("", text).strip().rstrip(";")
    try:
        return json.loads(text, strict=False) if len(text) <= MAX_SCRIPT else None
    except (ValueError, RecursionError):
        return None


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Objects of lists and graphs, breadth first; ``mainEntity`` is followed too."""
    waiting, seen = [value], 0
    while waiting and seen < MAX_RECORDS:
        value, seen = waiting.pop(0), seen + 1
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield value
            waiting.extend(value[key] for key in ("@graph", "mainEntity", "mainEntityOfPage") if key in value)


def _types(record: dict[str, Any]) -> list[str]:
    kinds = record.get("@type")
    return [str(kind) for kind in kinds] if isinstance(kinds, list) else [str(kinds or "")]
