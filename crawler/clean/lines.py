"""A container of a page → its lines of text, furniture and junk left out."""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import accumulate

from lxml import etree

from crawler.clean.dates import is_bare_date
from crawler.clean.masses import CAPTIONS, FURNITURE, VOID, Masses, names
from crawler.clean.tree import HEADINGS, Element, is_same_headline, squeeze

_INLINE = frozenset((
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub", "sup",
    "tt", "u", "var", "wbr",
))  # fmt: skip
_MAX_JUNK = 200
# A credit, a byline, a button: a few words in a block of their own that end as no sentence does. In a paragraph
# they may be the story's (a list, a poem).
_LABEL_TAGS = frozenset(("div", "span", "section", "header", "ul", "td"))
_MAX_LABEL = 60
SENTENCE_END = re.compile(r"[.!?…:;,»”\"“)。！？]$")
_MAX_EDGE = 0.4  # of the text may stand before the headline or behind "Read also"
MIN_KEPT = 0.4  # of a container's running text
# A date line, a view count, a clock: "22.11.2024, 14:05", "2 645".
_NUMBERS_ONLY = re.compile(r"^[\W\d_]+$")
_BYLINE = re.compile(r"^(?:By|BY)(?: (?:and|[A-Z][\w.’'-]*),?){2,8}$")
_HOST_ONLY = re.compile(r"^\W*(?:https?://)?(?:[\w-]+\.)+[a-zқ]{2,6}\W*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One block of text, the element it stood in, and the share of it that is links."""

    text: str
    tag: str
    links: float


def story_lines(container: Element, title: str, masses: Masses, ends: Collection[Element] = ()) -> list[str]:
    """The lines of a container that are the story, in their order, up to the first of the elements that end it."""
    lines = _story(list(_lines(container, masses, ends)), title)
    if _length(lines) < MIN_KEPT * masses.of(container):
        # Furniture by its name, but the text is in it: the names mean something else here.
        lines = _story(list(_lines(container, None, ends)), title)
    while lines and lines[-1].tag in HEADINGS:
        lines.pop()
    return list(dict.fromkeys(line.text for line in lines))


def _story(lines: list[Line], title: str) -> list[Line]:
    """Without junk, what stands before the headline, and what follows a heading such as "Read also"."""
    before = list(accumulate((len(line.text) for line in lines), initial=0))  # characters before each line
    edge, end = _MAX_EDGE * before[-1], len(lines)
    heads = [place for place, line in enumerate(lines) if line.tag == "h1"]
    titled = [place for place in heads if before[place] < edge and is_same_headline(lines[place].text, title)]
    start = titled[-1] if titled else next((place for place in heads if before[place] < edge), 0)
    # One more headline is another story's; several are chapters of this one.
    ending = HEADINGS if len(set(heads) - {start}) <= 1 else HEADINGS - {"h1"}
    for place in range(len(lines) - 1, start, -1):
        if (
            lines[place].tag in ending
            and before[end] - before[place] < edge
            and _is_junk(lines[place], title)
        ):
            end = place
    return [line for line in lines[start:end] if not _is_junk(line, title)]


def block_lines(block: Element, title: str, masses: Masses) -> list[Line]:
    """The lines of a block beside the container that are no junk."""
    return [line for line in _lines(block, masses) if not _is_junk(line, title)]


def is_shown(tag: Element, container: Element, masses: Masses) -> bool:
    """Whether an element is neither hidden nor furniture beside the container."""
    return not _is_hidden(tag) and not _is_furniture(tag, container, masses)


def _length(lines: list[Line]) -> int:
    return sum(len(line.text) for line in lines)


def plain_lines(text: str, title: str) -> list[str]:
    """The same of text that has no markup."""
    lines = (Line(squeeze(line), "p", 0.0) for line in text.splitlines())
    return list(dict.fromkeys(line.text for line in lines if line.text and not _is_junk(line, title)))


def _lines(container: Element, masses: Masses | None, ends: Collection[Element] = ()) -> Iterator[Line]:
    """Blocks of text; inline elements belong to the block around them."""
    pieces: list[str] = []
    linked = links = 0
    name = container.tag
    for tag, opens, text in _walk(container, masses, ends):
        if tag.tag == "a":
            links += 1 if opens else -1
        if tag.tag not in _INLINE:
            if line := squeeze("".join(pieces)):
                yield Line(line, name, linked / len(line))
            # What stands behind a heading is no part of it.
            pieces, linked, name = [], 0, container.tag if tag.tag in HEADINGS and not opens else tag.tag
        if text:
            pieces.append(text)
            linked += len(squeeze(text)) if links else 0
    if line := squeeze("".join(pieces)):
        yield Line(line, name, linked / len(line))


def _walk(
    container: Element, masses: Masses | None, ends: Collection[Element]
) -> Iterator[tuple[Element, bool, str | None]]:
    """(element, it opens, the text right behind its tag) in document order, without furniture."""
    walker = etree.iterwalk(container, events=("start", "end"))
    for event, tag in walker:
        if event == "end":
            yield tag, False, None if tag is container else tag.tail
        elif tag in ends:
            yield tag, True, None
            return
        elif tag is not container and (_is_hidden(tag) or _is_furniture(tag, container, masses)):
            walker.skip_subtree()
            yield tag, True, None
        else:
            yield tag, True, tag.text


def _is_hidden(tag: Element) -> bool:
    if tag.tag in VOID or "hidden" in tag.attrib:
        return True
    return "display:none" in tag.get("style", "").replace(" ", "")


def _is_furniture(tag: Element, container: Element, masses: Masses | None) -> bool:
    """By its name, unless it holds half of the container's text; nothing is where ``masses`` is None."""
    named = CAPTIONS if tag.tag == "p" else FURNITURE
    if masses is None or tag.tag in _INLINE or not named.search(names(tag)):
        return False
    return masses.of(tag) < masses.of(container) / 2 or not masses.of(tag)


def _is_junk(line: Line, title: str) -> bool:
    text = line.text.lower()
    if text == title.lower() or line.tag == "h1" or _NUMBERS_ONLY.match(text):
        return True
    if is_bare_date(text) or _HOST_ONLY.match(text) or _BYLINE.match(line.text):
        return True
    if line.tag in _LABEL_TAGS and len(text) <= _MAX_LABEL and not SENTENCE_END.search(text):
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
