"""The lead of a story where it stands between the headline and the container of the other paragraphs."""

from crawler.clean.lines import SENTENCE_END, block_lines, is_shown
from crawler.clean.masses import Masses
from crawler.clean.tree import Element, text_of

MIN_LENGTH, MAX_LENGTH = 60, 900  # characters; a lead is a sentence or a few
MAX_LINES = 2
_MAX_LINKS = 0.3  # share of a line


def lead_lines(container: Element, title: str, masses: Masses) -> list[str]:
    """The lines between the headline and a container, if they are sentences and few; else none of them."""
    lines: list[str] = []
    for block in _blocks_above(container, title):
        if is_shown(block, container, masses):
            lines[:0] = [line.text for line in block_lines(block, title, masses) if line.links <= _MAX_LINKS]
    lead = [line for line in dict.fromkeys(lines) if len(line) >= MIN_LENGTH and SENTENCE_END.search(line)]
    return lead if len(lead) <= MAX_LINES and sum(map(len, lead)) <= MAX_LENGTH else []


def _blocks_above(container: Element, title: str) -> list[Element]:
    """What stands between the headline and the container, the nearest first; nothing where no headline is found."""
    found: list[Element] = []
    for around in (container, *container.iterancestors()):
        if around.tag == "body" or _has_headline(around, title):
            return []
        for block in around.itersiblings(preceding=True):
            if _has_headline(block, title):
                return found
            found.append(block)
    return []


def _has_headline(block: Element, title: str) -> bool:
    headings = block.iter("h1", "h2")
    return any(tag.tag == "h1" or text_of(tag) == title for tag in headings)
