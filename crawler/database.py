"""The corpus file: one SQLite database in WAL mode, its schema, and its failures in plain words."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crawler.errors import CorpusError

VERSION = 3

SCHEMA = (
    # What the corpus is called by those who follow its changes: a new file is a new corpus.
    "CREATE TABLE corpus (identity TEXT NOT NULL)",
    "INSERT INTO corpus VALUES (lower(hex(randomblob(16))))",
    # A removed article keeps its row with no record, so that its change can be followed.
    "CREATE TABLE article (url TEXT PRIMARY KEY, change INTEGER NOT NULL UNIQUE, record TEXT)",
    "CREATE INDEX article_live ON article (change) WHERE record IS NOT NULL",
    "CREATE TABLE version (url TEXT NOT NULL, change INTEGER NOT NULL, record TEXT NOT NULL, "
    "PRIMARY KEY (url, change))",
    "CREATE TABLE fetch (id INTEGER PRIMARY KEY, url TEXT NOT NULL, at TEXT NOT NULL, "
    "status INTEGER NOT NULL, outcome TEXT NOT NULL, etag TEXT NOT NULL, last_modified TEXT NOT NULL, "
    "bytes INTEGER NOT NULL)",
    "CREATE INDEX fetch_url ON fetch (url, id)",
    # Links that a listing gave and that were not settled yet, by the address the crawl began at.
    "CREATE TABLE queue (id INTEGER PRIMARY KEY, url TEXT NOT NULL, start TEXT NOT NULL, kind TEXT NOT NULL, "
    "modified TEXT NOT NULL, UNIQUE (start, url))",
)

# What version 2 has more: the place of each raw page in the archive, the sketch of each article's text by which
# near-duplicates are found, and the story that articles with like sketches are of.
VERSION_2 = (
    "CREATE TABLE raw (url TEXT PRIMARY KEY, file TEXT NOT NULL, offset INTEGER NOT NULL, at TEXT NOT NULL)",
    "CREATE TABLE sketch (url TEXT PRIMARY KEY, change INTEGER NOT NULL, hashes BLOB NOT NULL)",
    "CREATE TABLE shingle (hash INTEGER NOT NULL, url TEXT NOT NULL, PRIMARY KEY (hash, url)) WITHOUT ROWID",
    "CREATE TABLE story (url TEXT PRIMARY KEY, story TEXT NOT NULL)",
    "CREATE INDEX story_members ON story (story)",
)
# Version 3 numbers the articles that have a sketch, so that keys are small; ``story`` is the number of the member that
# the story goes by. The sketches of version 2 are made anew from the articles.
VERSION_3 = (
    "DROP TABLE sketch",
    "DROP TABLE shingle",
    "DROP TABLE story",
    "CREATE TABLE sketch (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE, change INTEGER NOT NULL, "
    "source TEXT NOT NULL, published TEXT NOT NULL, hashes BLOB NOT NULL, story INTEGER)",
    "CREATE INDEX sketch_story ON sketch (story) WHERE story IS NOT NULL",
    "CREATE TABLE shingle (hash INTEGER NOT NULL, id INTEGER NOT NULL, PRIMARY KEY (hash, id)) WITHOUT ROWID",
    # Up to which change the articles are grouped.
    "CREATE TABLE grouped (change INTEGER NOT NULL)",
    "INSERT INTO grouped VALUES (0)",
)
MIGRATIONS = {1: VERSION_2, 2: VERSION_3}  # by the version that they start from

BUSY_SECONDS = 30.0


def connect(path: Path) -> sqlite3.Connection:
    """Open the corpus file, made if missing; raises CorpusError if it is no corpus of this version."""
    with explained(path):
        connection = sqlite3.connect(path, timeout=BUSY_SECONDS, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) == 0:
        connection.execute("PRAGMA journal_mode = WAL")
        with transaction(connection):
            _create(connection, path)
    if _version(connection) in MIGRATIONS:
        with transaction(connection):
            _migrate(connection)
    if _version(connection) != VERSION:
        raise CorpusError(
            f"{path}: corpus of version {_version(connection)}, this program reads version {VERSION}; "
            "use the program that wrote it or a newer one"
        )
    # NORMAL survives the death of the process at any moment; only a power cut may take the last articles.
    connection.execute("PRAGMA synchronous = NORMAL")


def _create(connection: sqlite3.Connection, path: Path) -> None:
    if _version(connection) != 0:
        return  # another process was faster
    if connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
        raise CorpusError(f"{path}: a database, but not a corpus; choose another data folder")
    for statement in SCHEMA:
        connection.execute(statement)
    connection.execute("PRAGMA user_version = 1")
    _migrate(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    """Bring an older file to this version, one version at a time; a new file goes the same way."""
    while statements := MIGRATIONS.get(_version(connection)):
        for statement in statements:
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {_version(connection) + 1}")


def _version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """All or nothing, writers one after the other; inside another transaction it joins that one."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full; free some space and run the command again",
    sqlite3.SQLITE_IOERR: "the disk cannot be read or written (full, over its limit, or failing)",
    sqlite3.SQLITE_BUSY: "another process is writing to it; try again when that has ended",
    sqlite3.SQLITE_LOCKED: "another process is writing to it; try again when that has ended",
    sqlite3.SQLITE_CORRUPT: "the file is damaged; restore a copy, or move it away and crawl again",
    sqlite3.SQLITE_NOTADB: "damaged or not a corpus; restore a copy, or move it away and crawl again",
    sqlite3.SQLITE_CANTOPEN: "the file cannot be opened; check the rights of the folder",
    sqlite3.SQLITE_READONLY: "no right to write; check the rights of the file and its folder",
    sqlite3.SQLITE_PERM: "no right to write; check the rights of the file and its folder",
}


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn what SQLite raises into a CorpusError that names the file and says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        # The low byte is the primary code: https://www.sqlite.org/rescode.html
        code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_ERROR) & 0xFF
        raise CorpusError(f"{path}: {REASONS.get(code, f'damaged or not a corpus ({error})')}") from error
