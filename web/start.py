"""Where the ``izdeu`` command starts: nothing of ours is imported before it is known to be ours."""

import sys
from importlib.util import find_spec
from pathlib import Path

ROOMS = ("crawler", "index", "search", "web")


def foreign_package() -> str | None:
    """The place of a package that stands in front of one of ours under the same name, if there is one."""
    home = Path(__file__).resolve().parent.parent
    for room in ROOMS:
        spec = find_spec(room)
        origin = Path(spec.origin).resolve() if spec and spec.origin else None
        if origin != home / room / "__init__.py":
            return f"{room} ({origin or 'not found'})"
    return None


def main() -> None:
    """Run the command, or say in one line which package is in the way."""
    if foreign := foreign_package():
        sys.exit(
            f"izdeu: another package is in the way: {foreign}; install Izdeu in an environment of its own"
        )
    from web.cli import main as run

    run()
