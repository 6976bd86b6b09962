"""Bring the index up to the corpus: only what changed, or everything, published at once at the end."""

from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

from crawler.corpus import Corpus
from crawler.errors import DamagedIndex, IndexVersionMismatch, NoIndex
from crawler.location import Settings
from crawler.stories import Stories
from index.engines import Engine, open_engine
from index.entities import alias_file
from index.entities.aliases import Aliases
from index.fingerprint import fingerprint
from index.origin import Origin
from index.query import EDITED, InFacet, Node, Or, Request
from index.workers import Done, Task, Workers

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

    def add(self, done: Done) -> None:
        """Take note of what became of some articles."""
        self.indexed += done.indexed
        self.removed += done.removed
        self.skipped += done.skipped


def reindex(
    corpus: Corpus,
    location: str | Path,
    *,
    full: bool = False,
    jobs: int = 1,
    memory: int | None = None,
    progress: Progress | None = None,
) -> Report:
    """Index what changed in the corpus since the index was built; all of it where that cannot be known.

    The editor's ``aliases.toml`` beside the corpus is applied; where it changed, the articles of the people it
    is about are indexed anew. The index at ``location`` answers from its old state until the new one is whole.
    Many articles are analysed and written by ``jobs`` processes (a program that asks for more than one keeps its
    main module importable); for a Whoosh index they gather documents in up to ``memory`` bytes together, 256 MB
    unless told. Raises CorpusError, EntityDataError, IndexBusy or StoredIndexError.
    """
    aliases, faults = alias_file.read(Settings(corpus.path.parent).aliases)
    corpus.grouping.group()
    origin = Origin.of(corpus, aliases)
    plan = _Plan("it was asked for") if full else _plan(location, corpus, origin)
    report = Report(plan.why_full, faults=[str(fault) for fault in faults])
    with (
        open_engine(location, rebuild=bool(plan.why_full), memory=memory) as engine,
        Workers(jobs, aliases) as workers,
    ):
        if plan.why_full or plan.redecided or corpus.last_change() > plan.since:
            decided = _decided(engine, aliases) if plan.redecided else ()
            checkpoint, last = plan.since, corpus.last_change()
            with closing(_tasks(corpus, decided, plan.since)) as tasks:  # lets the corpus go, whatever fails
                for done in workers.write(tasks, engine, len(decided) + last - plan.since):
                    report.add(done)
                    checkpoint = done.last
                    if progress:
                        progress(checkpoint - plan.since, last - plan.since)
            report.skipped += engine.commit(str(origin), checkpoint, workers.pool)
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


def _tasks(corpus: Corpus, decided: Iterable[str], since: int) -> Generator[Task]:
    """What is to be indexed: articles of people decided on, then all that changed after ``since``."""
    for url in decided:
        yield Task(since, url, corpus.get(url), _story(corpus.grouping, url))
    for change in corpus.changes_since(since):
        yield Task(change.number, change.url, change.article, _story(corpus.grouping, change.url))


def _story(stories: Stories, url: str) -> str:
    story = stories.of(url)
    return story.key if story else ""
