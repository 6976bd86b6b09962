"""Bring the index up to the corpus: only what changed, or everything, published at once at the end."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from crawler.article import Article
from crawler.corpus import Corpus
from crawler.errors import DamagedIndex, IndexVersionMismatch, NoIndex
from crawler.location import Settings
from crawler.stories import Stories
from index.document import Document, SkipReason, make_document
from index.engines import Engine, open_engine
from index.entities import alias_file
from index.entities.aliases import Aliases
from index.fingerprint import fingerprint
from index.origin import Origin
from index.query import EDITED, InFacet, Node, Or, Request

Progress = Callable[[int, int], None]
"""Called with (changes done, changes to do)."""


@dataclass(slots=True)
class Report:
    """What a reindex did. ``why_full`` is empty for an incremental run; ``skipped`` lists (url, reason).

    ``faults`` are entries of the alias file that were left out.
    """

    why_full: str = ""
    indexed: int = 0
    removed: int = 0
    skipped: list[tuple[str, str]] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    documents: int = 0


def reindex(
    corpus: Corpus, location: str | Path, *, full: bool = False, progress: Progress | None = None
) -> Report:
    """Index what changed in the corpus since the index was built; all of it where that cannot be known.

    The editor's ``aliases.toml`` beside the corpus is applied; where it changed, the articles of the people it
    is about are indexed anew. The index at ``location`` answers from its old state until the new one is whole.
    Raises CorpusError, EntityDataError, IndexBusy or StoredIndexError.
    """
    aliases, faults = alias_file.read(Settings(corpus.path.parent).aliases)
    corpus.grouping.group()
    origin = Origin.of(corpus, aliases)
    plan = _Plan("it was asked for") if full else _plan(location, corpus, origin)
    report = Report(plan.why_full, faults=[str(fault) for fault in faults])
    with open_engine(location, rebuild=bool(plan.why_full)) as engine:
        if plan.why_full or plan.redecided or corpus.last_change() > plan.since:
            run = _Run(engine, aliases, corpus.grouping, report)
            for url in _decided(engine, aliases) if plan.redecided else ():
                run.put(url, corpus.get(url))
            checkpoint = run.changes(corpus, plan.since, progress)
            report.skipped += engine.commit(str(origin), checkpoint)
        report.documents = engine.info.documents
    return report


@dataclass(frozen=True, slots=True)
class _Plan:
    """Why the index must be built from nothing ("" where it need not), the last change it holds, and whether
    the editor decided otherwise on people since."""

    why_full: str = ""
    since: int = 0
    redecided: bool = False


def _plan(location: str | Path, corpus: Corpus, origin: Origin) -> _Plan:
    with open_engine(location) as engine:
        try:
            info = engine.info
        except NoIndex:
            return _Plan("there was no index")
        except (IndexVersionMismatch, DamagedIndex) as error:
            return _Plan(str(error).partition(";")[0])
    built = Origin.of_index(info)
    if info.analysis != fingerprint():
        return _Plan("the analysis of text has changed")
    if built.corpus != origin.corpus or info.checkpoint > corpus.last_change():
        return _Plan("the index was built from another corpus")
    if built.countries != origin.countries:
        return _Plan("the editor's names of countries have changed")
    return _Plan(since=info.checkpoint, redecided=built.people != origin.people)


def _decided(engine: Engine, aliases: Aliases) -> list[str]:
    """URLs of the articles that a decision of the editor shaped, and of those that one will shape now."""
    nodes: list[Node] = [InFacet("person", tuple(sorted(aliases.keys())))]
    if edited := tuple(engine.keys(EDITED, "")):
        nodes.append(InFacet(EDITED, edited))
    return [found.article.url for found in engine.scan(Request(Or(tuple(nodes))))]


@dataclass(slots=True)
class _Run:
    """Puts articles into an engine and keeps the report."""

    engine: Engine
    aliases: Aliases
    stories: Stories
    report: Report

    def put(self, url: str, article: Article | None) -> None:
        """Index an article in place of the one with its URL, or take that out."""
        document = make_document(article, self.aliases, self._story(url)) if article else None
        if isinstance(document, SkipReason):
            self.report.skipped.append((url, document.value))
        if isinstance(document, Document):
            self.engine.add(document)
            self.report.indexed += 1
        else:
            self.engine.remove(url)
            self.report.removed += document is None

    def _story(self, url: str) -> str:
        story = self.stories.of(url)
        return story.key if story else ""

    def changes(self, corpus: Corpus, since: int, progress: Progress | None) -> int:
        """Put all that changed after ``since``; gives the number of the last change."""
        checkpoint, last = since, corpus.last_change()
        for change in corpus.changes_since(since):
            checkpoint = change.number
            self.put(change.url, change.article)
            if progress:
                progress(checkpoint - since, last - since)
        return checkpoint
