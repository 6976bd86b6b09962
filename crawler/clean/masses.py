"""How much running text the elements of a page hold."""

import re

from crawler.clean.tree import Element, text_of

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
    r"google-news\S*|most-read|embed|disclaimer|cookies|consent|gdpr|onetrust|ot|policy|"
    r"twitter-tweet|instagram-media|tiktok-embed|telegram-post)(?:$|[\s_-])",
    re.I,
)
# And of paragraphs, whose other names say how they look.
CAPTIONS = re.compile(r"(?:^|[\s_-])(?:caption|byline|credits?|copyright)(?:$|[\s_-])", re.I)
# Names by which templates call the story's container.
_STORY = re.compile(
    r"(?:article|post|entry|story|news|main|single|page|text|content)[\s_-]*(?:body|text|content|article|detail)|"
    r"(?:body|content|text)[\s_-]*(?:article|main|post|news)|formatted-body|rich-?text|single-news",
    re.I,
)
_SHARES = (1.0, 0.55, 0.25)  # of a block's length, for its holder and for the holders around that
_DOUBT = 0.3  # what text counts that stands in furniture by its name
_COMMENTS = re.compile(r"(?:^|[\s_-])(?:comments?|pikir\w*|replies|disqus)(?:$|[\s_-])", re.I)
_HEARSAY = 0.02  # and what a comment counts: there may be far more of them than story
_WIDEN = 2.0


_MARKS = frozenset(("span", "b", "strong", "i", "em", "font"))
BLOCKS = ("p", "blockquote", "li", *LOOSE)
MIN_PARAGRAPH = 25
# The text of such a block is read again for each one around it; so deep within each other no page puts them.
_NESTED = ("p", "blockquote", "li")
MAX_NESTED = 12


class Masses:
    """Running text by element: all that is in it, and a weight that favours what holds it closely."""

    def __init__(self) -> None:
        self._totals: dict[Element, float] = {}
        self._weights: dict[Element, float] = {}
        self._trusts: dict[Element, float] = {}

    @classmethod
    def of_page(cls, root: Element) -> "Masses":
        """Weigh every block of running text of a page."""
        masses = cls()
        # An unclosed aside or menu may swallow the whole page, headline and all; then it is none.
        void = {block for tag in root.iter(*VOID) if tag.find(".//h1") is None for block in tag.iter(*BLOCKS)}
        for block in root.iter(*BLOCKS):
            if block in void or sum(1 for _ in block.iterancestors(*_NESTED)) >= MAX_NESTED:
                continue
            if (length := running_text(block)) >= MIN_PARAGRAPH:
                masses.add(block, length)
        return masses

    def add(self, block: Element, length: int) -> None:
        """Count a block of ``length`` characters for itself and everything around it; less within furniture."""
        around = [tag for tag in block.iterancestors() if tag.tag != "html"]
        mass = length * min(map(self._trust, (block, *around)))
        for tag in (block, *around):
            self._totals[tag] = self._totals.get(tag, 0.0) + mass
        for share, tag in zip(_SHARES, (block, *around) if block.tag in LOOSE else around, strict=False):
            self._weights[tag] = self._weights.get(tag, 0.0) + share * mass * _favour(tag)

    def _trust(self, tag: Element) -> float:
        if tag not in self._trusts:
            name = names(tag)
            doubt = _HEARSAY if _COMMENTS.search(name) else _DOUBT
            self._trusts[tag] = doubt if FURNITURE.search(name) and tag.tag != "body" else 1.0
        return self._trusts[tag]

    def of(self, tag: Element) -> float:
        """Characters of running text in an element, as counted."""
        return self._totals.get(tag, 0.0)

    def densest(self, number: int) -> list[Element]:
        """The elements that hold the most text closely, the first one first."""
        return sorted(self._weights, key=lambda tag: -self._weights[tag])[:number]

    def widened(self, tag: Element) -> Element:
        """The element around ``tag`` that holds far more, if any: each paragraph may have a wrapper of its own."""
        for around in list(tag.iterancestors()):
            if self.of(around) >= _WIDEN * self.of(tag):
                tag = around
        return tag


def names(tag: Element) -> str:
    """Class names and id, as templates give them."""
    return f"{tag.get('class', '')} {tag.get('id', '')}"


def running_text(block: Element) -> int:
    """Characters of a block that are no links; of a loose one, those that stand in it directly."""
    if block.tag in LOOSE:
        pieces = [block.text, *(child.tail for child in block)]
        pieces += [text_of(child) for child in block if child.tag in _MARKS and child.find(".//p") is None]
        return sum(len(" ".join(piece.split())) for piece in pieces if piece)
    return len(text_of(block)) - sum(len(text_of(link)) for link in block.iter("a"))


def _favour(tag: Element) -> float:
    return 1.3 if tag.tag == "article" or _STORY.search(names(tag)) else 1.0
