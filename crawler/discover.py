"""A feed, a sitemap or a page of a site → the links to follow."""

import html
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from lxml import etree

from crawler import json_lists
from crawler.clean.dates import as_moment, parse_date
from crawler.clean.encoding import decode
from crawler.clean.tree import squeeze
from crawler.errors import BadArticle
from crawler.journal import Kind, Link
from crawler.response import Response
from crawler.unpack import GZIP, gunzip
from crawler.urls import canonical_url, is_same_site

MAX_UNPACKED = 60_000_000  # sitemaps.org: at most 50 MB uncompressed
MAX_LINKS = 50_000  # and at most this many entries

_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_XML = re.compile(rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<rss|<feed|<urlset|<sitemapindex|<rdf:RDF)", re.I)
_XHTML = re.compile(rb"<html|<!doctype html", re.I)
_JSON = re.compile(rb"^(?:\xef\xbb\xbf)?\s*[\[{]")
_WRITTEN_LINK = re.compile(r"<(?:link|loc|guid)\b[^<>]*>\s*(?:<!\[CDATA\[)?\s*(https?://[^<>\[\]\s]+)", re.I)
_FEED_TYPE = re.compile(r"^application/(?:(?:rss|atom)\+xml|feed\+json)", re.I)
_NEXT_TEXT = re.compile(
    r"^(?:келесі|келесі бет|алға|следующая|следующие|вперед|вперёд|далее|next|older|[›»→>]+)\W*$", re.I
)
# "?page=2", "&p=2": a list that counts its pages in its address.
_PAGE_NUMBER = re.compile(r"(?<=[?&])(p|page|pagen_1)=(\d{1,5})(?=&|$)", re.I)

# Addresses that lead to no article: lists, services, files.
_NO_ARTICLE = re.compile(
    r"^/?$|/(?:tags?|categor(?:y|ies)|authors?|users?|search|login|register|page|rss|feed|api|about|contacts?|"
    r"reklama|privacy|rules|terms|archive|wp-admin|wp-content|wp-json|amp)(?:/|$)|"
    r"\.(?:jpe?g|png|gif|webp|svg|pdf|docx?|xlsx?|zip|rar|mp[34]|avi|css|js|json|xml|rss|ico|apk)$",
    re.I,
)
_ARTICLE = re.compile(
    r"/\d{4}/\d{1,2}/|/\d{8}/|\d{5,}|/(?:article|articles|news|novosti|zhanalyq\w*|janalyq\w*|post|posts|story|a|kk/news|"
    r"ru/news)/[^/]*[\w-]{3,}|[^/]+\.html?$|/\d{3,}(?:[-_][^/]+)?/?$",
    re.I,
)
_SLUG = re.compile(r"/(?:[\w%]+-){3,}[\w%]+/?$")


def discover(response: Response, site: str) -> list[Link]:
    """The links of a listing that stay on ``site``, each once, in their order.

    Feeds and sitemaps are taken at their word; of a page, the links that look like articles, and
    its feeds. Raises BadArticle for a listing that cannot be read at all.
    """
    body = _unpacked(response)
    if _XML.match(body) and not _XHTML.search(body[:2000]):
        found = _xml_links(body, response)
    elif _JSON.match(body):
        found = _json_links(body, response)
    else:
        found = _page_links(body, response)
    links: dict[str, Link] = {}
    for link in found:
        if len(links) >= MAX_LINKS:
            break
        if is_same_site(link.url, site) and link.url != canonical_url(site):
            links.setdefault(link.url, link)
    return list(links.values())


def looks_like_article(url: str) -> bool:
    """Whether the shape of an address is that of an article: a number, a date, a long slug."""
    path = urlsplit(url).path
    if _NO_ARTICLE.search(path):
        return False
    return bool(_ARTICLE.search(path) or _SLUG.search(path))


def _unpacked(response: Response) -> bytes:
    if not response.body.startswith(GZIP):
        return response.body
    try:
        return gunzip(response.body, MAX_UNPACKED)
    except ValueError as error:
        raise BadArticle(response.url, f"a broken gzip file ({error})") from error


def _xml_links(body: bytes, response: Response) -> Iterator[Link]:
    text = _DECLARATION.sub("", decode(body, response.charset))
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(text.encode("utf-8", "ignore"), parser)
    except etree.XMLSyntaxError as error:
        raise BadArticle(response.url, f"broken XML ({error})") from error
    if root is None or (reader := READERS.get(_name(root))) is None:
        raise BadArticle(response.url, "neither a feed nor a sitemap")
    for element in root.iter():
        if (link := reader(element, response.url)) is not None:
            yield link
    if len(parser.error_log):
        yield from _written_links(text, response.url)


