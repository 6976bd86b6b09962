"""How much running text the elements of a page hold."""

import re

from bs4 import Tag

from crawler.clean.tree import attribute

# Elements that hold no paragraph of a story.
VOID = frozenset((
    "script", "style", "noscript", "template", "iframe", "svg", "button", "select", "input", "textarea", "nav",
    "footer", "aside", "figure", "figcaption", "video", "audio", "object", "canvas", "menu", "dialog", "label", "time",
    "head",
))  # fmt: skip
LOOSE = frozenset(("div", "td", "section"))  # may hold running text without a paragraph element
# Words of class names and ids that mark furniture.
FURNITURE = re.compile(
    r"(?:^|[\s_-])(?:share|sharing|social|socials|related|recommend\w*|comments?|subscribe|subscription|newsletter|"
    r"promo|banner|advert\w*|ads?|adfox|breadcrumbs?|tags?|author|byline|caption|copyright|also|read-?more|"
    r"popular|widget|sidebar|footer|menu|rating|views|counter|print|teaser|outbrain|taboola|paywall|"
    r"pagination|pager|toolbar|tools|modal|popup|cookie|hidden|credits?|meta|infobox|willshare|"
    r"google-news\S*|most-read|embed|disclaimer)(?:$|[\s_-])",
    re.I,
)
# Names by which templates call the story's container.
_STORY = re.compile(
    r"(?:article|post|entry|story|news|main|single|page|text|content)[\s_-]*(?:body|text|content|article|detail)|"
    r"(?:body|content|text)[\s_-]*(?:article|main|post|news)|formatted-body|rich-?text|single-news",
    re.I,
)
_SHARES = (1.0, 0.55, 0.25)  # of a block's length, for its holder and for the holders around that
_DOUBT = 0.3  # what text counts that stands in furniture by its name
_WIDEN = 2.0


class Masses:
    """Running text by element: all that is in it, and a weight that favours what holds it closely."""

    def __init__(self) -> None:
        self._totals: dict[int, float] = {}
        self._weights: dict[int, float] = {}
        self._tags: dict[int, Tag] = {}
        self._furniture: dict[int, bool] = {}

    def add(self, block: Tag, length: int) -> None:
        """Count a block of ``length`` characters for itself and everything around it; less within furniture."""
        around = [tag for tag in block.parents if tag.parent is not None and tag.name != "html"]
        mass = length * (_DOUBT if any(map(self._is_furniture, (block, *around))) else 1.0)
        for tag in (block, *around):
            self._totals[id(tag)] = self._totals.get(id(tag), 0.0) + mass
        for share, tag in zip(_SHARES, (block, *around) if block.name in LOOSE else around, strict=False):
            self._tags[id(tag)] = tag
            self._weights[id(tag)] = self._weights.get(id(tag), 0.0) + share * mass * _favour(tag)

    def _is_furniture(self, tag: Tag) -> bool:
        if id(tag) not in self._furniture:
            self._furniture[id(tag)] = bool(FURNITURE.search(names(tag)))
        return self._furniture[id(tag)]

    def of(self, tag: Tag) -> float:
        """Characters of running text in an element, as counted."""
        return self._totals.get(id(tag), 0.0)

    def densest(self, number: int) -> list[Tag]:
        """The elements that hold the most text closely, the first one first."""
        best = sorted(self._weights, key=lambda key: -self._weights[key])[:number]
        return [self._tags[key] for key in best]

    def widened(self, tag: Tag) -> Tag:
        """The element around ``tag`` that holds far more, if any: each paragraph may have a wrapper of its own."""
        for around in list(tag.parents):
            if self.of(around) >= _WIDEN * self.of(tag):
                tag = around
        return tag


def names(tag: Tag) -> str:
    """Class names and id, as templates give them."""
    return f"{attribute(tag, 'class')} {attribute(tag, 'id')}"


def _favour(tag: Tag) -> float:
    return 1.3 if tag.name == "article" or _STORY.search(names(tag)) else 1.0
