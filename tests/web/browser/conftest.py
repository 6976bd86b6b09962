"""Chromium, headless, over the bundled corpus. Where there is none these tests skip and say so."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.web.browser.site import build, chromium, serving


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where the pages are served."""
    with serving(build(tmp_path_factory.mktemp("browser"))) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.skip("needs chromium (apt-get install chromium), which is not here")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


def _is_fault(said: ConsoleMessage) -> bool:
    """Chromium also complains of the very page that was asked for where it answers 404."""
    asked = said.page.url if said.page else ""
    return said.type == "error" and not (said.location["url"] == asked and "404" in said.text)


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """Open a path in a browser of its own; its settings are Playwright's. Any console error fails the test."""
    complaints: list[str] = []
    contexts = []

    def visit(path: str = "/", **settings: object) -> Page:
        context = browser.new_context(base_url=address, **settings)  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(10_000)
        page.on("console", lambda said: complaints.append(said.text) if _is_fault(said) else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path)
        return page

    yield visit
    for context in contexts:
        context.close()
    assert not complaints


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core; see axe/README.md."""
    return (Path(__file__).parent / "axe" / "axe.min.js").read_text("utf-8")
