"""What a user installs: the wheel holds every file the program reads, and nothing else."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOMS = {"crawler", "index", "search", "web"}


@pytest.fixture(scope="module")
def names(tmp_path_factory: pytest.TempPathFactory, root: Path) -> list[str]:
    """The names in a wheel built from the files that git tracks."""
    source, out = tmp_path_factory.mktemp("source"), tmp_path_factory.mktemp("out")
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    for name in filter(None, tracked.stdout.split("\0")):
        if (root / name).is_file():
            target = source / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes((root / name).read_bytes())
    build = [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(source)]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    with zipfile.ZipFile(next(out.glob("*.whl"))) as wheel:
        return wheel.namelist()


def test_only_our_rooms_are_at_the_top(names: list[str]) -> None:
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == ROOMS


def test_every_tracked_file_of_the_rooms_is_in_the_wheel(names: list[str], root: Path) -> None:
    tracked = subprocess.run(
        ["git", "ls-files", "-z", *sorted(ROOMS)], cwd=root, capture_output=True, text=True
    )
    wanted = {name for name in tracked.stdout.split("\0") if name and (root / name).is_file()}
    assert wanted <= set(names)


def test_licence_and_command_are_there(names: list[str]) -> None:
    assert any(name.endswith("licenses/LICENSE") for name in names)
    assert any(name.endswith("entry_points.txt") for name in names)
