"""What a page says about its story besides the text: title, dates, authors, section, tags, address."""

import html
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from crawler.clean.dates import as_moment, is_bare_date, parse_date
from crawler.clean.page import Page
from crawler.clean.tree import Element, is_same_headline, squeeze, text_of
from crawler.urls import canonical_url, host_of

_SITE_SEPARATOR = re.compile(r"\s+[|–—\-•»:]+\s+|\s*\|\s*")
_PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "article:published", "published_time",
    "parsely-pub-date", "pubdate", "publishdate", "publish-date", "publish_date", "publication_date", "dc.date.issued",
    "dcterms.created", "dc.date", "aiturec:datetime", "mediator_published_time", "sailthru.date", "article.published",
    "cxenseparse:recs:publishtime", "date",
)  # fmt: skip
_MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "article:modified", "dcterms.modified",
    "last-modified", "lastmod",
)  # fmt: skip
_PUBLISHED_KEYS = (
    "datePublished", "published_at", "publishedAt", "published", "publish_date", "publishDate", "published_date",
    "publishedDate", "pubDate", "pub_date", "date", "created_at", "createdAt",
)  # fmt: skip
_DATE_CLASS = re.compile(r"date|time|published|posted|meta|info|күні|breadcrumb", re.I)
_AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:authors?|byline|name-auth)(?:$|[\s_-])", re.I)
_BY = re.compile(r"^(?:by|авторы?|мақала авторы|von|par|por)\s*:?\s+", re.I)
_AND = re.compile(r"\s*(?:;|,|&|\||\b(?:and|und|et|og|och|és|және|и)\b)\s*")
_BRACKETS = re.compile(r"\s*\([^()]*\)$")
# An address, a caption, a slug ("sophie-foster").
_NO_NAME = re.compile(r"[/@()\[\]<>{}:]|^[a-z]+(?:-[a-z]+)+$|^\W*$")
_MIN_NAME = {True: 3, False: 2}  # letters; a name may be two signs in Chinese
_KICKER_END = re.compile(r"\w[»“”\"]?(?::| [-–—|]) $")
_MIN_WORDS = 4  # of a headline that stands without its kicker elsewhere
_HAS_ZONE = re.compile(r"(?:Z|[+-]\d\d:?\d\d)$")
# /2024/11/22/, /20241122/, /news/2024-11-22-...: with a day, or it is none.
_DATE_IN_ADDRESS = re.compile(
    r"[/_-]((?:19|20)\d\d)(?:([/_-])([01]?\d)\2([0-3]?\d)|([01]\d)([0-3]\d))(?=[/_-]|\.html?$|$)"
)
_SHORT_BLOCKS = frozenset(
    ("div", "span", "p", "li", "td", "small", "h2", "h3", "h4", "h5", "h6", "em", "i", "b", "strong")
)
_MAX_PARTS = 3  # elements within a block that is a date
_MAX_BLOCKS = 60  # looked at for one
_MAX_DATE_TEXT = 120
_MAX_NAME = 60


def title(page: Page) -> str:
    """The headline; "" where the page has none.

    The page states it up to three times (heading, JSON-LD, Open Graph); what most of them say is taken.
    """
    stated = [
        squeeze(html.unescape(str(page.record("headline") or ""))),
        page.meta("og:title", "twitter:title"),
    ]
    stated.append(text_of(head) if (head := page.root.find(".//title")) is not None else "")
    shown = [text_of(tag) for tag in (*page.hinted("title")[:1], *islice(page.root.iter("h1"), 5))]
    stated = [_without_site(text, page) for text in stated if text]
    headings = [
        text for text in shown if text and (not stated or any(is_same_headline(text, o) for o in stated))
    ]
    candidates = [*headings[:1], *stated] or list(filter(None, shown))
    votes = Counter(map(_plain, candidates))
    chosen = max(candidates, key=lambda text: votes[_plain(text)], default="")
    return next((text for text in candidates if _is_kicked(chosen, text)), chosen)


def _is_kicked(text: str, headline: str) -> bool:
    """Whether a text is the headline behind a kicker: "Sport: The headline"."""
    kicker = text.removesuffix(headline)
    return kicker != text and len(headline.split()) >= _MIN_WORDS and bool(_KICKER_END.search(kicker))


