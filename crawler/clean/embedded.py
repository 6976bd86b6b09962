"""Stories that a page carries as data for its own script: ``__NEXT_DATA__``, JSON in script elements."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from crawler.clean.tree import Element, parse_html, text_of

# Keys under which sites keep a story, and in editors' blocks a paragraph.
_STORY_KEY = re.compile(
    r"^(?:article_?|post_?|news_?)?(?:body|content|full_?text|text|html|article|blocks)(?:_?(?:html|raw|kz|kk|ru))?$",
    re.I,
)
_BLOCK_KEYS = ("text", "html", "content", "value", "data", "children", "rendered")
_ASSIGNED = re.compile(r"^\s*(?:window\.|var |let |const |self\.)?[\w$.]{2,60}\s*=\s*(?=[{\[])")
_MAX_NODES = 20_000
_MAX_SCRIPT = 5_000_000
_MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Embedded:
    """The story's paragraphs, one a line ("" where there are none), and the JSON object that held them."""

    text: str = ""
    record: dict[str, Any] = field(default_factory=dict)

    def value(self, *keys: str) -> str:
        """The first string under one of the keys of the story's object."""
        return next((found for key in keys if isinstance(found := self.record.get(key), str) and found), "")


def find_embedded(root: Element) -> Embedded:
    """The longest text under a key that means a story: of ``__NEXT_DATA__`` if it has one, else of any JSON."""
    own = root.xpath("//script[@id='__NEXT_DATA__']")
    return _longest(own) or _longest(root.xpath("//script[not(@src)]")) or Embedded()


def _longest(scripts: list[Element]) -> Embedded | None:
    found = [story for script in scripts for story in _stories(script.text or "")]
    text, record = max(found, key=lambda story: len(story[0]), default=("", {}))
    return Embedded(paragraphs(text), record) if text else None


def _stories(source: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """(text, the object that holds it); of a script that assigns JSON to a name, that JSON."""
    start = _ASSIGNED.match(source)
    source = source[start.end() if start else 0 :].lstrip()
    try:
        waiting = [json.JSONDecoder().raw_decode(source)[0]] if len(source) <= _MAX_SCRIPT else []
    except (ValueError, RecursionError):
        return
    for _ in range(_MAX_NODES):
        if not waiting:
            return
        value = waiting.pop()
        if isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, dict):
            yield from ((_joined(item), value) for key, item in value.items() if _STORY_KEY.match(key))
            waiting.extend(item for item in value.values() if isinstance(item, list | dict))


def _joined(value: Any, depth: int = 0) -> str:
    """A story's markup; of an editor's blocks, a line for each."""
    if isinstance(value, str):
        return value
    if depth > _MAX_DEPTH:
        return ""
    if isinstance(value, dict):
        return "".join(_joined(value[key], depth + 1) for key in _BLOCK_KEYS if key in value)
    if isinstance(value, list):
        is_inline = all(
            isinstance(item, dict) and set(item) & {"text"} and "children" not in item for item in value
        )
        return ("" if depth and is_inline else "\n").join(_joined(item, depth + 1) for item in value)
    return ""


def paragraphs(markup: str) -> str:
    """The text of a piece of markup, a paragraph a line; what is no markup comes back as it is."""
    if "<" not in markup:
        return markup
    root = parse_html(markup)
    for tag in list(root.iter("script", "style", "figure", "figcaption")):
        tag.drop_tree()
    blocks = list(root.iter("p", "h2", "h3", "li", "blockquote"))
    return "\n".join(map(text_of, blocks)) if blocks else "\n".join(root.itertext())
