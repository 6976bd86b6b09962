"""The story of a page: which container holds it, and its paragraphs."""

import re
from collections import Counter

from bs4 import Tag

from crawler.clean.embedded import embedded_body
from crawler.clean.lines import FURNITURE, VOID, names, plain_lines, story_lines
from crawler.clean.tree import Page, squeeze

# Names by which templates call the story's container.
_STORY = re.compile(
    r"(?:article|post|entry|story|news|main|single|page|text|content)[\s_-]*(?:body|text|content|article|detail)|"
    r"(?:body|content|text)[\s_-]*(?:article|main|post|news)|formatted-body|rich-?text|single-news",
    re.I,
)
_MARKUP = re.compile(r"<[^<>]{0,500}>")
_BODY_PROPERTY = re.compile(r"^articleBody$", re.I)
_LOOSE = frozenset(("div", "td", "section"))  # may hold running text without a paragraph element
_SHARES = (1.0, 0.55, 0.25)  # of a paragraph's weight for its holder, and for the holders around that
MIN_PARAGRAPH = 25
MIN_REFERENCE = 400
MIN_AGREEMENT = 0.5


def body(page: Page, title: str = "") -> str:
    """The story's paragraphs, one a line; "" where the page has none.

    Where the page's own data holds the whole story, the container that agrees with it best is
    taken, or the data itself where none does.
    """
    texts = ["\n".join(story_lines(container, title)) for container in _containers(page)]
    reference = _reference(page)
    if not reference:
        return next(filter(None, texts), "")
    best = max(texts, key=lambda text: _agreement(text, reference), default="")
    if _agreement(best, reference) >= MIN_AGREEMENT:
        return best
    return "\n".join(plain_lines(reference, title))


def _reference(page: Page) -> str:
    """The story as the page's own data gives it, where that is more than a lead."""
    stated = page.record("articleBody") or page.record("text")
    text = _MARKUP.sub("\n", stated) if isinstance(stated, str) else ""
    if len(text) < MIN_REFERENCE:
        text = embedded_body(page)
    return text if len(text) >= MIN_REFERENCE else ""


def _containers(page: Page) -> list[Tag]:
    """Where the story may be, the likeliest first."""
    named = page.soup.find_all(None, attrs={"itemprop": _BODY_PROPERTY}, limit=3)
    found = [tag for tag in named if len(tag.get_text()) >= MIN_REFERENCE // 2]
    found += [tag for _, tag in sorted(_weights(page).values(), key=lambda item: -item[0])[:3]]
    found += page.soup.find_all("article", limit=3)
    found += page.soup.find_all("body", limit=1)
    return list({id(tag): tag for tag in found}.values())


def _weights(page: Page) -> dict[int, tuple[float, Tag]]:
    """How much running text each container holds: its own paragraphs, and a share of those deeper in."""
    weights: dict[int, tuple[float, Tag]] = {}
    for block in page.soup.find_all(["p", "blockquote", "li", *_LOOSE]):
        length = _running_text(block)
        if length < MIN_PARAGRAPH or any(parent.name in VOID for parent in block.parents):
            continue
        holders = [block, *block.parents] if block.name in _LOOSE else list(block.parents)
        for share, holder in zip(_SHARES, holders, strict=False):
            if holder.parent is not None and holder.name != "html":
                before = weights.get(id(holder), (0.0, holder))[0]
                weights[id(holder)] = (before + share * length * _bonus(holder), holder)
    return weights


def _running_text(block: Tag) -> int:
    """Characters of a block that are no links; of a loose one, those that stand in it directly."""
    if block.name in _LOOSE:
        return sum(len(squeeze(str(text))) for text in block.find_all(string=True, recursive=False))
    linked = sum(len(squeeze(link.get_text())) for link in block.find_all("a"))
    return len(squeeze(block.get_text())) - linked


def _bonus(tag: Tag) -> float:
    if FURNITURE.search(names(tag)):
        return 0.3
    return 1.3 if tag.name == "article" or _STORY.search(names(tag)) else 1.0


def _agreement(text: str, reference: str) -> float:
    """F1 over the words of both."""
    ours, theirs = Counter(re.findall(r"\w+", text)), Counter(re.findall(r"\w+", reference))
    return 2 * (ours & theirs).total() / max(1, ours.total() + theirs.total())
