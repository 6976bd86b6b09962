import os
import random
import signal
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from crawler.corpus import Corpus
from crawler.crawl import crawl
from crawler.fetch import Manners
from crawler.journal import Fetch

PAGES = 200


def contents(corpus: Corpus) -> set[tuple[str, str, str]]:
    return {(article.url, article.title, article.text) for article in corpus.articles()}


def test_a_feed_brings_in_the_articles_behind_it(site, corpus, manners):
    urls = [site.add_article(f"/news/{number}-sayasat") for number in range(1000, 1005)]
    report = crawl(corpus, [site.add_feed("/rss", urls)], manners)
    assert (report.new, report.listings, report.skipped) == (5, 1, [])
    article = corpus.get(urls[0])
    assert article.title == "/news/1000-sayasat туралы жаңалық"
    assert article.text.splitlines()[1] == "Министр бұл жұмыстың келер жылы да жалғасатынын айтты."
    assert article.published == datetime(2024, 5, 1, 4, tzinfo=UTC)
    assert (article.source, article.language) == ("127.0.0.1", "kk")
    assert corpus.journal.fetched(urls[0]).outcome == "new"


def test_a_front_page_brings_in_its_articles_and_those_of_its_feed(site, corpus, manners):
    linked, in_feed = site.add_article("/news/1000-bir"), site.add_article("/news/1001-eki")
    site.add_feed("/rss", [in_feed])
    site.add(
        "/",
        "<link rel=alternate type='application/rss+xml' href='/rss'><a href='/news/1000-bir#pikir'>Бір</a>"
        "<a href='/about'>Біз туралы</a><a href='https://other.example/news/1002-ush'>Басқа</a>",
    )
    report = crawl(corpus, [site.url], manners)
    assert {article.url for article in corpus.articles()} == {linked, in_feed}
    assert report.new == 2 and not report.skipped
    assert set(site.log) == {"/robots.txt", "/", "/rss", "/news/1000-bir", "/news/1001-eki"}


def test_a_sitemap_index_is_followed(site, corpus, manners):
    urls = [site.add_article(f"/news/{number}-x") for number in range(1000, 1003)]
    child = site.add_sitemap("/sitemap-1.xml", urls)
    site.add("/sitemap.xml", f"<sitemapindex><sitemap><loc>{child}</loc></sitemap></sitemapindex>")
    assert crawl(corpus, [site.url + "/sitemap.xml"], manners).new == 3


def test_an_article_as_the_start_is_taken_itself(site, corpus, manners):
    url = site.add_article("/news/1000-zhalgyz")
    assert crawl(corpus, [url], manners).new == 1
    assert corpus.get(url) is not None


def test_what_the_corpus_has_is_not_fetched_again(site, corpus, manners):
    urls = [site.add_article(f"/news/{number}-x") for number in range(1000, 1004)]
    crawl(corpus, [site.add_feed("/rss", urls[:3])], manners)
    feed = site.add_feed("/rss", urls)
    report = crawl(corpus, [feed], manners)
    assert (report.new, report.known) == (1, 3)
    assert [site.count(f"/news/{number}-x") for number in range(1000, 1004)] == [1, 1, 1, 1]


def test_a_page_that_the_sitemap_calls_changed_is_fetched_again_and_its_version_kept(
    site, corpus, manners, article
):
    url = site.add_article(
        "/news/1000-x", text="Түзетілген мәтін осы, ол енді осылай оқылады деп хабарланды."
    )
    before = Fetch(url, datetime(2024, 5, 2, tzinfo=UTC), 200)
    corpus.put(article(url=url, text="Алғашқы мәтін."), before)
    for lastmod in ("2024-05-01", "2024-05-03"):
        site.add("/map.xml", f"<urlset><url><loc>{url}</loc><lastmod>{lastmod}</lastmod></url></urlset>")
        report = crawl(corpus, [site.url + "/map.xml"], manners)
        assert report.changed == (lastmod == "2024-05-03")
    assert corpus.get(url).text.startswith("Түзетілген")
    assert [version.text for version in corpus.versions(url)] == ["Алғашқы мәтін."]


