"""The story of a page: which container holds it, and its paragraphs."""

import re
from collections import Counter

from bs4 import Tag

from crawler.clean.embedded import embedded_body
from crawler.clean.lines import plain_lines, story_lines
from crawler.clean.masses import LOOSE, VOID, Masses
from crawler.clean.tree import Page, squeeze

_MARKUP = re.compile(r"<[^<>]{0,500}>")
_BODY_PROPERTY = re.compile(r"^articleBody$", re.I)
MIN_PARAGRAPH = 25
MIN_REFERENCE = 400
MIN_AGREEMENT = 0.5


def story(page: Page, title: str = "") -> str:
    """The story's paragraphs, one a line; "" where the page has none.

    Where the page's own data holds the whole story, the container that agrees with it best is
    taken, or the data itself where no container holds as much.
    """
    masses = _masses(page)
    lines = (story_lines(tag, title, masses) for tag in _containers(page, masses))
    texts = ("\n".join(kept) for kept in lines if kept)
    first = next(texts, "")
    reference = _reference(page)
    if len(reference) < MIN_REFERENCE and first:
        return first
    best = max([first, *texts], key=lambda text: _agreement(text, reference))
    if _agreement(best, reference) >= MIN_AGREEMENT:
        return best
    return first if len(first) > len(reference) else "\n".join(plain_lines(reference, title))


def _reference(page: Page) -> str:
    """The story as the page's own data gives it; it may be a lead only."""
    stated = page.record("articleBody")
    text = _MARKUP.sub("\n", stated) if isinstance(stated, str) else ""
    return text if len(text) >= MIN_REFERENCE else max(text, embedded_body(page), key=len)


def _containers(page: Page, masses: Masses) -> list[Tag]:
    """Where the story may be, the likeliest first."""
    named = page.soup.find_all(None, attrs={"itemprop": _BODY_PROPERTY}, limit=3)
    found = [tag for tag in named if masses.of(tag) >= MIN_REFERENCE // 2]
    found += [masses.widened(tag) for tag in masses.densest(3)]
    found += page.soup.find_all("article", limit=3)
    found += page.soup.find_all("body", limit=1)
    return list({id(tag): tag for tag in found}.values())


def _masses(page: Page) -> Masses:
    """Weigh every block of running text of the page."""
    masses = Masses()
    for block in page.soup.find_all(["p", "blockquote", "li", *LOOSE]):
        length = _running_text(block)
        if length >= MIN_PARAGRAPH and not any(parent.name in VOID for parent in block.parents):
            masses.add(block, length)
    return masses


def _running_text(block: Tag) -> int:
    """Characters of a block that are no links; of a loose one, those that stand in it directly."""
    if block.name in LOOSE:
        return sum(len(squeeze(str(text))) for text in block.find_all(string=True, recursive=False))
    linked = sum(len(squeeze(link.get_text())) for link in block.find_all("a"))
    return len(squeeze(block.get_text())) - linked


def _agreement(text: str, reference: str) -> float:
    """F1 over the words of both."""
    ours, theirs = Counter(re.findall(r"\w+", text)), Counter(re.findall(r"\w+", reference))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())
