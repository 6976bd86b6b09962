"""The rooms stand in a row: crawler ← index ← search ← web. No import may run the other way."""

import ast
from pathlib import Path

import pytest

ROOMS = ["crawler", "index", "search", "web"]


def imported_rooms(path: Path) -> set[str]:
    """The rooms a file imports from, inside functions too."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add((node.module or "").split(".")[0])
    return found & set(ROOMS)


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_imports_only_from_rooms_on_its_left(room: str, root: Path) -> None:
    allowed = set(ROOMS[: ROOMS.index(room) + 1])
    wrong = {
        str(path.relative_to(root)): imported_rooms(path) - allowed
        for path in (root / room).rglob("*.py")
        if imported_rooms(path) - allowed
    }
    assert not wrong


def test_only_the_engine_knows_whoosh(root: Path) -> None:
    users = [
        path.relative_to(root)
        for room in ROOMS
        for path in (root / room).rglob("*.py")
        if "import whoosh" in (text := path.read_text("utf-8")) or "from whoosh" in text
    ]
    assert users
    assert all(path.is_relative_to("index/engines/whoosh") for path in users)


def test_relative_imports_are_not_used(root: Path) -> None:
    for room in ROOMS:
        for path in (root / room).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                assert not (isinstance(node, ast.ImportFrom) and node.level), path


def test_the_top_level_is_fixed(root: Path) -> None:
    allowed = {"pyproject.toml", "README.md", "LICENSE", "tests", *ROOMS}
    tracked = {path.name for path in root.iterdir() if not path.name.startswith(".")}
    assert tracked - {"build", "dist", "izdeu.egg-info"} <= allowed
