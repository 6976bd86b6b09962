"""The tree of a page, and the text in it."""

import re
from typing import TypeAlias

from lxml import etree, html

# What XML cannot hold: https://www.w3.org/TR/xml/#charsets
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")

HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))

Element: TypeAlias = html.HtmlElement


def parse_html(text: str) -> Element:
    """The root of a page's tree, without comments; an empty one where there is nothing to read."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    raw = _FORBIDDEN.sub("", text).encode("utf-8", "ignore")
    try:
        return html.document_fromstring(raw, parser=parser)
    except (etree.ParserError, AssertionError):  # empty, or nothing but what the parser drops
        return html.document_fromstring(b"<html></html>")


def text_of(tag: Element, between: str = "") -> str:
    """All text within an element on one line, its pieces joined with ``between``."""
    return squeeze(between.join(tag.itertext()))


def squeeze(text: str) -> str:
    """One line: white space to single spaces, invisible characters out."""
    return " ".join(_INVISIBLE.sub("", text).split())


def is_same_headline(heading: str, stated: str) -> bool:
    """Whether most words of the shorter headline are in the other."""
    ours, theirs = (set(re.findall(r"\w+", text.lower())) for text in (heading, stated))
    return len(ours) > 1 and len(ours & theirs) >= 0.6 * min(len(ours), len(theirs))
