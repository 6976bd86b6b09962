"""Second opinions: what well-kept extractors take for the story of a page. They are asked where our own
readings differ, and each costs more than all of ours."""

import copy
import logging
import re
from functools import cached_property

from lxml import etree, html

from crawler.clean.masses import BLOCKS
from crawler.clean.tree import Element, parse_html, text_of

_SILENT = ("script", "style", "noscript", "template", "svg", "iframe")
_BREAK = re.compile(r"<br\b[^>]*>", re.I)  # ends a line of a story that has no paragraphs
# Both log an error for each odd page; what is wrong with a page is told by its own article.
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
logging.getLogger("readability").setLevel(logging.CRITICAL)


class Opinions:
    """The story as others read it, a paragraph a line; "" where one finds none or fails."""

    def __init__(self, root: Element) -> None:
        self._root = root

    @cached_property
    def _bare(self) -> Element:
        root = copy.deepcopy(self._root)
        etree.strip_elements(root, *_SILENT, with_tail=False)
        return root

    @cached_property
    def trafilatura(self) -> str:
        from trafilatura import extract  # takes half a second, which easy pages need not pay

        try:
            found = extract(
                copy.deepcopy(self._bare),
                favor_precision=True,
                include_comments=False,
                include_tables=False,
                fast=True,
            )
        except Exception:  # an opinion that breaks on a page is none
            return ""
        return found or ""

    @cached_property
    def readability(self) -> str:
        from readability import Document

        try:
            summary = Document(html.tostring(self._bare, encoding="unicode")).summary(html_partial=True)
        except Exception:
            return ""
        root = parse_html(summary if "<p" in summary else _BREAK.sub("<p>", summary))
        blocks = (tag for tag in root.iter(*BLOCKS, "h2", "h3", "h4") if tag.find(".//p") is None)
        return "\n".join(filter(None, map(text_of, blocks)))
