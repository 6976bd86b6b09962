"""The start-up check: a foreign package with one of our names is named."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

START = "import sys; sys.argv = ['izdeu', '--version']; from web.start import main; main()"


@pytest.mark.parametrize("room", ["crawler", "index", "search"])
def test_a_foreign_package_is_named(tmp_path: Path, root: Path, room: str) -> None:
    (tmp_path / room).mkdir()
    (tmp_path / room / "__init__.py").write_text("")
    run = subprocess.run(
        [sys.executable, "-P", "-c", START],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tmp_path), str(root)])},
        capture_output=True,
        text=True,
    )
    assert run.returncode == 1
    assert str(tmp_path / room) in run.stderr
    assert len(run.stderr.splitlines()) == 1


def test_ours_start() -> None:
    run = subprocess.run([sys.executable, "-P", "-c", START], capture_output=True, text=True)
    assert run.returncode == 0
    assert "izdeu" in run.stdout
