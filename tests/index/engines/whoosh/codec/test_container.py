"""A container gives back what was written, and names damage before anything is read from it."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.errors import DamagedIndex, IndexVersionMismatch
from index.engines.whoosh.codec import container
from index.engines.whoosh.codec.container import PAGE, Container, ContainerWriter, Spool

LARGE = 3 * PAGE


def write(path: Path) -> None:
    with ContainerWriter(path) as out:
        out.add("small", np.array([1, 2, 3], np.uint16))
        out.add("empty", np.zeros(0, np.uint8))
        spool = Spool(path.parent, np.uint32)
        for start in range(0, LARGE, 1000):
            spool.append(np.arange(start, min(start + 1000, LARGE)))
        out.add_spool("large", spool)
        out.facts["documents"] = 3


def test_arrays_come_back(tmp_path: Path) -> None:
    write(tmp_path / "x.seg")
    read = Container(tmp_path / "x.seg")
    assert read.array("small").tolist() == [1, 2, 3]
    assert read.array("empty").tolist() == []
    assert np.array_equal(read.array("large"), np.arange(LARGE))
    assert read.part("large", LARGE - 2, LARGE).tolist() == [LARGE - 2, LARGE - 1]
    assert read.facts == {"documents": 3}
    assert read.check() == []
    with pytest.raises(ValueError, match="read-only"):
        read.array("small")[0] = 9


@settings(max_examples=200)
@given(st.data())
def test_any_altered_byte_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("damage") / "x.seg"
    write(path)
    content = bytearray(path.read_bytes())
    content[data.draw(st.integers(0, len(content) - 1))] ^= data.draw(st.integers(1, 255))
    path.write_bytes(content)
    with pytest.raises((DamagedIndex, IndexVersionMismatch), match="izdeu reindex"):
        Container(path)


@settings(max_examples=50)
@given(st.data())
def test_a_cut_file_is_noticed(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    path = tmp_path_factory.mktemp("cut") / "x.seg"
    write(path)
    content = path.read_bytes()
    path.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    with pytest.raises(DamagedIndex, match=r"x\.seg is damaged"):
        Container(path)


def test_a_large_file_is_checked_page_by_page_as_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(container, "CHECKED_WHOLE", 0)
    path = tmp_path / "x.seg"
    write(path)
    content = bytearray(path.read_bytes())
    content[6 * PAGE] ^= 1
    path.write_bytes(content)
    read = Container(path)
    assert read.part("large", 0, 10).tolist() == list(range(10))
    with pytest.raises(DamagedIndex, match=r"x\.seg is damaged"):
        read.array("large")
    with pytest.raises(DamagedIndex):  # and it is noticed again
        read.array("large")
    assert read.check() == ["large"]


def test_another_version_is_told(tmp_path: Path) -> None:
    path = tmp_path / "x.seg"
    write(path)
    content = bytearray(path.read_bytes())
    content[8] = 99
    path.write_bytes(content)
    with pytest.raises(IndexVersionMismatch, match="layout 99"):
        Container(path)


def test_a_failed_write_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), ContainerWriter(tmp_path / "x.seg") as out:
        out.add("a", np.arange(5))
        raise RuntimeError
    assert list(tmp_path.iterdir()) == []
