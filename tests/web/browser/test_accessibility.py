"""axe-core finds nothing on any kind of page, in light and in dark."""

import pytest

from tests.web.browser.site import kinds


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", kinds())
def test_no_fault_is_found(visit, axe: str, name: str, scheme: str) -> None:
    page = visit(kinds()[name], color_scheme=scheme)
    page.evaluate(axe)  # evaluated by the browser itself, so the page's own policy stays strict
    for part in page.locator("details").all():
        part.evaluate("details => details.open = true")
    found = page.evaluate("axe.run()")["violations"]
    assert not [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]


def test_faults_would_be_found(visit, axe: str) -> None:
    page = visit("/")
    page.evaluate("document.documentElement.removeAttribute('lang')")
    page.evaluate(axe)
    assert "html-has-lang" in {fault["id"] for fault in page.evaluate("axe.run()")["violations"]}
