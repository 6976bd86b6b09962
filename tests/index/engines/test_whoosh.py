"""The Whoosh engine's own promises: damage is named, a killed or failed commit harms nothing."""

import dataclasses
import gc
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.article import Article
from crawler.errors import DamagedIndex, IndexVersionMismatch, NoIndex, StoredIndexError
from index.document import Document, make_document
from index.engines import open_engine
from index.engines.whoosh.manifest import Manifest
from index.query import Everything, Request


@pytest.fixture
def built(tmp_path: Path, article: Callable[..., Article]) -> Path:
    """An index of three articles."""
    location = tmp_path / "index"
    with open_engine(location) as engine:
        for name in "abc":
            document = make_document(article(name))
            assert isinstance(document, Document)
            engine.add(document)
        engine.commit("c", 3)
    return location


def total(location: Path) -> int:
    with open_engine(location) as engine:
        return engine.find(Request(Everything())).total


def test_no_index_yet(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(NoIndex, match="izdeu reindex"):
            total(folder)


def index_files(location: Path) -> list[Path]:
    return [path for path in location.iterdir() if path.suffix in (".seg", ".toc", ".json")]


@pytest.mark.parametrize("suffix", [".seg", ".toc", ".json"])
@pytest.mark.parametrize("damage", ["flip", "cut", "remove"])
def test_a_damaged_file_is_named(built: Path, suffix: str, damage: str) -> None:
    path = next(path for path in index_files(built) if path.suffix == suffix)
    content = bytearray(path.read_bytes())
    if damage == "flip":
        content[len(content) // 2] ^= 0x10
        path.write_bytes(content)
    elif damage == "cut":
        path.write_bytes(content[: len(content) // 2])
    else:
        path.unlink()
    expected = NoIndex if (suffix, damage) == (".toc", "remove") else DamagedIndex
    with pytest.raises(expected, match="izdeu reindex") as caught:
        total(built)
    if expected is DamagedIndex:
        assert path.name in str(caught.value)


def test_another_version_is_refused(built: Path) -> None:
    dataclasses.replace(Manifest.read(built, 1), format=999).write(built)
    with pytest.raises(IndexVersionMismatch, match="999"):
        total(built)


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # whoosh leaves its files open
def test_a_full_disk_leaves_the_old_index_and_no_lock(built: Path, article: Callable[..., Article]) -> None:
    """The limit on file sizes stands for a full disk, which cannot be made here without a device."""
    document = make_document(article("big", "сөз " * 20_000))
    assert isinstance(document, Document)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with open_engine(built) as engine:
        engine.add(document)
        resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))
        try:
            with pytest.raises(StoredIndexError, match="stays in use"):
                engine.commit("c", 4)
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, limits)
            signal.signal(signal.SIGXFSZ, handler)
        gc.collect()
        assert engine.find(Request(Everything())).total == 3
        engine.add(document)
        engine.commit("c", 4)
    assert total(built) == 4


WRITER = """
import sys
from crawler.article import Article
from index.document import make_document
from index.engines import open_engine
location = sys.argv[1]
for number in range(1000):
    with open_engine(location, rebuild=number % 3 == 0) as engine:
        for name in "abc":
            engine.add(make_document(Article(f"https://dala.example/{name}", "Жаңалық", f"Нұсқа {number}")))
        engine.commit("c", number)
    print(number, flush=True)
"""


def test_killed_at_any_moment_it_answers_from_a_whole_state(built: Path) -> None:
    for attempt in range(12):
        with subprocess.Popen([sys.executable, "-c", WRITER, str(built)], stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.013 * attempt)
            process.kill()
        with open_engine(built) as engine:
            answer = engine.find(Request(Everything()))
            assert answer.total == 3
            assert len({hit.article.text for hit in answer.articles}) == 1
