"""SQLite's FTS5 beside plain tables for the facets."""

import sqlite3
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from tests.bench.engines.corpus import News, Query
from tests.bench.engines.peers.base import Answer, InProcess, Search


class SQLite(InProcess):
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
