import gzip
import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.discover import discover, looks_like_article
from crawler.errors import BadArticle
from crawler.journal import Kind, Link
from crawler.response import Response

HOME = "https://dala.example/"


def links(body, url=HOME + "list", content_type="text/html"):
    raw = body.encode() if isinstance(body, str) else body
    return discover(Response(url, 200, {"content-type": content_type}, raw), HOME)


def urls(body, **more):
    return [link.url.removeprefix(HOME) for link in links(body, **more)]


def test_rss():
    body = """<?xml version="1.0" encoding="windows-1251"?>
    <rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><link>https://dala.example/</link>
    <atom:link rel="self" href="https://dala.example/rss"/>
    <item><title>Бір</title><link> https://dala.example/1?utm_source=rss </link><guid>https://dala.example/g1</guid></item>
    <item><link/><guid isPermaLink="false">x2</guid></item>
    <item><guid isPermaLink="true">https://dala.example/3</guid></item>
    <item><link>https://other.example/4</link></item><item><link>mailto:a@dala.example</link></item>
    <item><link>/5</link></item><item><link>https://dala.example/1</link></item></channel></rss>"""
    assert urls(body.encode("cp1251")) == ["1", "3", "5"]


def test_rdf_and_atom():
    rdf = '<rdf:RDF xmlns:rdf="r" xmlns="http://purl.org/rss/1.0/"><item><link>https://dala.example/1</link></item></rdf:RDF>'
    atom = """<feed xmlns="http://www.w3.org/2005/Atom"><link href="https://dala.example/x"/>
    <entry><link rel="enclosure" href="https://dala.example/a.mp3"/><link href="https://dala.example/2"/>
    <updated>2024-05-01T10:00:00+05:00</updated></entry></feed>"""
    assert urls(rdf) == ["1"]
    assert links(atom) == [Link(HOME + "2", Kind.ARTICLE, datetime(2024, 5, 1, 5, tzinfo=UTC))]


SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9" xmlns:image="i">
<url><loc>https://dala.example/news/1001-a</loc><lastmod>2024-05-01</lastmod>
<image:image><image:loc>https://dala.example/p/10010.jpg</image:loc></image:image></url>
<url><loc>https://dala.example/tag/1002-b</loc></url><url><loc></loc></url></urlset>"""
FIRST = Link(HOME + "news/1001-a", Kind.ARTICLE, datetime(2024, 5, 1, tzinfo=UTC))


def test_sitemaps_under_any_name_packed_or_not():
    assert links(SITEMAP) == [FIRST]
    assert links(
        gzip.compress(SITEMAP.encode()), url=HOME + "kk/xml-karta", content_type="application/gzip"
    ) == [FIRST]


def test_an_index_of_sitemaps():
    body = "<sitemapindex><sitemap><loc>https://dala.example/map1.xml.gz</loc></sitemap></sitemapindex>"
    assert links(body) == [Link(HOME + "map1.xml.gz", Kind.LISTING)]


def test_a_page_gives_its_feeds_and_what_looks_like_articles():
    body = """<html><head><base href="/kk/">
    <link rel="alternate" type="application/rss+xml" href="/rss"><link rel=alternate hreflang=ru href="/ru/">
    <link rel="alternate" type="application/rss+xml" href="/comments/feed"></head>
    <body><a href="news/10234-zhana">Жаңа</a><a href="/about">x</a><a href="#top">x</a><a href="//[x">x</a>
    <a href="/kk/news/10234-zhana#c">тағы</a><a href="https://ru.dala.example/news/777-x">Ru</a>
    <a href="javascript:void(0)">x</a></body>"""
    found = links(body)
    assert found[0] == Link(HOME + "rss", Kind.LISTING)
    assert [link.url for link in found[1:]] == [
        HOME + "kk/news/10234-zhana",
        "https://ru.dala.example/news/777-x",
    ]


def test_a_broken_feed_gives_what_can_be_read():
    body = "<rss><channel><item><link>https://dala.example/1</link><title>A & B</item><item><link>https://dala.example/2</link>"
    assert urls(body) == ["1", "2"]


def test_entities_are_not_opened(tmp_path):
    (tmp_path / "secret").write_text("https://dala.example/secret")
    entity = f'<!ENTITY x SYSTEM "{(tmp_path / "secret").as_uri()}">'
    body = f'<?xml version="1.0"?><!DOCTYPE r [{entity}]><rss><item><link>&x;</link></item></rss>'
    assert "secret" not in urls(body)


