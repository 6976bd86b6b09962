"""``WhooshEngine``: the five methods of the seam over an index in one folder."""

import heapq
import threading
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

from whoosh.index import LockError
from whoosh.searching import SearchContext

from crawler.article import Article
from crawler.errors import IndexBusy, StoredIndexError
from index.document import Document
from index.engines.base import IndexInfo
from index.engines.whoosh.manifest import FileSum, Manifest
from index.engines.whoosh.schema import UNKNOWN_MOMENT
from index.engines.whoosh.snapshot import Snapshot, count_keys, open_snapshot
from index.engines.whoosh.translate import translate
from index.engines.whoosh.writer import PublishingWriter, latest_generation
from index.fingerprint import fingerprint
from index.query import And, Found, FoundArticle, InFacet, Node, Not, Request


class WhooshEngine:
    """An index in a folder; many threads and processes may read while one process writes."""

    def __init__(self, folder: Path, *, rebuild: bool = False) -> None:
        self.folder = folder
        self.rebuild = rebuild
        self._known: dict[str, FileSum] = {}
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
            self._open_writer().delete_by_term("url", url)

    def commit(self, corpus: str, checkpoint: int) -> None:
        writer = self._open_writer()
        self._writer = None

        def manifest(generation: int, documents: int, files: dict[str, FileSum]) -> Manifest:
            return Manifest(generation, documents, fingerprint(), corpus, checkpoint, files)

        try:
            writer.publish(manifest, dict(self._known), replace=self.rebuild)
        except OSError as error:
            raise StoredIndexError(
                f"{self.folder}: cannot be written ({error.strerror or error}); the index before this run stays in use"
            ) from error

    def _open_writer(self) -> PublishingWriter:
        if self._writer is None:
            try:
                self._writer = PublishingWriter(self.folder)
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
                self._snapshot = current = open_snapshot(self.folder, self._known)
            return current

    def find(self, request: Request) -> Found:
        snapshot = self._newest()
        with snapshot.searcher() as searcher:
            scores = _scores(searcher, _without(request.node, request.exclude))
            chosen = {facet: _carrying(searcher, facet, keys) for facet, keys in request.filters.items()}
            matches = _in_all(scores, chosen.values())
            counts = {}
            for facet in request.facets:
                others = [found for name, found in chosen.items() if name != facet]
                counts[facet] = count_keys(
                    snapshot.facet_keys(searcher, facet), iter(_in_all(scores, others))
                )
            best = _best(searcher, matches, scores, request)
            articles = [_found_article(snapshot, searcher, number, score) for number, score in best]
        return Found(len(matches), articles, counts)

    def close(self) -> None:
        if self._writer is not None:
            self._writer.abandon()
            self._writer = None
        if self._snapshot is not None:
            self._snapshot.close()
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
        fields[name] = [(term.stem, term.position) for term in terms]
        fields[f"{name}_exact"] = [(term.surface, term.position) for term in terms]
    if article.published is not None:
        fields["published"] = fields["moment"] = int(article.published.timestamp())
    for facet, keys in document.facets.items():
        fields[f"facet_{facet}"] = list(keys)
    return fields


def _without(node: Node, exclude: Any) -> Node:
    unwanted = [Not(InFacet(facet, tuple(keys))) for facet, keys in exclude.items() if keys]
    return And((node, *unwanted)) if unwanted else node


def _scores(searcher: Any, node: Node) -> dict[int, float]:
    """Every matching document number with its score."""
    query = translate(node).normalize()
    context = SearchContext(needs_current=True, weighting=searcher.weighting)
    scores: dict[int, float] = {}
    for leaf, base in searcher.leaf_searchers():
        matcher = query.matcher(leaf, context)
        while matcher.is_active():
            scores[base + matcher.id()] = matcher.score()
            matcher.next()
    return scores


def _carrying(searcher: Any, facet: str, keys: Iterable[str]) -> set[int]:
    return set(searcher.docs_for_query(translate(InFacet(facet, tuple(keys)))))


def _in_all(scores: dict[int, float], sets: Iterable[set[int]]) -> list[int]:
    sets = list(sets)
    return [number for number in scores if all(number in found for found in sets)]


def _best(
    searcher: Any, matches: list[int], scores: dict[int, float], request: Request
) -> list[tuple[int, float]]:
    """The page that was asked for: (document number, score), ties by document number."""
    if request.sort == "relevance":
        ranked = heapq.nsmallest(
            request.offset + request.limit, matches, key=lambda number: (-scores[number], number)
        )
        return [(number, scores[number]) for number in ranked[request.offset :]]
    published = searcher.reader().column_reader("moment")
    sign = -1 if request.sort == "newest" else 1

    def by_date(number: int) -> tuple[bool, int, int]:
        moment = published[number]
        return moment == UNKNOWN_MOMENT, sign * moment, number

    ranked = heapq.nsmallest(request.offset + request.limit, matches, key=by_date)
    return [(number, 0.0) for number in ranked[request.offset :]]


def _found_article(snapshot: Snapshot, searcher: Any, number: int, score: float) -> FoundArticle:
    stored = searcher.stored_fields(number)["article"]
    facets = {name: snapshot.facet_keys(searcher, name)[number] for name in ("person", "country")}
    return FoundArticle(Article.from_json(stored), facets, score)
