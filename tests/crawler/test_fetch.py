import asyncio
import gzip
import socket
import struct
import threading
import time
import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from crawler.errors import FetchError
from crawler.fetch import Fetcher, Manners
from crawler.guard import RefusedAddress, check_address
from crawler.journal import Fetch


def fetch(url, manners, known=None):
    async def run():
        async with Fetcher(manners) as fetcher:
            return await fetcher.fetch(url, known)

    return asyncio.run(run())


def why(url, manners):
    with pytest.raises(FetchError) as caught:
        fetch(url, manners)
    return caught.value.why


def test_a_page_is_fetched_under_our_own_name(site, manners):
    site.add("/a", "мәтін", content_type='text/html; charset="windows-1251"; x=y', ETag='"1"')
    response = fetch(site.url + "/a", replace(manners, contact="mailto:a@b.example"))
    assert (response.status, response.body.decode(), response.charset) == (200, "мәтін", "windows-1251")
    assert {headers["user-agent"] for headers in site.headers} == {"izdeu/0.1 (+mailto:a@b.example)"}
    assert response.entry("u").etag == '"1"'


@pytest.mark.parametrize(("encoding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress),
                                                ("deflate", lambda data: zlib.compress(data, wbits=-15))])  # fmt: skip
def test_a_packed_page_is_unpacked(site, manners, encoding, pack):
    site.add("/a", pack("мәтін ".encode() * 1000), Content_Encoding=encoding)
    response = fetch(site.url + "/a", manners)
    assert response.body == "мәтін ".encode() * 1000 and response.received < len(response.body)


def test_the_conditions_of_an_earlier_answer_are_sent(site, manners):
    site.add("/a", "x")
    fetch(
        site.url + "/a",
        manners,
        Fetch("", datetime.now(UTC), 200, "", '"tag"', "Fri, 22 Nov 2024 09:00:00 GMT"),
    )
    assert site.headers[-1]["if-none-match"] == '"tag"'
    assert site.headers[-1]["if-modified-since"] == "Fri, 22 Nov 2024 09:00:00 GMT"


def test_redirects_are_followed_to_an_end(site, manners):
    site.add("/c", "соңы")
    site.pages["/a"] = (301, {"Location": "b"}, b"")
    site.pages["/b"] = (302, {"Location": site.url + "/c"}, b"")
    site.pages["/loop"] = (302, {"Location": "/loop"}, b"")
    site.pages["/file"] = (302, {"Location": "file:///etc/passwd"}, b"")
    site.pages["/odd"] = (302, {"Location": "http://[x"}, b"")
    assert fetch(site.url + "/a", manners).url == site.url + "/c"
    assert "more than 5 redirects" in why(site.url + "/loop", manners)
    assert site.count("/loop") == 6
    assert "redirects to 'file:" in why(site.url + "/file", manners)
    assert "no address" in why(site.url + "/odd", manners)


ROBOTS = """\ufeffUser-agent: izdeu
Disallow: /closed
Allow: /closed/open

User-agent: *
Disallow: /
"""


def test_robots_txt_is_obeyed_on_redirects_too(site, manners):
    site.add("/robots.txt", ROBOTS)
    site.add("/closed/open", "x")
    site.pages["/to-closed"] = (302, {"Location": "/closed/a"}, b"")
    assert fetch(site.url + "/closed/open", manners).status == 200
    assert why(site.url + "/closed/a", manners) == "robots.txt forbids it"
    assert why(site.url + "/to-closed", manners) == "robots.txt forbids it"
    assert site.count("/closed/a") == 0


@pytest.mark.parametrize(
    ("status", "allowed"), [(404, True), (403, True), (500, False), (501, False), (503, False)]
)
def test_a_missing_robots_txt_allows_and_a_broken_one_forbids(site, manners, status, allowed):
    site.add("/a", "x")
    site.pages["/robots.txt"] = (status, {}, b"User-agent: *\nDisallow: /")
    if allowed:
        assert fetch(site.url + "/a", manners).status == 200
    else:
        assert "nothing may be fetched" in why(site.url + "/a", manners)
        assert site.count("/a") == 0


def test_robots_txt_is_asked_for_once_and_read_to_its_limit(site, manners):
    site.add("/robots.txt", "User-agent: *\nDisallow: /closed\n" + "# мұнда ештеңе жоқ\n" * 250_000)
    site.add("/a", "x")

    async def run():
        async with Fetcher(manners) as fetcher:
            await asyncio.gather(fetcher.fetch(site.url + "/a"), fetcher.fetch(site.url + "/a"))
            with pytest.raises(FetchError):
                await fetcher.fetch(site.url + "/closed")

    asyncio.run(run())
    assert site.log == ["/robots.txt", "/a", "/a"]


def test_the_delay_that_robots_txt_asks_for_is_kept(site, manners):
    site.add("/robots.txt", "User-agent: *\nCrawl-delay: 0.3\n")
    site.add("/a", "x")
    fetch(site.url + "/a", manners)
    assert site.moments[1] - site.moments[0] >= 0.3


