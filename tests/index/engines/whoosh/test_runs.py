"""Runs are merged as they come, and leave one segment with the documents in their order."""

from pathlib import Path

import pytest
from whoosh.fields import Schema

from index.engines.whoosh import runs
from index.engines.whoosh.codec.segment import Segment
from index.engines.whoosh.fields import KeyField, StoredField
from index.engines.whoosh.runs import Runs

SCHEMA = Schema(url=KeyField(unique=True), text=StoredField())


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "runs").mkdir()
    return tmp_path / "runs"


def put(collected: Runs, *names: str, run_of_each: bool = True) -> None:
    for name in names:
        collected.remove("url", name)
        collected.add({"url": name, "text": name})
        if run_of_each:
            collected.flush()


def stored(folder: Path, segments: list[Segment]) -> list[str | None]:
    (segment,) = segments
    file = segment.open(folder)
    return [file.stored("text", number) for number in range(file.documents) if number not in segment.deleted]


@pytest.mark.parametrize("run_of_each", [True, False])
@pytest.mark.parametrize("at_once", [2, 3, 100])
def test_one_segment_in_order(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run_of_each: bool, at_once: int
) -> None:
    monkeypatch.setattr(runs, "MERGED_AT_ONCE", at_once)
    collected = Runs(folder, SCHEMA, 1 << 20)
    put(collected, *"abcdefghijk", run_of_each=run_of_each)
    put(collected, "c", "k", run_of_each=run_of_each)
    collected.remove("url", "f")
    assert stored(tmp_path, collected.leave(tmp_path)) == list("abdeghijck")


def test_no_more_runs_lie_there_than_a_merge_takes_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "MERGED_AT_ONCE", 4)
    collected = Runs(folder, SCHEMA, 1 << 20)
    for number in range(70):
        put(collected, f"{number}")
        assert len(list(folder.iterdir())) == len(collected.segments) <= 3 * 4
    assert [segment.documents for segment in collected.segments] == [64, 4, 1, 1]


def test_runs_of_which_all_is_deleted_leave_nothing(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runs, "MERGED_AT_ONCE", 3)
    collected = Runs(folder, SCHEMA, 1 << 20)
    put(collected, "a", "b")
    for name in "ab":
        collected.remove("url", name)
    put(collected, "c")
    collected.remove("url", "c")
    put(collected, "d", "e")
    for name in "de":
        collected.remove("url", name)
    assert collected.leave(tmp_path) == []