def test_a_feed_that_did_not_change_is_not_sent_again(site, corpus, manners):
    site.add_article("/news/1000-x")

    def feed(request):
        if request.headers["If-None-Match"] == '"v1"':
            return 304, {"ETag": '"v1"'}, b""
        body = f"<rss><channel><item><link>{site.url}/news/1000-x</link></item></channel></rss>".encode()
        return 200, {"ETag": '"v1"'}, body

    site.pages["/rss"] = feed
    for _ in range(3):
        report = crawl(corpus, [site.url + "/rss"], manners)
    assert [
        header.get("if-none-match")
        for path, header in zip(site.log, site.headers, strict=True)
        if path == "/rss"
    ] == [
        None,
        '"v1"',
        '"v1"',
    ]
    assert not report.failed and len(corpus) == 1


def test_links_left_by_a_limit_wait_for_the_next_crawl_though_the_feed_is_unchanged(site, corpus, manners):
    urls = [site.add_article(f"/news/{number}-x") for number in range(1000, 1006)]
    feed = site.add_feed("/rss", urls)
    assert crawl(corpus, [feed], manners, limit=2).new == 2
    site.pages["/rss"] = lambda request: (304, {}, b"")
    assert crawl(corpus, [feed], manners).new == 4


def test_bad_pages_cost_themselves_only(site, corpus, manners):
    good = [site.add_article("/news/1000-jaqsy"), site.add_article("/news/1001-jaqsy")]
    site.add("/news/1002-bos", "")
    site.add("/news/1003-matinsiz", "<html><title>Тақырып</title></html>")
    site.pages["/news/1004-qate"] = (500, {}, b"")
    site.add("/news/1005-ekilik", bytes(range(256)) * 40, "image/png")
    site.add("/news/1006-teren", "<div>" * 10_000 + "мәтін" + "</div>" * 10_000)
    site.add("/news/1007-json", "<script type='application/ld+json'>{broken</script>")
    bad = [f"{site.url}/news/{name}" for name in (
        "1002-bos", "1003-matinsiz", "1004-qate", "1005-ekilik", "1006-teren", "1007-json", "1008-joq",
    )]  # fmt: skip
    report = crawl(corpus, [site.add_feed("/rss", [good[0], *bad, "http://[broken", good[1]])], manners)
    assert {article.url for article in corpus.articles()} == set(good)
    assert [where for where, _ in report.skipped] == bad
    assert all(why for _, why in report.skipped)


def test_what_failed_is_tried_by_the_next_crawl_and_what_is_gone_is_not(site, corpus, manners):
    failing, gone = site.add_article("/news/1000-x"), site.url + "/news/1001-joq"
    page = site.pages["/news/1000-x"]
    site.pages["/news/1000-x"] = (503, {}, b"")
    feed = site.add_feed("/rss", [failing, gone])
    assert crawl(corpus, [feed], manners).failed
    site.pages["/news/1000-x"] = page
    assert crawl(corpus, [feed], manners).new == 1
    assert site.count("/news/1001-joq") == 1


def test_a_page_without_date_and_without_an_articles_address_is_none(site, corpus, manners):
    site.add(
        "/sayt", "<title>Сайт туралы</title><h1>Сайт туралы</h1><p>" + "Бұл сайт туралы ұзақ мәтін. " * 20
    )
    report = crawl(corpus, [site.add_feed("/rss", [site.url + "/sayt"])], manners)
    assert len(corpus) == 0 and "no article" in report.skipped[0][1]


def test_a_start_that_answers_nothing_fails(site, corpus, manners):
    report = crawl(corpus, [site.url + "/joq", "http://[broken"], manners)
    assert report.failed and len(report.skipped) == 2


def test_a_host_is_given_its_delay_between_requests(site, corpus, manners):
    urls = [site.add_article(f"/news/{number}-x") for number in range(1000, 1004)]
    crawl(corpus, [site.add_feed("/rss", urls)], replace(manners, delay=0.2))
    gaps = [after - before for before, after in zip(site.moments, site.moments[1:], strict=False)]
    assert len(gaps) == 5 and min(gaps) >= 0.2


