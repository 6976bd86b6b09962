"""A fingerprint of the analysis: an index made by other rules or word lists must be built anew."""

import hashlib
from functools import cache
from pathlib import Path

_ANALYSIS = ("document.py", "entity_facets.py", "text", "entities")


@cache
def fingerprint() -> str:
    """Hash of every source and data file that decides which terms and facets an article gets."""
    digest = hashlib.sha256()
    for path in _files():
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files() -> list[Path]:
    home = Path(__file__).parent
    found = [
        path for name in _ANALYSIS for path in [home / name, *(home / name).rglob("*")] if path.is_file()
    ]
    return sorted(path for path in found if path.suffix != ".pyc")
