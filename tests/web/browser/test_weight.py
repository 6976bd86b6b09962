"""What every kind of page weighs and asks for, and that it fits a narrow screen."""

import pytest

from tests.web.browser.site import kinds

MOST = 100_000
"""Bytes of a page with all its files, as they are sent."""


@pytest.mark.parametrize("name", kinds())
def test_a_page_is_light_fits_a_narrow_screen_and_asks_no_other_host(visit, address: str, name: str) -> None:
    page = visit("about:blank", viewport={"width": 320, "height": 640})
    answers: list[tuple[str, int]] = []

    def note(request) -> None:
        sizes = request.sizes()
        answers.append((request.url, sizes["responseBodySize"] + sizes["responseHeadersSize"]))

    page.on("requestfinished", note)
    page.goto(kinds()[name], wait_until="networkidle")
    assert len(answers) >= 3
    assert all(url.startswith(address) for url, _ in answers)
    assert sum(size for _, size in answers) < MOST
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
