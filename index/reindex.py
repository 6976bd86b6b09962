"""Bring the index up to the corpus: only what changed, or everything, published at once at the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crawler.corpus import Corpus
from crawler.errors import DamagedIndex, IndexVersionMismatch, NoIndex
from index.document import Document, SkipReason, make_document
from index.engines import Engine, open_engine
from index.fingerprint import fingerprint

Progress = Callable[[int, int], None]
"""Called with (changes done, changes to do)."""


@dataclass(slots=True)
class Report:
    """What a reindex did. ``why_full`` is empty for an incremental run; ``skipped`` lists (url, reason)."""

    why_full: str = ""
    indexed: int = 0
    removed: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    documents: int = 0


def reindex(
    corpus: Corpus, location: str | Path, *, full: bool = False, progress: Progress | None = None
) -> Report:
    """Index what changed in the corpus since the index was built; all of it where that cannot be known.

    The index at ``location`` answers from its old state until the new one is whole. Raises CorpusError,
    IndexBusy or StoredIndexError.
    """
    why_full, since = ("it was asked for", 0) if full else _why_full(location, corpus)
    report = Report(why_full)
    with open_engine(location, rebuild=bool(why_full)) as engine:
        if why_full or corpus.last_change() > since:
            checkpoint = _apply_changes(corpus, engine, since, report, progress)
            engine.commit(corpus.identity, checkpoint)
        report.documents = engine.info.documents
    return report


def _why_full(location: str | Path, corpus: Corpus) -> tuple[str, int]:
    """Why the index must be built from nothing ("" where it need not), and the last change it holds."""
    with open_engine(location) as engine:
        try:
            info = engine.info
        except NoIndex:
            return "there was no index", 0
        except (IndexVersionMismatch, DamagedIndex) as error:
            return str(error).partition(";")[0], 0
    if info.analysis != fingerprint():
        return "the analysis of text has changed", 0
    if info.corpus != corpus.identity or info.checkpoint > corpus.last_change():
        return "the index was built from another corpus", 0
    return "", info.checkpoint


def _apply_changes(
    corpus: Corpus, engine: Engine, since: int, report: Report, progress: Progress | None
) -> int:
    """Add, replace and remove what changed after ``since``; gives the number of the last change."""
    checkpoint, last = since, corpus.last_change()
    for change in corpus.changes_since(since):
        checkpoint = change.number
        document = make_document(change.article) if change.article else None
        if isinstance(document, SkipReason):
            report.skipped.append((change.url, document.value))
        if isinstance(document, Document):
            engine.add(document)
            report.indexed += 1
        else:
            engine.remove(change.url)
            report.removed += document is None
        if progress:
            progress(checkpoint - since, last - since)
    return checkpoint