def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.lower()))


def _without_site(text: str, page: Page) -> str:
    """A title without the name of the site behind it."""
    *before, last = _SITE_SEPARATOR.split(text)
    if before and last and _is_site_name(last, page):
        return text[: text.rindex(last)].rstrip(" |–—-•:")
    return text


def _is_site_name(text: str, page: Page) -> bool:
    """What stands behind a dash or bar: the site as its data or address calls it, or a capital and a word or two."""
    name = text.lower()
    if name == page.meta("og:site_name").lower() or name.replace(" ", "") in host_of(page.url):
        return True
    is_rest = text[0].islower() or text.count("«") != text.count("»")  # of the headline
    return len(name.split()) <= 2 and not is_rest


def published(page: Page, now: datetime) -> datetime | None:
    """When the story was published, UTC; 00:00 UTC where the page gives a day only."""
    return as_moment(_first_date(_published_texts(page), now))


def modified(page: Page, now: datetime) -> datetime | None:
    """When it was last changed, UTC, where the page's data says so."""
    texts = [str(page.record("dateModified") or ""), *(page.meta(name) for name in _MODIFIED_METAS)]
    return as_moment(_first_date(iter(texts), now))


def _first_date(texts: Iterator[str], now: datetime) -> datetime | date | None:
    """The first moment; a bare day gives way to a later text that has that day's time."""
    day: date | None = None
    for text in texts:
        found = parse_date(text, now) if text else None
        if isinstance(found, datetime):
            as_local = abs((found - (as_moment(day) or found)).total_seconds()) < 2 * 86400
            return found if day is None or as_local else day
        day = day or found
    return day


def _published_texts(page: Page) -> Iterator[str]:
    """Where a date may stand, the surest first."""
    stated = [str(page.record("datePublished") or ""), *(page.meta(name) for name in _PUBLISHED_METAS)]
    first = next(filter(None, stated), "")
    if not _HAS_ZONE.search(first):
        # The same moment may stand elsewhere with its zone.
        clock = first.replace("T", " ")[:16]
        yield from (
            text for text in stated if _HAS_ZONE.search(text) and text.replace("T", " ")[:16] == clock
        )
    yield from stated
    yield str(page.record("dateCreated") or "")
    yield page.embedded.value(*_PUBLISHED_KEYS)
    for tag in page.properties.get("datepublished", [])[:3]:
        yield tag.get("content") or tag.get("datetime") or text_of(tag)
    for tag in islice(page.root.iter("time"), 3):
        yield tag.get("datetime", "")
        yield text_of(tag)
    if match := _DATE_IN_ADDRESS.search(urlsplit(page.url).path):
        yield f"{match[1]}-{match[3] or match[5]:0>2}-{match[4] or match[6]:0>2}"
    yield from (tag.get("datetime") or text_of(tag, " ") for tag in page.hinted("date")[:1])
    yield from _printed_dates(page)


def _printed_dates(page: Page) -> Iterator[str]:
    """Short texts after the headline in elements whose names speak of a date."""
    classed = [tag for tag in page.root.xpath("//*[@class]") if _DATE_CLASS.search(tag.get("class"))]
    behind = set(page.root.xpath("(//h1)[1]/following::*[@class]"))
    after = [tag for tag in classed if tag in behind]
    for tag in [*after[:20], *classed[:40]]:
        text = text_of(tag, " ")
        if text and len(text) <= _MAX_DATE_TEXT and any(map(str.isdigit, text)):
            yield text
    yield from (text for text in _bare_dates(page) if is_bare_date(text))


def _bare_dates(page: Page) -> Iterator[str]:
    """Short texts behind the headline, whatever their elements are called; all of the page where it has none."""
    behind = page.root.xpath("(//h1)[1]/following::*") or page.root.xpath("(//h2)[1]/following::*")
    around = (
        tag for tag in behind or page.root.iter() if tag.tag in _SHORT_BLOCKS and len(tag) <= _MAX_PARTS
    )
    yield from (text_of(tag, " ") for tag in islice(around, _MAX_BLOCKS))


