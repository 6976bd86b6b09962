"""Lists that come as JSON: JSON Feed (https://www.jsonfeed.org/version/1.1/), and what "load more" buttons get."""

import json
from collections.abc import Iterator
from typing import Any

MAX_NODES = 50_000
# Keys under which such lists keep the address of an article.
_KEYS = ("url", "link", "href", "permalink", "canonical_url", "canonicalurl", "path", "uri", "alias_url")


def addresses(text: str) -> Iterator[tuple[str, bool]]:
    """(address as written, whether the list vouches that it is an article) in document order.

    Raises ValueError for what is no JSON.
    """
    try:
        value = json.loads(text)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    is_feed = isinstance(value, dict) and "jsonfeed.org" in str(value.get("version", ""))
    if is_feed:
        items = value.get("items")
        for item in items if isinstance(items, list) else []:
            if isinstance(item, dict) and isinstance(
                address := item.get("url") or item.get("external_url"), str
            ):
                yield address, True
        return
    for item in _objects(value):
        address = next((item[key] for key in _KEYS if isinstance(item.get(key), str) and item[key]), None)
        if address is not None:
            yield address, False


def markup(text: str) -> str:
    """The pieces of HTML that a JSON document carries, joined; "" where it carries none."""
    return "".join(
        text
        for item in _objects(json.loads(text))
        for text in item.values()
        if isinstance(text, str) and "<a " in text
    )


def next_address(text: str) -> str:
    """The address of the next part of a JSON Feed; "" where none is given."""
    value = json.loads(text)
    address = value.get("next_url") or value.get("next") if isinstance(value, dict) else None
    return address if isinstance(address, str) else ""


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Every object, depth first, in document order."""
    waiting, seen = [value], 0
    while waiting and seen < MAX_NODES:
        value, seen = waiting.pop(), seen + 1
        if isinstance(value, dict):
            yield value
            waiting.extend(reversed(list(value.values())))
        elif isinstance(value, list):
            waiting.extend(reversed(value))
