"""The engines side by side: each builds an index of ``News`` in a folder, and opens it for queries.

Every engine stores title and number, indexes title and body with positions, and counts people and countries over
every match.
"""

import sqlite3
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from tests.bench.engines.corpus import News, Query


class Answer(NamedTuple):
    """``best`` is (number, score) of the best ten; ``people`` the twenty most frequent; ``countries`` all."""

    total: int
    best: list[tuple[int, float]]
    people: list[tuple[str, int]]
    countries: dict[str, int]


Search = Callable[[Query], Answer]


class Peer(Protocol):
    """One engine. ``facets`` False leaves people and countries out of the answers."""

    def build(self, articles: Iterable[News], folder: Path) -> None: ...
    def open(self, folder: Path, facets: bool) -> Search: ...


class Izdeu:
    """Our engine, below the seam: terms in, terms asked."""

    def _schema(self) -> Any:
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
        from index.engines.whoosh.fields import Terms
        from index.engines.whoosh.manifest import Manifest
        from index.engines.whoosh.writer import PublishingWriter

        writer = PublishingWriter(folder, replace=True, schema=self._schema())
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
        from whoosh import query as whoosh

        from index.engines.whoosh.queries import ColumnRange
        from index.engines.whoosh.snapshot import open_snapshot

        searcher = open_snapshot(folder, schema=self._schema()).searcher
        print(f"izdeu: {len(searcher.leaves)} segments")

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


class StockWhoosh:
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


class Tantivy:
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


class SQLite:
    """FTS5 beside plain tables for the facets."""

    _TABLES = """
        pragma journal_mode = off; pragma synchronous = off; pragma cache_size = -262144;
        create virtual table text using fts5(
            title, body, content='', tokenize="unicode61 remove_diacritics 0 tokenchars '-'");
        create table article(id integer primary key, title text, date int, source text, language text);
        create table person(article int, name text, primary key(article, name)) without rowid;
        create table country(article int, name text, primary key(article, name)) without rowid;
    """

    def build(self, articles: Iterable[News], folder: Path) -> None:
        database = sqlite3.connect(folder / "fts.db")
        database.executescript(self._TABLES)
        for a in articles:
            row = (a.number, " ".join(a.title), " ".join(a.body))
            database.execute("insert into text(rowid, title, body) values(?, ?, ?)", row)
            database.execute(
                "insert into article values(?, ?, ?, ?, ?)", (a.number, row[1], a.date, a.source, a.language)
            )
            database.executemany(
                "insert or ignore into person values(?, ?)", [(a.number, p) for p in a.people]
            )
            database.executemany(
                "insert or ignore into country values(?, ?)", [(a.number, c) for c in a.countries]
            )
        database.executescript(
            "create index by_date on article(date); create index by_country on country(name, article);"
            "insert into text(text) values('optimize'); analyze;"
        )
        database.commit()
        database.close()

    def open(self, folder: Path, facets: bool) -> Search:
        database = sqlite3.connect(folder / "fts.db")
        database.executescript(
            "pragma cache_size = -524288; pragma mmap_size = 8000000000; pragma temp_store = memory;"
            "create temp table found(article integer primary key, score real);"
        )
        glue = {"and": " AND ", "or": " OR ", "phrase": " + "}

        def counted(table: str, limit: int) -> list[tuple[str, int]]:
            return database.execute(
                f"select name, count(*) n from found cross join {table} using (article)"
                f" group by name order by n desc, name limit {limit}"
            ).fetchall()

        def search(query: Query) -> Answer:
            sql = "insert into found select rowid, bm25(text) from text where text match ?"
            values: list[Any] = ["body : (" + glue[query.op].join(f'"{word}"' for word in query.words) + ")"]
            if query.country:
                sql += " and +rowid in (select article from country where name = ?)"
                values.append(query.country)
            if query.dates:
                sql += " and +rowid in (select id from article where date >= ? and date < ?)"
                values += query.dates
            database.execute("delete from found")
            database.execute(sql, values)
            total = database.execute("select count(*) from found").fetchone()[0]
            best = database.execute(
                "select best.article, -score, title from (select * from found order by score, article limit 10) best"
                " join article on id = best.article"
            ).fetchall()
            hits = [(number, score) for number, score, _ in best]
            if not facets:
                return Answer(total, hits, [], {})
            return Answer(total, hits, counted("person", 20), dict(counted("country", 250)))

        return search


PEERS: dict[str, type[Peer]] = {"izdeu": Izdeu, "tantivy": Tantivy, "sqlite": SQLite, "stock": StockWhoosh}
