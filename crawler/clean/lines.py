"""A container of a page → its lines of text, furniture and junk left out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from crawler.clean.tree import attribute, squeeze

# Elements that hold no paragraph of a story.
VOID = frozenset((
    "script", "style", "noscript", "template", "iframe", "svg", "form", "button", "select", "input", "textarea", "nav",
    "footer", "aside", "figure", "figcaption", "video", "audio", "object", "canvas", "menu", "dialog", "label", "time",
    "head",
))  # fmt: skip
_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "tt", "u", "var", "wbr",
))  # fmt: skip
_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
# Words of class names and ids that mark furniture, however long the element may be.
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|socials|related|recommend\w*|comments?|subscribe|subscription|newsletter|"
    r"promo|banner|advert\w*|ads?|adfox|breadcrumbs?|tags?|author|byline|caption|copyright|also|read-?more|"
    r"popular|widget|sidebar|footer|menu|rating|views|counter|print|teaser|outbrain|taboola|paywall|"
    r"pagination|pager|toolbar|tools|modal|popup|cookie|hidden|credits?|meta|infobox|willshare|"
    r"google-news\S*|most-read|embed|disclaimer)(?:$|[\s_-])",
    re.I,
)
_MAX_JUNK = 200
# A date line, a view count, a clock: "22.11.2024, 14:05", "2 645".
_NUMBERS_ONLY = re.compile(r"^[\W\d_]+$")


@dataclass(frozen=True, slots=True)
class Line:
    """One block of text, the element it stood in, and the share of it that is links."""

    text: str
    tag: str
    links: float


def story_lines(container: Tag, title: str) -> list[str]:
    """The lines of a container that are the story, in their order."""
    lines = [line for line in _lines(container) if not _is_junk(line, title)]
    while lines and lines[-1].tag in _HEADINGS:
        lines.pop()
    return list(dict.fromkeys(line.text for line in lines))


def plain_lines(text: str, title: str) -> list[str]:
    """The same of text that has no markup."""
    lines = (Line(squeeze(line), "p", 0.0) for line in text.splitlines())
    return list(dict.fromkeys(line.text for line in lines if line.text and not _is_junk(line, title)))


def names(tag: Tag) -> str:
    """Class names and id, as templates give them."""
    return f"{attribute(tag, 'class')} {attribute(tag, 'id')}"


def _lines(container: Tag) -> Iterator[Line]:
    """Blocks of text; inline elements belong to the block around them."""
    pieces: list[str] = []
    linked = links = 0
    tag = container.name
    for node, opens in _walk(container):
        if isinstance(node, Tag) and node.name in _INLINE:
            links += 0 if node.name != "a" else 1 if opens else -1
        elif isinstance(node, Tag):
            if text := squeeze("".join(pieces)):
                yield Line(text, tag, linked / len(text))
            pieces, linked, tag = [], 0, node.name
        elif not isinstance(node, PreformattedString):
            pieces.append(str(node))
            linked += len(squeeze(str(node))) if links else 0


def _walk(container: Tag) -> Iterator[tuple[PageElement, bool]]:
    """(node, it opens) in document order, furniture skipped; on a stack, for pages nested past Python's own."""
    yield container, True
    stack: list[tuple[Tag, Iterator[PageElement]]] = [(container, iter(container.contents))]
    while stack:
        tag, children = stack[-1]
        node = next(children, None)
        if node is None:
            yield tag, False
            stack.pop()
        elif isinstance(node, NavigableString):
            yield node, True
        elif isinstance(node, Tag) and not _is_furniture(node):
            yield node, True
            stack.append((node, iter(node.contents)))


def _is_furniture(tag: Tag) -> bool:
    if tag.name in VOID or tag.has_attr("hidden"):
        return True
    if "display:none" in attribute(tag, "style").replace(" ", ""):
        return True
    return tag.name not in _INLINE and tag.name != "p" and bool(FURNITURE.search(names(tag)))


def _is_junk(line: Line, title: str) -> bool:
    text = line.text.lower()
    if text == title.lower() or line.tag == "h1" or _NUMBERS_ONLY.match(text):
        return True
    if line.links > 0.8 and (len(text) < _MAX_JUNK or line.tag == "li"):
        return True
    beginnings, wholes = _junk()
    return len(text) <= _MAX_JUNK and (text.startswith(beginnings) or text.strip(" .:!»«") in wholes)


@cache
def _junk() -> tuple[tuple[str, ...], frozenset[str]]:
    """(beginnings, whole lines) of junk.txt."""
    text = resources.files(__package__).joinpath("junk.txt").read_text("utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    wholes = frozenset(line[1:] for line in lines if line.startswith("="))
    return tuple(line for line in lines if not line.startswith("=")), wholes
