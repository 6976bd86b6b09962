"""axe-core finds nothing on any kind of page, in light and in dark."""

import pytest

from tests.web.browser.site import kinds

OPEN_ALL = "document.querySelectorAll('details').forEach(part => part.open = true)"


@pytest.mark.parametrize("name", kinds())
def test_no_fault_is_found(visit, axe: str, name: str) -> None:
    page = visit(kinds()[name], color_scheme="light")
    page.evaluate(axe)  # evaluated by the browser itself, so the page's own policy stays strict
    page.evaluate(OPEN_ALL)
    assert not faults(page, "{}")
    page.emulate_media(color_scheme="dark")
    assert not faults(page, "{runOnly: ['color-contrast']}")


def faults(page, options: str) -> list[tuple[str, list[str]]]:
    found = page.evaluate(f"axe.run({options})")["violations"]
    return [(fault["id"], [node["html"][:200] for node in fault["nodes"]]) for fault in found]


def test_faults_would_be_found(visit, axe: str) -> None:
    page = visit("/")
    page.evaluate(axe)
    page.evaluate("document.documentElement.removeAttribute('lang')")
    assert "html-has-lang" in dict(faults(page, "{}"))


def test_open_suggestions_have_no_fault(visit, axe: str) -> None:
    page = visit("/")
    page.locator("input[name=q]").press_sequentially("тоқ")
    page.wait_for_selector("#suggestions [role=option]")
    page.press("input[name=q]", "ArrowDown")
    page.evaluate(axe)
    assert not faults(page, "{}")
