"""What was crawled stays text, what a request carries stays data, and every answer has its headers."""

import re
from urllib.parse import urlsplit

import pytest

HOSTILE_URL = 'https://hostile.example/"><script>alert(1)</script>?a=1&b=2'
FOREIGN = "script:not([src^='/static/'])"
PAGES = [
    ("/", {"q": "жаулық"}),
    ("/", {"source": "<b>hostile</b>"}),
    ("/article", {"url": HOSTILE_URL, "q": "жаулық"}),
    ("/", {"q": "'></title><script>alert(2)</script>"}),
    ("/", {"person": "<script>x</script>", "not.section": "</title><script>", "since": "2024"}),
]


@pytest.mark.parametrize(("path", "parameters"), PAGES)
def test_nothing_crawled_or_asked_becomes_markup(get, path: str, parameters: dict[str, str]) -> None:
    page = get(path, **parameters)
    assert not page.select(f"{FOREIGN}, img, b, [onclick], [onerror]")


def test_a_hostile_address_that_cannot_be_read_becomes_no_markup(get) -> None:
    page = get(since='"><script>alert(2)</script>', status=400)
    assert not page.select(FOREIGN)
    assert '"><script>alert(2)</script>' in page.select_one("#misread").get_text()


def test_a_hostile_title_is_shown_as_it_is(get) -> None:
    page = get("/article", url=HOSTILE_URL)
    assert page.h1.get_text(strip=True) == "</title><script>alert('жаулық')</script> & \"тырнақша\""
    assert get(q="жаулық").select_one(".hit h3").get_text(strip=True) == page.h1.get_text(strip=True)
    assert page.select_one(".original a")["href"] == HOSTILE_URL


@pytest.mark.parametrize(
    ("path", "status"), [("/", 200), ("/none", 404), ("/?since=x", 400), ("/api/v1/search", 200)]
)
def test_every_answer_carries_the_headers(client, path: str, status: int) -> None:
    response = client.get(path)
    assert response.status_code == status
    policy = response.headers["Content-Security-Policy"].split("; ")
    assert {"default-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} <= set(
        policy
    )
    assert "unsafe" not in response.headers["Content-Security-Policy"]
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert response.headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("path", ["/", "/?q=кемпірқосақ&lang=ru", "/article?url=https://one.example/rainbow"])
def test_pages_have_no_inline_script_or_style_and_need_no_other_host(client, get, path: str) -> None:
    page = get(path)
    assert not page.select(f"{FOREIGN}, style, [style]")
    assert not [tag for tag in page.select("script") if tag.get_text(strip=True)]
    sources = [str(tag.get("src") or tag.get("href")) for tag in page.select("link, [src]")]
    assert sources
    for source in sources:
        assert not urlsplit(source).netloc
        with client.get(source) as response:
            assert response.status_code == 200
            assert source.partition("?")[0].endswith(".svg") or not re.search(r"url\(|@import", response.text)


def test_links_hold_known_parameters_only(get) -> None:
    page = get("/?_external=1&_scheme=javascript&_anchor=x&utm_source=y&q=парақша&page=2")
    links = " ".join(str(a["href"]) for a in page.select("a[href]"))
    assert "page=2" in links
    for unknown in ("javascript", "_external", "_anchor", "utm_source"):
        assert unknown not in links


def test_no_link_leads_to_a_host_named_by_the_path(client) -> None:
    assert 'href="//' not in client.get("//evil.example/x").text
    assert "Location" not in client.get("//evil.example/../").headers


def test_robots_are_kept_out_of_the_searches(client) -> None:
    assert "Disallow: /?\n" in client.get("/robots.txt").text
