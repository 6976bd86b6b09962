"""Check the HTML of every kind of page with the Nu checker: ``python -m tests.web.browser.html_check vnu.jar``.

Needs Java. The jar is that of npm's ``vnu-jar`` (``npm pack vnu-jar``) or of Maven's ``nu.validator:validator``.
"""

import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from pathlib import Path

from tests.web.browser.site import build, kinds, serving


def main(jar: Path) -> int:
    """Print what the checker finds; its exit code is 0 where it finds nothing."""
    with tempfile.TemporaryDirectory() as folder:
        pages = Path(folder) / "pages"
        pages.mkdir()
        with serving(build(Path(folder) / "data")) as address:
            for name, path in kinds().items():
                (pages / f"{name}.html").write_bytes(_read(address + path))
            (pages / "style.css").write_bytes(_read(f"{address}/static/style.css"))
        return subprocess.run(["java", "-jar", jar, "--also-check-css", pages]).returncode


def _read(address: str) -> bytes:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            return bytes(answer.read())
    except urllib.error.HTTPError as error:
        return error.read()


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
