"""``WhooshEngine``: the methods of the seam over an index in one folder."""

import threading
from pathlib import Path
from typing import Any, Self

from whoosh.index import LockError

from crawler.article import Article
from crawler.errors import IndexBusy, StoredIndexError
from index.document import Document
from index.engines.base import IndexInfo
from index.engines.whoosh.fields import Terms
from index.engines.whoosh.manifest import FileSum, Manifest
from index.engines.whoosh.snapshot import Snapshot, open_snapshot
from index.engines.whoosh.translate import translate
from index.engines.whoosh.vector.searcher import Matches, VectorSearcher
from index.engines.whoosh.writer import PublishingWriter, latest_generation
from index.fingerprint import fingerprint
from index.query import And, Found, FoundArticle, InFacet, Node, Not, Request


class WhooshEngine:
    """An index in a folder; many threads and processes may read while one process writes."""

    def __init__(self, folder: Path, *, rebuild: bool = False) -> None:
        self.folder = folder
        self.rebuild = rebuild
        self._snapshot: Snapshot | None = None
        self._opening = threading.Lock()
        self._writer: PublishingWriter | None = None

    @property
    def info(self) -> IndexInfo:
        manifest = self._newest().manifest
        return IndexInfo(
            documents=manifest.documents,
            generation=manifest.generation,
            analysis=manifest.analysis,
            corpus=manifest.corpus,
            checkpoint=manifest.checkpoint,
        )

    # Writing

    def add(self, document: Document) -> None:
        fields = _fields(document)
        writer = self._open_writer()
        if self.rebuild:
            writer.add_document(**fields)
        else:
            writer.update_document(**fields)

    def remove(self, url: str) -> None:
        if not self.rebuild:
            self._open_writer().remove("url", url)

    def commit(self, corpus: str, checkpoint: int) -> None:
        writer = self._open_writer()
        self._writer = None

        def manifest(generation: int, documents: int, files: dict[str, FileSum]) -> Manifest:
            return Manifest(generation, documents, fingerprint(), corpus, checkpoint, files)

        try:
            writer.publish(manifest)
        except OSError as error:
            raise StoredIndexError(
                f"{self.folder}: cannot be written ({error.strerror or error}); the index before this run stays in use"
            ) from error

    def _open_writer(self) -> PublishingWriter:
        if self._writer is None:
            try:
                self._writer = PublishingWriter(self.folder, replace=self.rebuild)
            except LockError as error:
                raise IndexBusy(
                    f"{self.folder}: another process is writing this index; try again later"
                ) from error
            except OSError as error:
                raise StoredIndexError(
                    f"{self.folder}: cannot be written ({error.strerror or error})"
                ) from error
        return self._writer

    # Reading

    def _newest(self) -> Snapshot:
        with self._opening:
            current = self._snapshot
            if current is None or latest_generation(self.folder) != current.manifest.generation:
                self._snapshot = current = open_snapshot(self.folder, current)
            return current

    def find(self, request: Request) -> Found:
        searcher = self._newest().searcher
        query = translate(_without(request.node, request.exclude)).normalize()
        chosen = {facet: translate(InFacet(facet, tuple(keys))) for facet, keys in request.filters.items()}
        matches = searcher.matches(query, chosen)
        counts = {
            facet: searcher.facets[f"facet_{facet}"].counts_by_key(matches.without_filter(facet))
            for facet in request.facets
        }
        page = _best(searcher, matches, request)
        return Found(
            matches.total, [_found_article(searcher, number, score) for number, score in page], counts
        )

    def keys(self, facet: str, prefix: str) -> dict[str, int]:
        return self._newest().searcher.terms(f"facet_{facet}", prefix)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None
        self._snapshot = None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _fields(document: Document) -> dict[str, Any]:
    article = document.article
    fields: dict[str, Any] = {
        "url": article.url,
        "article": article.to_json(),
    }
    for name, terms in (("title", document.title), ("text", document.text), ("person", document.person)):
        positions = [term.position for term in terms]
        fields[name] = Terms([term.stem for term in terms], positions)
        fields[f"{name}_exact"] = Terms([term.surface for term in terms], positions)
    if article.published is not None:
        fields["published"] = int(article.published.timestamp())
    for facet, keys in document.facets.items():
        fields[f"facet_{facet}"] = keys
    return fields


def _without(node: Node, exclude: Any) -> Node:
    unwanted = [Not(InFacet(facet, tuple(keys))) for facet, keys in exclude.items() if keys]
    return And((node, *unwanted)) if unwanted else node


def _best(searcher: VectorSearcher, matches: Matches, request: Request) -> list[tuple[int, float]]:
    """The page that was asked for: (document number, score), ties by document number."""
    last = request.offset + request.limit
    if request.sort == "relevance":
        return searcher.best(matches, last)[request.offset :]
    numbers = searcher.ordered(matches, "published", last, request.sort == "newest")
    return [(number, 0.0) for number in numbers[request.offset :]]


def _found_article(searcher: VectorSearcher, number: int, score: float) -> FoundArticle:
    file, document = searcher.place_of(number)
    facets = {name: file.keys_of(f"facet_{name}", document) for name in ("person", "country")}
    stored = file.stored("article", document)
    assert stored is not None
    return FoundArticle(Article.from_json(stored), facets, score)
