"""Save a picture of every kind of page: ``python -m tests.web.browser.screens FOLDER``.

At the widths of a phone, a tablet and a desk; the desk also in the dark.
"""

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.web.browser.site import build, chromium, kinds, serving

WIDTHS = (360, 768, 1280)


def main(folder: Path) -> None:
    """Save the pictures as FOLDER/KIND-WIDTH[-dark].png."""
    folder.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory() as data,
        serving(build(Path(data))) as address,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        for width in WIDTHS:
            for scheme in ("light", "dark") if width == WIDTHS[-1] else ("light",):
                page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
                for name, path in kinds().items():
                    page.goto(address + path)
                    suffix = "-dark" if scheme == "dark" else ""
                    page.screenshot(path=folder / f"{name}-{width}{suffix}.png", full_page=True)
                page.close()
        browser.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
