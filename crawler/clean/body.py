"""The story of a page: which container holds it, and its paragraphs."""

import re
from collections import Counter
from itertools import islice

from crawler.clean.lead import lead_lines
from crawler.clean.lines import plain_lines, story_lines
from crawler.clean.masses import Masses
from crawler.clean.opinions import Opinions
from crawler.clean.page import Page
from crawler.clean.tree import Element

_MARKUP = re.compile(r"<[^<>]{0,500}>")
MIN_REFERENCE = 400
MIN_SHARED = 0.5  # of the shingles: two readings are of one story
SURE = 0.93  # two readings are the same but for a line
LONGER = 1.5
FRAGMENT = 0.1  # of the longest reading: a shorter one is no opinion
SHINGLE = 4  # words
MAX_WORDS = 20_000  # compared of a reading


def story(page: Page, title: str = "") -> str:
    """The story's paragraphs, one a line; "" where the page has none.

    Where our reading and the page's own data, or another extractor, say the same, it is ours. Where they
    differ, the reading is taken that agrees most with all others (the medoid on 4-word shingles).
    """
    masses = Masses.of_page(page.root)
    ours = next(filter(None, (_reading(tag, title, masses) for tag in _containers(page, masses))), "")
    hinted = _hinted_reading(page, title, masses)
    if _agreement(_shingles(hinted), _shingles(ours)) >= MIN_SHARED:
        ours = hinted
    data = "\n".join(plain_lines(_reference(page), title))
    if len(data) < MIN_REFERENCE and ours:
        data = ""
    if data and _agreement(_shingles(ours), _shingles(data)) >= SURE:
        return ours
    if _is_beginning(ours, data):
        return data
    if page.is_vast:
        return ours or data
    opinions = Opinions(page.root)
    others = ["\n".join(plain_lines(opinions.trafilatura, title))]
    if _agreement(_shingles(ours), _shingles(others[0])) >= SURE:
        return ours
    others += ["\n".join(plain_lines(opinions.readability, title)), data]
    return _medoid([ours, *others])


def _reading(container: Element, title: str, masses: Masses) -> str:
    """Our own reading of a container, with the lead that stands above it."""
    lines = story_lines(container, title, masses)
    lead = lead_lines(container, title, masses) if lines else []
    return "\n".join(dict.fromkeys((*lead, *lines)))


def _hinted_reading(page: Page, title: str, masses: Masses) -> str:
    """The reading of what holds all that the site's hint points at; "" where there is no hint or it has rotted."""
    found = page.hinted("body")
    if not found:
        return ""
    around = [
        tag for tag in (found[0], *found[0].iterancestors()) if all(_holds(tag, other) for other in found)
    ]
    return "\n".join(story_lines(around[0], title, masses, page.hinted("until")))


def _holds(tag: Element, other: Element) -> bool:
    return tag is other or tag in other.iterancestors()


def _is_beginning(ours: str, data: str) -> bool:
    """Whether the page shows a part only of what its data holds."""
    one, other = _shingles(ours), _shingles(data)
    return len(data) > LONGER * len(ours) and (one & other).total() >= SURE * one.total()


def _medoid(texts: list[str]) -> str:
    """The text that agrees most with the others; an earlier one wins a tie, a longer one where none agree."""
    longest = max(map(len, texts), default=0)
    texts = [text for text in texts if text and len(text) >= FRAGMENT * longest]
    shingles = [_shingles(text) for text in texts]
    sums = [sum(_agreement(one, other) for other in shingles if other is not one) for one in shingles]
    if max(sums, default=0.0) < MIN_SHARED:
        return max(texts, key=len, default="")
    return texts[sums.index(max(sums))]


def _reference(page: Page) -> str:
    """The story as the page's own data gives it; it may be a lead only."""
    stated = page.record("articleBody")
    text = _MARKUP.sub("\n", stated) if isinstance(stated, str) else ""
    return text if len(text) >= MIN_REFERENCE else max(text, page.embedded.text, key=len)


def _containers(page: Page, masses: Masses) -> list[Element]:
    """Where the story may be, the likeliest first."""
    found = [
        tag for tag in page.properties.get("articlebody", [])[:3] if masses.of(tag) >= MIN_REFERENCE // 2
    ]
    found += [masses.widened(tag) for tag in masses.densest(3)]
    found += islice(page.root.iter("article"), 3)
    found += islice(page.root.iter("body"), 1)
    return list(dict.fromkeys(found))


def _shingles(text: str) -> Counter[tuple[str, ...]]:
    words = [match.group() for match in islice(re.finditer(r"\w+", text), MAX_WORDS)]
    starts = range(max(1, len(words) - SHINGLE + 1)) if words else ()
    return Counter(tuple(words[at : at + SHINGLE]) for at in starts)


def _agreement(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """F1 over the shingles of both, 0 to 1."""
    return 2 * (one & other).total() / max(1, one.total() + other.total())