def _written_links(text: str, base: str) -> Iterator[Link]:
    """The addresses of a feed or sitemap that is broken: an element that is not closed swallows the others."""
    for match in _WRITTEN_LINK.finditer(text):
        if (url := _address(html.unescape(match[1]), base)) and looks_like_article(url):
            yield Link(url)


def _read_feed(element: etree._Element, base: str) -> Link | None:
    """RSS ``item`` and Atom ``entry``."""
    if _name(element) not in ("item", "entry"):
        return None
    children = [child for child in element if isinstance(child.tag, str)]
    addresses = [
        child for child in children if _name(child) == "link" and child.get("rel", "alternate") == "alternate"
    ]
    addresses += [
        child for child in children if _name(child) == "guid" and child.get("isPermaLink") != "false"
    ]
    for child in addresses:
        if url := _address(child.get("href") or child.text, base):
            return Link(url, Kind.ARTICLE, _moment(element, "updated"))
    return None


def _read_sitemap(element: etree._Element, base: str) -> Link | None:
    """Sitemap ``url`` and sitemap index ``sitemap``."""
    kind = {"url": Kind.ARTICLE, "sitemap": Kind.LISTING}.get(_name(element))
    url = _address(_child_text(element, "loc"), base) if kind else None
    is_news = any(_name(child) == "news" for child in element)  # a news sitemap vouches for its entries
    if kind is None or url is None or not (kind is Kind.LISTING or is_news or looks_like_article(url)):
        return None
    return Link(url, kind, _moment(element, "lastmod"))


READERS: dict[str, Callable[[etree._Element, str], Link | None]] = {
    "rss": _read_feed,
    "rdf": _read_feed,
    "feed": _read_feed,
    "urlset": _read_sitemap,
    "sitemapindex": _read_sitemap,
}


def _name(element: etree._Element) -> str:
    """The element's name without its namespace, in lower case; "" for comments and the like."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def _child_text(element: etree._Element, name: str) -> str:
    return next((child.text or "" for child in element if _name(child) == name), "")


def _moment(element: etree._Element, name: str) -> datetime | None:
    text = _child_text(element, name)
    return as_moment(parse_date(text, datetime.now(UTC))) if text else None


def _address(text: str | None, base: str) -> str | None:
    """An absolute http(s) address, or None for what is none."""
    if not text or not text.strip():
        return None
    try:
        url = canonical_url(urljoin(base, text.strip()))
    except (ValueError, UnicodeError):
        return None
    return url if url.startswith(("http://", "https://")) else None


def _page_links(body: bytes, response: Response) -> Iterator[Link]:
    soup = BeautifulSoup(decode(body, response.charset), "lxml")
    base_tag = soup.find("base", href=True)
    base = urljoin(response.url, str(base_tag["href"])) if base_tag else response.url
    for tag in soup.find_all("link", rel="alternate", href=True):
        url = _address(str(tag["href"]), base)
        if url and _FEED_TYPE.match(str(tag.get("type", ""))) and "comment" not in url:
            yield Link(url, Kind.LISTING)
    yield from _article_links(soup, base)
    following = [tag for tag in soup.find_all(["a", "link"], href=True) if _leads_on(tag)]
    addresses = (_address(str(tag["href"]), base) for tag in following)
    if url := next(filter(None, addresses), _counted_on(response.url)):
        yield Link(url, Kind.NEXT)


def _article_links(soup: BeautifulSoup, base: str) -> Iterator[Link]:
    for tag in soup.find_all("a", href=True):
        url = _address(str(tag["href"]), base)
        if url and looks_like_article(url):
            yield Link(url)


def _leads_on(tag: Tag) -> bool:
    """Whether a link leads to the next page of a list."""
    if "next" in map(str.lower, tag.get_attribute_list("rel")):
        return True
    return tag.name == "a" and bool(_NEXT_TEXT.match(squeeze(tag.get_text())))


def _counted_on(url: str) -> str | None:
    """The address of the next page where the address of this one counts."""
    if not _PAGE_NUMBER.search(url):
        return None
    return _PAGE_NUMBER.sub(lambda match: f"{match[1]}={int(match[2]) + 1}", url)


def _json_links(body: bytes, response: Response) -> Iterator[Link]:
    text = decode(body, response.charset)
    try:
        found = list(json_lists.addresses(text))
    except ValueError as error:
        raise BadArticle(response.url, f"broken JSON ({error})") from error
    for written, is_article in found:
        url = _address(written, response.url)
        if url and (is_article or looks_like_article(url)):
            yield Link(url)
    if pieces := json_lists.markup(text):
        yield from _article_links(BeautifulSoup(pieces, "lxml"), response.url)
    if url := _address(json_lists.next_address(text), response.url) or _counted_on(response.url):
        yield Link(url, Kind.NEXT)
