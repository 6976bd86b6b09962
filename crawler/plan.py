"""What a crawl would fetch: its lists are read, and nothing is written or fetched beyond them."""

import asyncio
from collections.abc import Iterable

from crawler.corpus import Corpus
from crawler.crawl import SETTLED
from crawler.discover import discover
from crawler.errors import FetchError, InputError
from crawler.fetch import Fetcher, Manners
from crawler.journal import Kind
from crawler.report import Report
from crawler.urls import canonical_url, host_of

MAX_LISTS = 50  # of one start


def plan(corpus: Corpus, starts: Iterable[str], manners: Manners | None = None) -> tuple[list[str], Report]:
    """The articles that a crawl of the starts would ask for, in its order; the report says which lists failed."""
    return asyncio.run(_plan(corpus, list(dict.fromkeys(starts)), manners or Manners()))


async def _plan(corpus: Corpus, starts: list[str], manners: Manners) -> tuple[list[str], Report]:
    report = Report()
    async with Fetcher(manners) as fetcher:
        found = await asyncio.gather(*(_links(corpus, fetcher, start, report) for start in starts))
    return list(dict.fromkeys(url for urls in found for url in urls)), report


async def _links(corpus: Corpus, fetcher: Fetcher, start: str, report: Report) -> list[str]:
    found = [link.url for link in corpus.journal.waiting(start) if link.kind is Kind.ARTICLE]
    lists = [start]
    for url in lists:  # grows while it is read
        try:
            url = canonical_url(url)
            report.ask(host_of(url))
            response = await fetcher.fetch(url)
            if response.status >= 400:
                raise FetchError(url, f"the server answers {response.status}")
            links = discover(response, response.url if url == start else start)
        except ValueError as error:
            report.skip(url, f"not an address ({error})")
            continue
        except InputError as error:
            report.skip(url, error.why)
            continue
        report.listings += 1
        report.receive(host_of(url), response.received)
        found += [link.url for link in links if link.kind is Kind.ARTICLE]
        more = [link.url for link in links if link.kind is Kind.LISTING and link.url not in lists]
        lists += more[: MAX_LISTS - len(lists)]
    return [url for url in found if not _is_known(corpus, url)]


def _is_known(corpus: Corpus, url: str) -> bool:
    last = corpus.journal.fetched(url)
    return (last is not None and last.outcome in SETTLED) or corpus.get(url) is not None
