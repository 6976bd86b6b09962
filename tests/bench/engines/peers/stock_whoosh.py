"""Whoosh as its manual says."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.engines.corpus import News, Query
from tests.bench.engines.peers.base import Answer, InProcess, Search


class StockWhoosh(InProcess):
    """Whoosh as its manual says."""

    def _schema(self) -> Any:
        from whoosh import analysis, fields

        words = analysis.RegexTokenizer(r"[^ ]+")
        return fields.Schema(
            number=fields.STORED,
            title=fields.TEXT(stored=True, analyzer=words),
            body=fields.TEXT(analyzer=words),
            date=fields.NUMERIC(int, bits=32, sortable=True),
            source=fields.ID(sortable=True),
            language=fields.ID(),
            person=fields.KEYWORD(commas=True),
            country=fields.KEYWORD(commas=True),
        )

    def build(self, articles: Iterable[News], folder: Path) -> None:
        from whoosh import index

        writer = index.create_in(str(folder), self._schema()).writer(limitmb=512)
        for article in articles:
            writer.add_document(
                number=article.number,
                title=" ".join(article.title),
                body=" ".join(article.body),
                date=article.date,
                source=article.source,
                language=article.language,
                person=",".join(article.people),
                country=",".join(article.countries),
            )
        writer.commit()

    def open(self, folder: Path, facets: bool) -> Search:
        from collections import Counter

        from whoosh import index, sorting
        from whoosh import query as whoosh

        searcher = index.open_dir(str(folder)).searcher()

        def search(query: Query) -> Answer:
            terms = [whoosh.Term("body", word) for word in query.words]
            node = (
                whoosh.Phrase("body", query.words)
                if query.op == "phrase"
                else terms[0]
                if len(terms) == 1
                else (whoosh.Or if query.op == "or" else whoosh.And)(terms)
            )
            chosen = None
            if query.country:
                chosen = whoosh.Term("country", query.country)
            if query.dates:
                chosen = whoosh.NumericRange("date", *query.dates, endexcl=True)
            grouped = {
                name: sorting.FieldFacet(name, allow_overlap=True, maptype=sorting.Count)
                for name in (("person", "country") if facets else ())
            }
            found = searcher.search(node, limit=10, filter=chosen, groupedby=grouped)
            best = [(hit["number"], hit.score) for hit, _ in zip(found, range(10), strict=False)]
            if not facets:
                return Answer(len(found), best, [], {})
            people, countries = (
                {_text(key): count for key, count in found.groups(name).items() if key is not None}
                for name in ("person", "country")
            )
            return Answer(len(found), best, Counter(people).most_common(20), countries)

        return search


def _text(key: str | bytes) -> str:
    return key.decode() if isinstance(key, bytes) else key
