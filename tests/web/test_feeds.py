"""Feeds of a search in three formats, and what browsers and robots ask for."""

from email.utils import parsedate_to_datetime
from urllib.parse import parse_qs, urlsplit

import pytest
from lxml import etree

ATOM = "{http://www.w3.org/2005/Atom}"
TITLES = [f"Аспандағы көрініс: {name}" for name in ("three", "two", "one")]


def xml(client, path: str):
    response = client.get(path)
    assert response.status_code == 200
    return etree.fromstring(response.data)


def test_rss_has_the_newest_first(client) -> None:
    channel = xml(client, "/feed.rss?q=кемпірқосақ&sort=oldest&page=2")[0]
    items = channel.findall("item")
    assert [item.findtext("title") for item in items] == TITLES
    assert items[0].findtext("link") == "https://three.example/rainbow"
    assert "кемпірқосақ" in items[0].findtext("description")
    assert parsedate_to_datetime(items[2].findtext("pubDate")).isoformat() == "2024-03-22T20:30:00+00:00"
    assert channel.findtext("title") == "кемпірқосақ – Izdeu"


def test_atom_has_what_it_must(client) -> None:
    feed = xml(client, "/feed.atom?q=кемпірқосақ&country=RU&lang=ru")
    assert [entry.findtext(ATOM + "title") for entry in feed.findall(ATOM + "entry")] == TITLES[:2]
    assert feed.findtext(ATOM + "title") == "кемпірқосақ, Россия – Izdeu"
    assert feed.findtext(ATOM + "updated") == "2024-03-24T20:30:00+00:00"
    for part in (feed, *feed.findall(ATOM + "entry")):
        assert part.findtext(ATOM + "id") and part.findtext(ATOM + "updated")
    assert {link.get("rel") for link in feed.findall(ATOM + "link")} == {"self", "alternate"}


def test_json_feed(client) -> None:
    feed = client.get("/feed.json?q=кемпірқосақ").json
    assert [item["title"] for item in feed["items"]] == TITLES
    assert feed["items"][0]["id"] == "https://three.example/rainbow"
    assert feed["version"].endswith("1.1")
    assert parse_qs(urlsplit(feed["home_page_url"]).query) == {"q": ["кемпірқосақ"]}


@pytest.mark.parametrize("form", ["rss", "atom"])
def test_hostile_text_stays_text_and_undated_articles_are_fine(client, form: str) -> None:
    feed = xml(client, f"/feed.{form}?q=жаулық")
    assert "</title><script>alert('жаулық')</script> & \"тырнақша\"" in feed.xpath(
        "//*[local-name()='title']/text()"
    )
    assert not feed.xpath("//script")


def test_characters_that_xml_cannot_hold_are_left_out(client) -> None:
    assert xml(client, "/feed.rss?q=%00%0B%EF%BF%BEкемпірқосақ")[0].findtext("title") == "кемпірқосақ – Izdeu"


def test_a_search_names_its_feeds(get, client) -> None:
    page = get(q="кемпірқосақ", country="RU")
    feeds = page.select("link[rel=alternate][type*=xml], link[rel=alternate][type*=json]")
    assert len(feeds) == 3
    for link in feeds:
        answer = client.get(link["href"])
        assert answer.content_type.startswith(link["type"])
        assert parse_qs(urlsplit(link["href"]).query) == {"q": ["кемпірқосақ"], "country": ["RU"]}


def test_a_search_that_cannot_be_read_makes_no_feed(client) -> None:
    assert client.get("/feed.rss?since=жаз").status_code == 400


def test_the_browser_can_take_the_search_box(get, client) -> None:
    link = get(lang="ru").select_one("link[rel=search]")
    answer = client.get(link["href"])
    assert answer.content_type.startswith(link["type"])
    description = etree.fromstring(answer.data)
    template = description.findall("{*}Url")[0].get("template")
    assert template == "http://localhost/?lang=ru&q={searchTerms}"
    assert client.get(template.replace("{searchTerms}", "мұнай")).status_code == 200
