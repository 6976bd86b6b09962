"""The crawl: listing → links → pages → articles in the corpus.

Everything that is settled is written at once with what it brought, so a crawl that dies at any moment
goes on where it stood: links wait in the corpus, and a page that is stored is not fetched again.
"""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from urllib.parse import urlsplit

from crawler.archive import Archive
from crawler.article import Article
from crawler.clean import clean
from crawler.corpus import Corpus, Stored
from crawler.discover import discover, looks_like_article
from crawler.errors import BadArticle, FetchError, InputError
from crawler.fetch import Fetcher, Manners
from crawler.journal import Fetch, Kind, Link
from crawler.report import Report
from crawler.response import Response
from crawler.urls import canonical_url, host_of, is_same_site

GONE = (404, 410)
# Outcomes in the journal. Those that are settled are not asked for again; what failed is, by the next crawl.
LISTING, NO_ARTICLE, GONE_FOR_GOOD = "listing", "no article", "gone"
SETTLED = frozenset((*(stored.value for stored in Stored), NO_ARTICLE, GONE_FOR_GOOD))

Progress = Callable[[str, int, int], None]  # host, links done, links known
FULL_AFTER = timedelta(days=1)  # some feeds change under an unchanged ETag: now and then one is fetched whole


def crawl(
    corpus: Corpus,
    starts: Iterable[str],
    manners: Manners | None = None,
    limit: int | None = None,
    progress: Progress = lambda host, done, total: None,
) -> Report:
    """Bring in the articles behind feeds, sitemaps and front pages.

    ``limit`` is how many articles are taken at most; the links left over wait for the next crawl of the
    same start. Raises CorpusError; whatever is wrong with a site is in the report.
    """
    return asyncio.run(_Crawl(corpus, Report(), limit, progress).run(list(starts), manners or Manners()))


