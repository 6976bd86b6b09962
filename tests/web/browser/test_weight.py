"""What a page weighs, all its files included, packed as they are sent."""

import pytest

from tests.web.browser.site import kinds

MOST = 100_000
"""Bytes."""


@pytest.mark.parametrize("name", kinds())
def test_a_page_is_light(visit, name: str) -> None:
    page = visit("about:blank")
    weights: list[int] = []
    page.on(
        "requestfinished",
        lambda request: weights.append(
            request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
        ),
    )
    page.goto(kinds()[name], wait_until="networkidle")
    assert len(weights) >= 3
    assert sum(weights) < MOST
