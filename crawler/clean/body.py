"""The story of a page: which container holds it, and its paragraphs."""

import re
from collections import Counter
from itertools import islice

from crawler.clean.embedded import embedded_body
from crawler.clean.lines import plain_lines, story_lines
from crawler.clean.masses import Masses
from crawler.clean.tree import Element, Page

_MARKUP = re.compile(r"<[^<>]{0,500}>")
MIN_REFERENCE = 400
MIN_AGREEMENT = 0.5


def story(page: Page, title: str = "") -> str:
    """The story's paragraphs, one a line; "" where the page has none.

    Where the page's own data holds the whole story, the container that agrees with it best is
    taken, or the data itself where no container holds as much.
    """
    masses = Masses.of_page(page.root)
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


def _containers(page: Page, masses: Masses) -> list[Element]:
    """Where the story may be, the likeliest first."""
    found = [
        tag for tag in page.properties.get("articlebody", [])[:3] if masses.of(tag) >= MIN_REFERENCE // 2
    ]
    found += [masses.widened(tag) for tag in masses.densest(3)]
    found += islice(page.root.iter("article"), 3)
    found += islice(page.root.iter("body"), 1)
    return list(dict.fromkeys(found))


def _agreement(text: str, reference: str) -> float:
    """F1 over the words of both."""
    ours, theirs = Counter(re.findall(r"\w+", text)), Counter(re.findall(r"\w+", reference))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())