class _Crawl:
    def __init__(self, corpus: Corpus, report: Report, limit: int | None, progress: Progress) -> None:
        self._corpus = corpus
        self._journal = corpus.journal
        self._archive = Archive(corpus.path.parent)
        self._report = report
        self._limit = limit
        self._progress = progress
        self._tried: set[str] = set()

    async def run(self, starts: list[str], manners: Manners) -> Report:
        """Sites beside each other; what begins at one site follows one after the other."""
        async with Fetcher(manners) as fetcher:
            with self._archive:
                await self._follow_all(starts, fetcher)
        return self._report

    async def _follow_all(self, starts: list[str], fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        await asyncio.gather(*(self._follow(start) for start in dict.fromkeys(starts)))

    async def _follow(self, start: str) -> None:
        try:
            start = canonical_url(start)
        except ValueError as error:
            self._report.skip(start, f"not an address ({error})")
            return
        self._journal.queue([Link(start, Kind.LISTING)], start)
        done = 0
        while waiting := [link for link in self._journal.waiting(start) if link.url not in self._tried]:
            for place, link in enumerate(waiting):
                if self._limit is not None and self._report.taken >= self._limit:
                    return
                self._tried.add(link.url)
                await self._settle(link, start)
                self._progress(host_of(start), done + place + 1, done + len(waiting))
            done += len(waiting)

    async def _settle(self, link: Link, start: str) -> None:
        last = self._journal.fetched(link.url)
        if link.url != start and self._is_known(link, last):
            self._report.known += link.kind is Kind.ARTICLE
            self._journal.drop(link.url)
            return
        try:
            response = await self._fetch(link, last)
            if response.status == 304 and last is not None:
                self._journal.settle(replace(last, at=_now(), status=304, bytes=response.received))
            elif link.kind is not Kind.ARTICLE:
                await self._take_listing(link, response, start)
            else:
                await self._take_article(link, response)
        except InputError as error:
            self._give_up(Fetch(link.url, _now(), outcome=error.why))

    def _is_known(self, link: Link, last: Fetch | None) -> bool:
        """Whether the corpus has what the link leads to, and the listing does not say that it changed since."""
        changed = last is not None and link.modified is not None and last.at < link.modified <= _now()
        if link.kind is Kind.NEXT:
            return False
        if link.kind is Kind.LISTING:
            return last is not None and last.outcome == LISTING and link.modified is not None and not changed
        is_settled = last is not None and last.outcome in SETTLED
        return not changed and (is_settled or self._corpus.get(link.url) is not None)

    async def _fetch(self, link: Link, last: Fetch | None) -> Response:
        had = last is not None and (last.outcome == LISTING or self._corpus.get(link.url) is not None)
        whole = self._journal.fetched_whole(link.url)
        had = had and whole is not None and _now() - whole < FULL_AFTER
        self._report.ask(host_of(link.url))
        response = await self._fetcher.fetch(link.url, last if had else None)
        self._report.receive(host_of(link.url), response.received)
        if response.status >= 400 and response.status not in GONE:
            raise FetchError(link.url, f"the server answers {response.status}")
        return response

    async def _take_listing(self, link: Link, response: Response, start: str) -> None:
        if response.status in GONE:
            raise FetchError(link.url, f"the server answers {response.status}")
        links = self._worthwhile(discover(response, response.url if link.url == start else start))
        if not links and urlsplit(response.url).path == "/":
            links = [Link(url, Kind.LISTING) for url in await self._fetcher.sitemaps(response.url)]
        if looks_like_article(response.url) and await self._is_article(link, response):
            self._journal.queue(links, start)
            return
        self._journal.settle(response.entry(link.url, LISTING), links, start)
        self._report.listings += 1
        if not links:
            self._report.skip(link.url, "it has no links to articles")

    def _worthwhile(self, links: list[Link]) -> list[Link]:
        """Without the next page of a list where the corpus knows every article of this one."""
        articles = (link for link in links if link.kind is Kind.ARTICLE)
        if any(not self._is_known(link, self._journal.fetched(link.url)) for link in articles):
            return links
        return [link for link in links if link.kind is not Kind.NEXT]

    async def _is_article(self, link: Link, response: Response) -> bool:
        """Whether a page that the crawl began at is an article itself; if so it is stored."""
        try:
            article = await _clean(response)
        except BadArticle:
            return False
        if article.published is not None:
            entry = response.entry(link.url)
            self._journal.keep(link.url, self._archive.write(response, entry.at), entry.at)
            self._report.count(self._corpus.put(article, response.entry(link.url)))
        return article.published is not None

    async def _take_article(self, link: Link, response: Response) -> None:
        entry = response.entry(link.url)
        if response.status in GONE:
            self._give_up(replace(entry, outcome=GONE_FOR_GOOD), f"the server answers {response.status}")
            return
        self._journal.keep(link.url, self._archive.write(response, entry.at), entry.at)
        try:
            self._report.count(
                self._corpus.put(await self._article(link, response), entry), host_of(link.url)
            )
        except BadArticle as error:
            self._give_up(replace(entry, outcome=NO_ARTICLE), error.why)

    async def _article(self, link: Link, response: Response) -> Article:
        if not is_same_site(response.url, link.url):
            raise BadArticle(link.url, f"leads to another site ({response.url})")
        article = await _clean(response)
        if article.published is None and not looks_like_article(response.url):
            raise BadArticle(link.url, "no article: it has no date, nor the address of one")
        return article

    def _give_up(self, fetch: Fetch, why: str = "") -> None:
        self._journal.settle(fetch)
        self._report.skip(fetch.url, why or fetch.outcome)


async def _clean(response: Response) -> Article:
    """Cleaning takes a tenth of a second of CPU; beside the loop, so that other hosts' answers are read."""
    return await asyncio.to_thread(clean, response.body, response.url, _now(), response.charset)


def _now() -> datetime:
    return datetime.now(UTC)
