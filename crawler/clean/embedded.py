"""Stories that a page carries as data for its own script (``__NEXT_DATA__``)."""

import json
import re
from collections.abc import Iterator
from typing import Any

from crawler.clean.tree import Page, parse_html, text_of

_KEY = re.compile(
    r"^(?:article_?)?(?:body|content|full_?text|text|html|article)(?:_?(?:html|kz|kk|ru))?$", re.I
)
_MAX_NODES = 20_000
_MAX_SCRIPT = 5_000_000


def embedded_body(page: Page) -> str:
    """The longest text under a key that means a story; "" where there is none."""
    scripts = page.root.xpath("//script[@id='__NEXT_DATA__']")
    return paragraphs(
        max((text for script in scripts for text in _stories(script.text or "")), key=len, default="")
    )


def _stories(source: str) -> Iterator[str]:
    try:
        waiting: list[Any] = [json.loads(source)] if len(source) <= _MAX_SCRIPT else []
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield from (text for key, text in value.items() if isinstance(text, str) and _KEY.match(key))
            waiting.extend(item for item in value.values() if isinstance(item, list | dict))


def paragraphs(markup: str) -> str:
    """The text of a piece of markup, a paragraph a line; what is no markup comes back as it is."""
    if "<" not in markup:
        return markup
    root = parse_html(markup)
    for tag in list(root.iter("script", "style", "figure", "figcaption")):
        tag.drop_tree()
    blocks = list(root.iter("p", "h2", "h3", "li", "blockquote"))
    return "\n".join(map(text_of, blocks)) if blocks else "\n".join(root.itertext())
