"""The builder keeps to its memory and gives it back."""

import gc
from pathlib import Path

from whoosh.fields import Schema

from index.engines.whoosh.codec.builder import SegmentBuilder
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.codec.vocabulary import Vocabulary
from index.engines.whoosh.fields import StoredField, Terms, TextField

SCHEMA = Schema(text=TextField(), stored=StoredField())


def test_it_is_full_when_its_memory_is_used(tmp_path: Path) -> None:
    builder = SegmentBuilder(SCHEMA, tmp_path, memory=100_000)
    while not builder.full:
        builder.add({"text": Terms([f"сөз{builder.documents}", "және"]), "stored": "x"})
    assert 100 < builder.documents < 1_000
    documents = builder.documents
    builder.write(tmp_path / "a.seg")
    assert not builder.full
    builder.add({"text": Terms(["және"])})
    builder.write(tmp_path / "b.seg")
    first, second = SegmentFile(tmp_path / "a.seg"), SegmentFile(tmp_path / "b.seg")
    assert (first.documents, second.documents) == (documents, 1)
    assert second.terms("text") == ["және".encode()]
    assert first.postings("text", "сөз7".encode()).documents.tolist() == [7]  # type: ignore[union-attr]
    assert (first.stored("stored", 3), second.stored("stored", 0)) == ("x", None)


def test_a_broken_character_costs_no_document(tmp_path: Path) -> None:
    builder = SegmentBuilder(SCHEMA, tmp_path, memory=100_000)
    builder.add({"text": Terms(["а\ud800", "б"]), "stored": "\udfff"})
    builder.write(tmp_path / "a.seg")
    file = SegmentFile(tmp_path / "a.seg")
    assert file.stored("stored", 0) == "\udfff"
    assert file.term_count("text") == 2


def test_a_vocabulary_is_freed_at_once() -> None:
    """A cycle would keep every run's terms until the next full collection, which large runs put off for long."""
    gc.collect()
    gc.disable()
    try:
        vocabulary = Vocabulary()
        vocabulary.numbers(["а", "б"])
        del vocabulary
        assert gc.collect() == 0
    finally:
        gc.enable()
