"""The README tells the truth: its commands set up a fresh clone, its Python example runs."""

import os
import re
import select
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex

INSTALL_SECONDS = 600
FIRST_PAGE_SECONDS = 30


@pytest.fixture(scope="module")
def readme(root: Path) -> str:
    return (root / "README.md").read_text("utf-8")


@pytest.fixture
def clone(tmp_path: Path, root: Path) -> Path:
    """The tracked files in a folder of their own, as a fresh clone has them."""
    target = tmp_path / "clone"
    tracked = subprocess.run(["git", "ls-files", "-z"], cwd=root, capture_output=True, text=True, check=True)
    for name in filter(None, tracked.stdout.split("\0")):
        if (root / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            (target / name).write_bytes((root / name).read_bytes())
    return target


def commands(readme: str) -> list[str]:
    return [block.strip() for block in re.findall(r"```sh\n(python3.*?)```", readme, re.DOTALL)]


@contextmanager
def running(command: str, folder: Path, home: Path) -> Iterator[subprocess.Popen[str]]:
    """A shell command in a folder with an empty home, stopped with all it started at the end."""
    outside = {
        name: value for name, value in os.environ.items() if not name.startswith(("IZDEU", "VIRTUAL_ENV"))
    }
    process = subprocess.Popen(
        command,
        shell=True,
        cwd=folder,
        env=outside | {"HOME": str(home), "XDG_DATA_HOME": ""},
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    with process:
        try:
            yield process
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)


def test_there_are_two_commands_and_ci_runs_the_second(readme: str, root: Path) -> None:
    setup, tests = commands(readme)
    assert setup.endswith("izdeu demo")
    assert tests in (root / ".ci" / "run").read_text("utf-8")


def test_the_first_command_serves_the_bundled_corpus_from_a_fresh_clone(
    readme: str, clone: Path, tmp_path: Path
) -> None:
    """Also holds the promise that the first page is answered soon after the install has ended."""
    home = tmp_path / "home"
    home.mkdir()
    install, _, demo = commands(readme)[0].rpartition(" && ")
    install = install.replace("python3.11", sys.executable)
    with running(install, clone, home) as process:
        _, complaint = process.communicate(timeout=INSTALL_SECONDS)
    if process.returncode and "No matching distribution" in complaint:
        pytest.skip("the package index cannot be reached from here")
    assert process.returncode == 0, complaint
    started = time.monotonic()
    with running(f"{demo} --port 0", clone, home) as process:
        address = wait_for_address(process)
        with urllib.request.urlopen(address, timeout=10) as answer:
            page = answer.read().decode()
    assert time.monotonic() - started < FIRST_PAGE_SECONDS
    assert "<form" in page


def wait_for_address(process: subprocess.Popen[str]) -> str:
    assert process.stderr is not None
    seen = ""
    while select.select([process.stderr], [], [], FIRST_PAGE_SECONDS)[0] and (
        line := process.stderr.readline()
    ):
        seen += line
        if match := re.search(r"http://\S+", line):
            return match.group()
    pytest.fail(f"no address was printed: {seen}")


def test_the_python_example_runs(readme: str, tmp_path: Path, sample_articles: list[Article]) -> None:
    with Corpus.open(tmp_path / "data") as corpus:
        for article in sample_articles:
            corpus.put(article)
        reindex(corpus, tmp_path / "data" / "index")
    example = re.search(r"```python\n(.*?)```", readme, re.DOTALL)
    assert example
    run = subprocess.run(
        [sys.executable, "-c", example.group(1)], cwd=tmp_path, capture_output=True, text=True, timeout=60
    )
    assert run.returncode == 0, run.stderr
    assert re.match(r"[1-9]\d* articles\n20\d\d-", run.stdout)


def test_every_folder_on_the_map_is_there(readme: str, root: Path) -> None:
    for folder in re.findall(r"^\| `([^`]+/)` \|", readme, re.MULTILINE):
        assert (root / folder).is_dir()


def test_the_pictures_are_there(readme: str, root: Path) -> None:
    for picture in re.findall(r"!\[[^]]*\]\(([^)]+)\)", readme):
        assert (root / picture).read_bytes().startswith((b"\x89PNG", b"<svg"))