def test_sites_are_crawled_beside_each_other(site, corpus, manners):
    """One server under two names: the requests of the two crawls must come in turns."""
    starts = []
    for home in (site.url, site.url.replace("127.0.0.1", "localhost")):
        path = f"/rss-{len(starts)}"
        paths = [site.add_article(f"/news/{len(starts)}{number}-x") for number in range(1000, 1006)]
        site.add_feed(path, [url.replace(site.url, home) for url in paths])
        starts.append(home + path)
    assert crawl(corpus, starts, replace(manners, delay=0.1)).new == 12
    hosts = [headers["host"].split(":")[0] for headers in site.headers]
    assert hosts != sorted(hosts) and hosts != sorted(hosts, reverse=True)


@pytest.mark.parametrize("seed", [1, 2])
def test_a_crawl_killed_at_random_moments_ends_as_an_undisturbed_one(site, tmp_path, manners, seed, root):
    urls = [
        site.add_article(f"/news/{number}-x", f"Тақырып {number}") for number in range(1000, 1000 + PAGES)
    ]
    site.add_feed("/rss", urls[:50])
    start = site.add_sitemap("/map.xml", urls)
    with Corpus.open(tmp_path / "undisturbed") as corpus:
        crawl(corpus, [start], manners)
        expected = contents(corpus)
    assert len(expected) == PAGES
    site.log.clear()

    chance, stored_before = random.Random(seed), []
    for _ in range(4):
        process = start_crawl(root, tmp_path / "killed", start)
        site.wait_for_requests(len(site.log) + chance.randint(1, PAGES // 4))
        process.send_signal(signal.SIGKILL)
        process.wait()
        with Corpus.open(tmp_path / "killed") as corpus:
            stored_before.append(
                (len(site.log), {url.removeprefix(site.url) for url, _, _ in contents(corpus)})
            )
    assert any(0 < len(stored) < PAGES for _, stored in stored_before)
    process = start_crawl(root, tmp_path / "killed", start)
    assert process.wait(60) == 0
    with Corpus.open(tmp_path / "killed") as corpus:
        assert contents(corpus) == expected
    for length, stored in stored_before:
        assert not stored.intersection(site.log[length:])


def start_crawl(root: Path, data: Path, start: str) -> subprocess.Popen[bytes]:
    code = (
        "import sys; from pathlib import Path; from crawler.cli import crawl; from crawler.location import Settings;"
        "crawl(sys.argv[2:], obj=Settings(Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(data), start, "--delay", "0", "--allow-private"]
    return subprocess.Popen(
        command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}, stderr=subprocess.DEVNULL
    )


def test_politeness_is_the_default():
    assert Manners().delay == 1.0 and not Manners().allow_private
    assert Manners(contact="https://izdeu.example").user_agent == "izdeu/0.1 (+https://izdeu.example)"


def test_a_list_is_followed_to_its_next_pages_while_they_bring_something_new(site, corpus, manners):
    urls = [site.add_article(f"/news/{number}-x") for number in range(1000, 1006)]
    for page in range(3):
        pair = "".join(f"<a href='{url}'>x</a>" for url in urls[2 * page : 2 * page + 2])
        site.add(f"/list?page={page + 1}", f"{pair}<a href='/list?page={page + 2}'>Келесі</a>")
    site.add("/list?page=4", "<a href='/'>x</a>")
    crawl(corpus, [site.url + "/list?page=1"], manners)
    assert len(corpus) == 6
    site.log.clear()
    crawl(corpus, [site.url + "/list?page=1"], manners)
    assert [path for path in site.log if path.startswith("/list")] == ["/list?page=1"]


def test_a_front_page_without_links_is_helped_by_the_sitemap_of_robots_txt(site, corpus, manners):
    url = site.add_article("/news/1000-x")
    site.add("/", "<div id=app></div>")
    site.add(
        "/robots.txt",
        f"User-agent: *\nAllow: /\nSitemap: {site.add_sitemap('/karta', [url])}\n",
        "text/plain",
    )
    assert crawl(corpus, [site.url], manners).new == 1


def test_now_and_then_a_feed_is_fetched_whole(site, corpus, manners, monkeypatch):
    """Some feeds change under an unchanged ETag."""
    site.add(
        "/rss", f"<rss><item><link>{site.add_article('/news/1000-x')}</link></item></rss>", ETag='"same"'
    )
    crawl(corpus, [site.url + "/rss"], manners)
    for days, condition in ((0.9, '"same"'), (1.1, None)):
        later = datetime.now(UTC) + timedelta(days=days)
        monkeypatch.setattr("crawler.crawl._now", lambda later=later: later)
        crawl(corpus, [site.url + "/rss"], manners)
        sent = [header for path, header in zip(site.log, site.headers, strict=True) if path == "/rss"]
        assert sent[-1].get("if-none-match") == condition


def test_a_storm_of_503_is_left_alone_for_as_long_as_it_asks(site, corpus, manners):
    urls = [site.add_article(f"/news/{number}-x") for number in range(1000, 1020)]
    pages = dict(site.pages)
    feed = site.add_feed("/rss", urls)
    for url in urls:
        site.pages[url.removeprefix(site.url)] = (503, {"Retry-After": "3600"}, b"")
    report = crawl(corpus, [feed], manners)
    assert len(report.skipped) == 20 and all("asks to wait" in why for _, why in report.skipped)
    assert len([path for path in site.log if path.startswith("/news/")]) == 1
    site.pages.update(pages)
    assert crawl(corpus, [feed], manners).new == 20


def test_a_short_wish_of_one_page_is_kept_for_the_whole_host(site, corpus, manners):
    first, second = (site.add_article(f"/news/{number}-x") for number in (1000, 1001))
    page = site.pages["/news/1000-x"]
    site.pages["/news/1000-x"] = lambda request: (
        (503, {"Retry-After": "1"}, b"") if site.count("/news/1000-x") < 2 else page
    )
    assert crawl(corpus, [site.add_feed("/rss", [first, second])], manners).new == 2
    asked = [moment for path, moment in zip(site.log, site.moments, strict=True) if path.startswith("/news/")]
    assert asked[1] - asked[0] >= 1


def test_a_broken_feed_gives_what_can_be_read_of_it(site, corpus, manners):
    urls = [site.add_article(f"/news/{number}-x") for number in range(1000, 1004)]
    items = "".join(f"<item><title>a & b<link>{url}</link></item>" for url in urls)
    site.add("/rss", f"<?xml version='1.0'?><rss><channel>{items}<item><link>http", "application/rss+xml")
    report = crawl(corpus, [site.url + "/rss"], manners)
    assert {article.url for article in corpus.articles()} == set(urls) and not report.failed


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from crawler.corpus import Corpus
from crawler.crawl import crawl
from crawler.errors import CorpusError
from crawler.fetch import Manners
with Corpus.open(Path(sys.argv[1])) as corpus:
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, 1_000_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        crawl(corpus, [sys.argv[2]], Manners(delay=0, allow_private=True))
    except CorpusError as error:
        print(error)
"""


def test_a_disk_that_fills_up_ends_the_crawl_and_the_next_one_goes_on(site, tmp_path, manners, root):
    """A limit on the size of files stands in for the full disk; both come up in the same write."""
    text = "Өңірде жаңа мектеп салынып жатыр, деді әкім. " * 60
    urls = [
        site.add_article(f"/news/{number}-x", f"Тақырып {number}", f"{text}{number}")
        for number in range(1000, 1060)
    ]
    start = site.add_feed("/rss", urls)
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path / "data"), start]
    told = subprocess.run(command, cwd=root, capture_output=True, text=True, timeout=60, check=True)
    assert "cannot be" in told.stdout
    with Corpus.open(tmp_path / "data") as corpus:
        stored = {url.removeprefix(site.url) for url, _, _ in contents(corpus)}
        assert 0 < len(stored) < 60
        asked = len(site.log)
        assert crawl(corpus, [start], manners).new == 60 - len(stored)
        assert not stored.intersection(site.log[asked:])