def authors(page: Page) -> tuple[str, ...]:
    """Names of people and agencies, in their order; addresses are none, the site's own name only where
    its data calls it the author."""
    own = {_plain(name) for name in (page.meta("og:site_name"), *_names(page.record("publisher")))}
    own |= {_plain(host_of(page.url)), _plain(host_of(page.url).rpartition(".")[0])}
    for place, names in enumerate(_author_texts(page)):
        split = [_BY.sub("", part) for name in names for part in _AND.split(squeeze(name))]
        clean = [name for text in split if _is_name(name := _BRACKETS.sub("", text))]
        if found := [name for name in clean if _plain(name) not in own] or (clean if place == 0 else []):
            return tuple(dict.fromkeys(found))
    return ()


def _author_texts(page: Page) -> Iterator[list[str]]:
    """Where names may stand, the surest first."""
    yield list(_names(page.record("author")))
    yield [name for key in ("author", "article:author", "parsely-author") for name in page.metas.get(key, [])]
    yield [text_of(tag, " ") for tag in page.properties.get("author", [])[:5]]
    yield [text_of(tag, " ") for tag in page.hinted("author")[:5]]
    yield [text_of(tag, " ") for tag in _bylines(page)[:2]]


def _bylines(page: Page) -> list[Element]:
    return [tag for tag in page.root.xpath("//*[@class]") if _AUTHOR_CLASS.search(tag.get("class"))]


def _names(value: Any) -> Iterator[str]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            yield from _names(item)
        elif isinstance(item, dict):
            parts = (item.get("givenName"), item.get("familyName"))
            yield from _names(item.get("name") or " ".join(part for part in parts if isinstance(part, str)))


def _is_name(text: str) -> bool:
    if any(map(str.isdigit, text)) or _NO_NAME.search(text):
        return False
    return bool(text) and _MIN_NAME[text.isascii()] <= len(text) <= _MAX_NAME


def section(page: Page) -> str:
    """The rubric; "" where none is given."""
    stated = page.record("articleSection")
    first = stated[0] if isinstance(stated, list) and stated else stated
    return squeeze(str(first or page.meta("article:section")))


def tags(page: Page) -> tuple[str, ...]:
    """Keywords in their order."""
    stated = page.record("keywords")
    words = stated if isinstance(stated, list) else str(stated or "").split(",")
    words = [*words, *page.metas.get("article:tag", [])]
    if not any(words):
        words = page.meta("news_keywords", "keywords").split(",")
    return tuple(dict.fromkeys(word for text in words if isinstance(text, str) and (word := squeeze(text))))


def paywalled(page: Page) -> bool:
    """Whether the page says that its story, or a part of it, is not free to read.

    In the words of https://schema.org/isAccessibleForFree and of Open Graph's content tier.
    """
    stated = [record.get("isAccessibleForFree") for record in page.records]
    stated += [tag.get("content") or text_of(tag) for tag in page.properties.get("isaccessibleforfree", [])]
    is_closed = any(str(value).strip().rpartition("/")[2].lower() in ("false", "no") for value in stated)
    return is_closed or page.meta("article:content_tier").lower() in ("locked", "metered")


def image(page: Page) -> str:
    """Address of the leading picture."""
    address = page.meta("og:image", "twitter:image")
    return urljoin(page.url, address) if address else ""


def address(page: Page) -> str:
    """The canonical URL: what the page calls itself, if that is on its own site and is not the front page.

    A page from a file has no site, so any web address that it states is believed.
    """
    links = page.root.xpath("//link[@rel='canonical']/@href")
    for stated in (*links[:1], page.meta("og:url")):
        if stated and (url := _stated_address(page.url, stated)):
            return url
    return canonical_url(page.url)


def _stated_address(own: str, stated: str) -> str | None:
    try:
        url = canonical_url(urljoin(own, stated))
    except ValueError:
        return None
    is_ours = own.startswith("file:") or host_of(url) == host_of(own)
    is_page = url.startswith(("http://", "https://")) and urlsplit(url).path.strip("/")
    return url if is_ours and is_page else None
