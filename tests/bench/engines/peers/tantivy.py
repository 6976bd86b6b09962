"""tantivy, in Rust, through its Python package; one thread."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.engines.corpus import News, Query
from tests.bench.engines.peers.base import Answer, InProcess, Search


class Tantivy(InProcess):
    """tantivy, in Rust, through its Python package; one thread."""

    def _schema(self) -> Any:
        import tantivy

        schema = tantivy.SchemaBuilder()
        schema.add_integer_field("number", stored=True, fast=True)
        schema.add_text_field("title", stored=True, tokenizer_name="words", index_option="position")
        schema.add_text_field("body", tokenizer_name="words", index_option="position")
        schema.add_integer_field("date", indexed=True, fast=True)
        for name in ("source", "language", "person", "country"):
            schema.add_text_field(name, tokenizer_name="raw", fast=True, index_option="basic")
        return schema.build()

    def _index(self, folder: Path) -> Any:
        import tantivy

        index = tantivy.Index(self._schema(), path=str(folder))
        words = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.whitespace()).build()
        index.register_tokenizer("words", words)
        return index

    def build(self, articles: Iterable[News], folder: Path) -> None:
        import tantivy

        writer = self._index(folder).writer(heap_size=500_000_000, num_threads=1)
        for article in articles:
            document = tantivy.Document()
            document.add_integer("number", article.number)
            document.add_text("title", " ".join(article.title))
            document.add_text("body", " ".join(article.body))
            document.add_integer("date", article.date)
            document.add_text("source", article.source)
            document.add_text("language", article.language)
            for person in article.people:
                document.add_text("person", person)
            for country in article.countries:
                document.add_text("country", country)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    def open(self, folder: Path, facets: bool) -> Search:
        import tantivy

        index = self._index(folder)
        index.reload()
        searcher, schema = index.searcher(), index.schema
        print(f"tantivy: {searcher.num_segments} segments")
        Q, must, should = tantivy.Query, tantivy.Occur.Must, tantivy.Occur.Should
        counted = {
            "person": {"terms": {"field": "person", "size": 20}},
            "country": {"terms": {"field": "country", "size": 250}},
        }

        def search(query: Query) -> Answer:
            terms = [Q.term_query(schema, "body", word, "freq") for word in query.words]
            if query.op == "phrase":
                node = Q.phrase_query(schema, "body", query.words)
            elif len(terms) == 1:
                node = terms[0]
            else:
                node = Q.boolean_query([(should if query.op == "or" else must, term) for term in terms])
            chosen = []
            if query.country:
                chosen.append(Q.term_query(schema, "country", query.country, "basic"))
            if query.dates:
                kind = tantivy.FieldType.Integer
                chosen.append(Q.range_query(schema, "date", kind, *query.dates, True, False))
            if chosen:
                node = Q.boolean_query(
                    [(must, node), *((must, Q.const_score_query(part, 0.0)) for part in chosen)]
                )
            found = searcher.search(node, 10, True)
            best = [(searcher.doc(place)["number"][0], score) for score, place in found.hits]
            if not facets:
                return Answer(found.count, best, [], {})
            groups = searcher.aggregate(node, counted)
            people = [(bucket["key"], bucket["doc_count"]) for bucket in groups["person"]["buckets"]]
            countries = {bucket["key"]: bucket["doc_count"] for bucket in groups["country"]["buckets"]}
            return Answer(found.count, best, people, countries)

        return search