NO_LISTINGS = [
    b'{"a": ',
    b"[" * 100_000,
    b"<?xml version='1.0'?>",
    b"<?xml version='1.0'?><opml><body/></opml>",
    b"\x1f\x8b\x08broken",
]


@pytest.mark.parametrize("body", NO_LISTINGS)
def test_what_is_no_listing_is_told(body):
    with pytest.raises(BadArticle):
        links(body)


@given(st.binary() | st.text().map("<rss><item>{}</item>".format).map(str.encode))
def test_any_bytes_give_links_or_one_clear_error(body):
    try:
        assert all(link.url.startswith("http") for link in links(body))
    except BadArticle as error:
        assert "\n" not in str(error)


ARTICLES = """
https://kaz.nur.kz/politics/2123456-prezident-zharlyq/
https://egemen.kz/article/376542-astanada-zhiyn-otti
https://www.inform.kz/ru/novost_a4012345
https://kaz.inform.kz/news/astanada-zhiyn-otti-9a3c21/
https://kaz.zakon.kz/6451234-astanada-zhiyn.html
https://www.azattyq.org/a/kazakhstan-almaty/33201234.html
https://khabar.kz/kk/news/178345-zhana
https://abai.kz/post/201234
https://anatili.kazgazeta.kz/news/65432
https://sputnik.kz/20241122/astana-zhiyn-47312345.html
https://tengrinews.kz/kazakhstan_news/v-astane-proshlo-zasedanie-555123/
https://orda.kz/v-astane-proshlo-bolshoe-zasedanie/
https://vlast.kz/novosti/62345-v-astane.html
"""
LISTS = """
https://kaz.nur.kz/
https://kaz.nur.kz/politics/
https://egemen.kz/tag/astana-2024
https://abai.kz/category/10234/
https://nur.kz/about
https://nur.kz/files/plan-na-2024-god-10234.pdf
https://nur.kz/author/aidos-sarym-uly-bek/
https://nur.kz/search?q=astana
https://nur.kz/news/page/23456
https://nur.kz/contacts
"""


@pytest.mark.parametrize("url", ARTICLES.split())
def test_addresses_of_articles(url):
    assert looks_like_article(url)


@pytest.mark.parametrize("url", LISTS.split())
def test_addresses_of_other_pages(url):
    assert not looks_like_article(url)


def test_a_news_sitemap_vouches_for_its_entries():
    entry = "<url><loc>https://dala.example/bir</loc><news:news><news:title>x</news:title></news:news></url>"
    body = f'<urlset xmlns:news="n">{entry}<url><loc>https://dala.example/eki</loc></url></urlset>'
    assert urls(body) == ["bir"]


def test_a_json_feed():
    items = [{"id": 1, "url": "https://dala.example/bir"}, {"id": 2, "external_url": "/eki"}, {"id": 3}, "x"]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "items": items,
        "next_url": "https://dala.example/f2",
    }
    assert links(json.dumps(feed)) == [Link(HOME + "bir"), Link(HOME + "eki"), Link(HOME + "f2", Kind.NEXT)]


def test_a_json_list_of_a_load_more_button():
    posts = [{"title": "x", "link": "/news/10234-zhana", "tag": {"url": "/tag/astana"}}, {"url": "/about"}]
    body = json.dumps({"data": {"posts": posts, "html": "<li><a href='/news/10235-eki'>Екі</a>"}})
    assert urls(body, url=HOME + "news/?p=3&type=list") == [
        "news/10234-zhana",
        "news/10235-eki",
        "news/?p=4&type=list",
    ]


@pytest.mark.parametrize(
    "mark",
    [
        "<a href='/l/2'>Келесі</a>",
        "<a href=/l/2>Следующая »</a>",
        "<a rel=next href=/l/2>2</a>",
        "<link rel=next href=/l/2>",
    ],
)
def test_the_next_page_of_a_list(mark):
    body = f"<a href=/news/10234-zhana>Келесі жаңалық</a>{mark}<a href=/l/3>3</a>"
    assert links(body) == [Link(HOME + "news/10234-zhana"), Link(HOME + "l/2", Kind.NEXT)]


def test_a_page_that_is_not_counted_has_no_next():
    assert links("<a href=/news/10234-zhana>x</a>") == [Link(HOME + "news/10234-zhana")]
