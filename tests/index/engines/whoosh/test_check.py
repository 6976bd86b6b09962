"""``check`` finds damage of every kind, wherever it is."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from crawler.article import Article
from crawler.errors import NoIndex
from index.document import Document, make_document
from index.engines import check_index, open_engine
from index.engines.whoosh.codec.arrays import Array
from index.engines.whoosh.codec.container import Container, ContainerWriter
from index.engines.whoosh.manifest import FileSum, Manifest
from web.cli import main


@pytest.fixture
def built(tmp_path: Path, article: Callable[..., Article]) -> Path:
    """An index of two segments, one with a deletion."""
    location = tmp_path / "index"
    with open_engine(location) as engine:
        for names in ("abc", "cd"):
            for name in names:
                document = make_document(article(name, "Мұнай бағасы Ресейде өсті, Мұнай."))
                assert isinstance(document, Document)
                engine.add(document)
            engine.commit("c", 3)
    return location


def segments(location: Path) -> list[Path]:
    return sorted(location.glob("*.seg"), key=lambda path: path.stat().st_size)


def test_a_whole_index(built: Path) -> None:
    assert len(segments(built)) == 2
    assert check_index(built) == []


def test_no_index(tmp_path: Path) -> None:
    with pytest.raises(NoIndex):
        check_index(tmp_path)


@pytest.mark.parametrize("suffix", [".seg", ".toc", ".json"])
def test_altered_and_missing_files_are_named(built: Path, suffix: str) -> None:
    path = next(path for path in built.iterdir() if path.suffix == suffix)
    whole = path.read_bytes()
    content = bytearray(whole)
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert any(path.name in fault for fault in check_index(built))
    if suffix != ".toc":  # without a table of contents there is no index
        path.unlink()
        assert check_index(built) == [f"{path} is missing"]


ALTERED = {
    "text/docs": ("postings", lambda array: array[::-1]),
    "text/frequencies": ("do not add up", lambda array: array + 1),
    "text/norms": ("lengths of documents", lambda array: array + 1),
    "text/positions": ("do not add up", lambda array: array[1:]),
    "text/positions_high": ("large numbers", lambda array: array | 3),
    "text/position_marks": ("marks of positions", lambda array: array + 1),
    "text/run_begins": ("divide", lambda array: array[::-1]),
    "text/run_starts": ("divide", lambda array: array[1:]),
    "text/terms": ("out of order", lambda array: array[::-1]),
    "facet_country/values": ("values of documents", lambda array: array + 1),
    "published/column": ("numbers for", lambda array: array[1:]),
    "article/stored_starts": ("divide", lambda array: array[1:]),
}


@pytest.mark.parametrize("name", ALTERED)
def test_arrays_that_contradict_each_other_are_told_though_sums_are_right(built: Path, name: str) -> None:
    expected, alter = ALTERED[name]
    path = segments(built)[1]
    rewrite(path, {name: alter})
    vouch_for(built, path)
    assert any(expected in fault for fault in check_index(built)), check_index(built)


def rewrite(path: Path, changes: dict[str, Callable[[Array], Array]]) -> None:
    """Write the segment anew, some arrays altered, with right checksums."""
    old = Container(path)
    with ContainerWriter(path.with_suffix(".new")) as out:
        out.facts.update(old.facts)
        for name in old.names():
            array = old.array(name)
            out.add(name, changes[name](array).astype(array.dtype) if name in changes else array)
    path.with_suffix(".new").replace(path)


def vouch_for(location: Path, path: Path) -> None:
    """Put the file's new sum into the manifest."""
    generation = max(int(path.stem.split("_")[1]) for path in location.glob("izdeu_*.json"))
    manifest = Manifest.read(location, generation)
    manifest.files[path.name] = FileSum.of(path)
    manifest.write(location)


def test_a_url_that_stands_in_two_segments(
    built: Path, tmp_path: Path, article: Callable[..., Article]
) -> None:
    other = tmp_path / "other"
    with open_engine(other, rebuild=True) as engine:
        for name in ("a", "e"):
            document = make_document(article(name))
            assert isinstance(document, Document)
            engine.add(document)
        engine.commit("c", 1)
    smallest = segments(built)[0]
    shutil.copy(segments(other)[0], smallest)
    vouch_for(built, smallest)
    assert [
        fault for fault in check_index(built) if "https://dala.example/a stands in the index twice" in fault
    ]


def test_the_command(built: Path, tmp_path: Path) -> None:
    run = CliRunner().invoke(main, ["--data", str(tmp_path), "check", "--json"])
    assert run.exit_code == 0
    assert json.loads(run.stdout)["whole"] is True
    path = segments(built)[0]
    path.write_bytes(path.read_bytes()[:-1])
    run = CliRunner().invoke(main, ["--data", str(tmp_path), "check"])
    assert run.exit_code == 1
    assert path.name in run.stderr
    assert "reindex --full" in run.stderr
