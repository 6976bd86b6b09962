"""Our engine, below the seam: terms in, terms asked."""

from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from tests.bench.engines.corpus import News, Query
from tests.bench.engines.peers.base import Answer, InProcess, Search


class Izdeu(InProcess):
    """Built by a number of commits, each of which leaves a segment."""

    commits = 1

    def schema(self) -> Any:
        from whoosh.fields import Schema

        from index.engines.whoosh.fields import FacetField, NumberField, StoredField, TextField

        return Schema(
            number=NumberField(),
            stored_title=StoredField(),
            title=TextField(),
            body=TextField(),
            date=NumberField(),
            source=FacetField(),
            language=FacetField(),
            person=FacetField(),
            country=FacetField(),
        )

    def build(self, articles: Iterable[News], folder: Path) -> None:
        share = -(-len(articles) // self.commits)  # type: ignore[arg-type]
        found = iter(articles)
        for commit in range(self.commits):
            self.add(islice(found, share), folder, replace=not commit)

    def add(self, articles: Iterable[News], folder: Path, replace: bool = False) -> None:
        """Add some articles by one commit."""
        from index.engines.whoosh.fields import Terms
        from index.engines.whoosh.manifest import Manifest
        from index.engines.whoosh.writer import PublishingWriter

        writer = PublishingWriter(folder, replace=replace, schema=self.schema())
        for article in articles:
            writer.add_document(
                number=article.number,
                stored_title=" ".join(article.title),
                title=Terms(article.title),
                body=Terms(article.body),
                date=article.date,
                source=[article.source],
                language=[article.language],
                person=article.people,
                country=article.countries,
            )
        writer.publish(lambda generation, documents, files: Manifest(generation, documents, "", "", 0, files))

    def open(self, folder: Path, facets: bool) -> Search:
        from index.engines.whoosh.snapshot import open_snapshot

        searcher = open_snapshot(folder, schema=self.schema()).searcher
        print(f"izdeu: {len(searcher.files)} segments")
        return search_of(searcher, facets)


def search_of(searcher: Any, facets: bool) -> Search:
    """How a ``VectorSearcher`` answers a query."""
    from whoosh import query as whoosh

    from index.engines.whoosh.queries import ColumnRange

    def node(query: Query) -> Any:
        if query.op == "phrase":
            return whoosh.Phrase("body", query.words)
        terms = [whoosh.Term("body", word) for word in query.words]
        return terms[0] if len(terms) == 1 else (whoosh.Or if query.op == "or" else whoosh.And)(terms)

    def search(query: Query) -> Answer:
        filters = {}
        if query.country:
            filters["country"] = whoosh.Term("country", query.country)
        if query.dates:
            filters["date"] = ColumnRange("date", *query.dates)
        matches = searcher.matches(node(query), filters)
        best = []
        for number, score in searcher.best(matches, 10):
            file, document = searcher.place_of(number)
            file.stored("stored_title", document)
            best.append((int(file.column("number")[document]), score))
        if not facets:
            return Answer(matches.total, best, [], {})
        people = searcher.facets["person"].most_frequent(matches.documents, 20)
        countries = searcher.facets["country"].counts_by_key(matches.documents)
        return Answer(matches.total, best, people, countries)

    return search


class IzdeuInEight(Izdeu):
    """As many segments as an index that is kept up to date comes to have at most."""

    commits = 8