def test_too_much_is_not_read(site, manners):
    small = replace(manners, max_bytes=100_000)
    site.add("/stated", b"x" * 200_000)
    site.add("/bomb", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")

    def endless(request):
        request.send_response(200)
        request.end_headers()
        request.close_connection = True
        sent = 0
        while sent < 50_000_000:
            request.wfile.write(b"x" * 65536)
            sent += 65536
        return None

    site.pages["/endless"] = endless
    for name in ("stated", "bomb", "endless"):
        assert why(f"{site.url}/{name}", small) == "larger than 0.1 MB"
        assert site.count(f"/{name}") == 1


def test_a_server_that_stalls_or_breaks_off_is_tried_again_and_then_given_up(site, manners):
    def stall(request):
        request.send_response(200)
        request.send_header("Content-Length", "100")
        request.end_headers()
        request.wfile.write(b"x")
        request.wfile.flush()
        time.sleep(1.0)
        request.close_connection = True

    def short(request):
        request.send_response(200)
        request.send_header("Content-Length", "100")
        request.end_headers()
        request.wfile.write(b"x")
        request.close_connection = True

    site.pages["/stall"], site.pages["/short"] = stall, short
    site.add("/packed", gzip.compress(b"x" * 1000)[:-10], Content_Encoding="gzip")
    site.add("/strange", b"x", Content_Encoding="br")
    assert why(site.url + "/stall", replace(manners, timeout=0.3, attempts=2)) == "no whole answer in time"
    assert why(site.url + "/short", manners) == "the answer breaks off"
    assert "cut off" in why(site.url + "/packed", manners)
    assert "not asked for" in why(site.url + "/strange", manners)
    assert (site.count("/stall"), site.count("/short")) == (2, 3)


def test_a_passing_failure_passes(site, manners):
    def flaky(request):
        return (503, {}, b"") if site.count("/a") < 3 else (200, {}, b"x")

    site.pages["/a"] = flaky
    assert fetch(site.url + "/a", manners).body == b"x"


@pytest.mark.parametrize("as_date", [False, True])
def test_retry_after_is_kept_or_given_up(site, manners, as_date):
    wait = format_datetime(datetime.now(UTC) + timedelta(hours=1), usegmt=True) if as_date else "3600"
    site.pages["/long"] = (503, {"Retry-After": wait}, b"")
    site.pages["/short"] = lambda request: (
        (429, {"Retry-After": "1"}, b"") if site.count("/short") < 2 else (200, {}, b"")
    )
    assert "asks to wait" in why(site.url + "/long", manners)
    assert site.count("/long") == 1
    assert fetch(site.url + "/short", manners).status == 200
    assert site.moments[-1] - site.moments[-2] >= 1


def test_a_host_that_is_not_there_is_told(manners, unused_port):
    assert why(f"http://127.0.0.1:{unused_port}/a", manners).endswith("nothing may be fetched")
    assert "the host name is not known" in why("http://no-such-host.invalid/a", manners)


@pytest.fixture
def unused_port(site):
    site.server.server_close()
    return site.server.server_address[1]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "[::1]", "10.0.0.1", "169.254.169.254", "0.0.0.0", "[::ffff:127.0.0.1]"]
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(host):
    """The request must fail before anything is sent: 169.254.169.254 would not answer in time."""
    manners = Manners(delay=0, timeout=5, backoff=0.01)
    assert "not a public address" in why(f"http://{host}/a", manners)


def test_a_redirect_to_an_address_that_is_not_public_is_refused(site, manners, monkeypatch):
    """The site plays a public one: the guard lets its address pass, and no other."""
    site.pages["/a"] = (302, {"Location": f"http://localhost:{site.server.server_address[1]}/b"}, b"")
    monkeypatch.setattr("crawler.fetch.check_host", lambda host: None)
    assert "not a public address" in why(site.url + "/a", replace(manners, allow_private=False))
    assert site.count("/b") == 0


def test_public_addresses_pass():
    check_address("8.8.8.8")
    check_address("2001:4860:4860::8888")
    for address in (
        "192.168.1.1",
        "172.16.0.1",
        "fe80::1%eth0",
        "fc00::1",
        "224.0.0.1",
        "100.64.0.1",
        "2002:7f00:1::",
    ):
        with pytest.raises(RefusedAddress):
            check_address(address)


def test_a_connection_that_is_reset_is_told(site, manners):
    def reset(request):
        request.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        request.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nx")
        request.close_connection = True
        request.connection.close()

    site.pages["/a"] = reset
    assert why(site.url + "/a", manners)
    assert site.count("/a") == manners.attempts


def test_a_name_that_hangs_costs_its_time_only(site, manners, monkeypatch):
    released, resolve = threading.Event(), socket.getaddrinfo

    def hang(host, *more, **named):
        if host == "hung.example":
            released.wait(20)
            raise socket.gaierror(socket.EAI_AGAIN, "no answer")
        return resolve(host, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", hang)
    site.add("/a", "x")

    async def run():
        async with Fetcher(replace(manners, timeout=0.5, attempts=1)) as fetcher:
            hung = asyncio.create_task(fetcher.fetch("http://hung.example/a"))
            assert (await fetcher.fetch(site.url + "/a")).status == 200 and not hung.done()
            with pytest.raises(FetchError, match="in time"):
                await hung
        released.set()

    asyncio.run(run())
