"""Bytes of a page → ``Article``; one module for each question asked of a page."""

from datetime import UTC, datetime

from crawler.article import Article
from crawler.clean import metadata
from crawler.clean.body import story
from crawler.clean.dates import parse_date
from crawler.clean.encoding import decode
from crawler.clean.language import detect_language
from crawler.clean.page import Page
from crawler.errors import BadArticle
from crawler.urls import host_of

__all__ = ["clean", "decode", "detect_language", "parse_date"]


def clean(raw: bytes, url: str, now: datetime | None = None, declared: str | None = None) -> Article:
    """Make an article of a page's bytes.

    ``now`` (aware, the present if None) is what "yesterday" is counted from and becomes ``fetched_at``;
    ``declared`` is the charset of the HTTP header. Raises BadArticle where there is no title or no text.
    """
    try:
        return _clean(raw, url, now or datetime.now(UTC), declared)
    except BadArticle:
        raise
    except Exception as error:  # whatever a page breaks in a parser, it costs that page only
        raise BadArticle(url, f"the page breaks the parser ({type(error).__name__}: {error})") from error


def _clean(raw: bytes, url: str, now: datetime, declared: str | None) -> Article:
    page = Page.parse(raw, url, declared)
    title = metadata.title(page)
    if not title:
        raise BadArticle(url, "the page has no title")
    text = story(page, title)
    if not text:
        raise BadArticle(url, "the page has no text")
    address = metadata.address(page)
    return Article(
        url=address,
        title=title,
        text=text,
        published=metadata.published(page, now),
        modified=metadata.modified(page, now),
        source=host_of(address),
        authors=metadata.authors(page),
        section=metadata.section(page),
        tags=metadata.tags(page),
        language=detect_language(f"{title}\n{text}"),
        image=metadata.image(page),
        fetched_at=now,
        paywalled=metadata.paywalled(page),
    )
