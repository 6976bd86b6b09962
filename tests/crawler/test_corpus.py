import dataclasses
import multiprocessing
import os
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crawler.article import Article
from crawler.corpus import Change, Corpus, Stored
from crawler.errors import CorpusError
from crawler.journal import Fetch, Kind, Link

NOW = datetime(2024, 11, 22, 9, 5, tzinfo=UTC)


def test_a_put_says_what_it_did(corpus, article):
    assert corpus.put(article("a")) is Stored.NEW
    assert corpus.put(article("a", fetched_at=NOW)) is Stored.SAME
    assert corpus.put(article("a", text="Басқа мәтін.")) is Stored.CHANGED
    assert corpus.get(article("a").url).text == "Басқа мәтін."
    assert [version.text for version in corpus.versions(article("a").url)] == [article("a").text]


@pytest.mark.parametrize(
    "name", [f.name for f in dataclasses.fields(Article) if f.name not in ("url", "fetched_at")]
)
def test_every_field_but_the_moment_of_fetching_makes_a_change(corpus, article, name):
    values = {"published": NOW, "modified": NOW, "authors": ("А. Б.",), "tags": ("бір",), "paywalled": True}
    corpus.put(article())
    assert corpus.put(article(**{name: values.get(name, "өзге")})) is Stored.CHANGED


def test_an_article_comes_back_as_it_went_in(corpus, article):
    full = article(
        authors=("А. Б.", "В"), tags=("x",), section="Саясат", image="i", modified=NOW, fetched_at=NOW
    )
    corpus.put(full)
    assert corpus.get(full.url) == full


def test_changes_are_numbered_and_a_url_holds_its_last(corpus, article):
    for name in "abc":
        corpus.put(article(name))
    corpus.put(article("a", title="Жаңа"))
    corpus.put(article("b"))
    corpus.remove(article("c").url)
    assert list(corpus.changes_since(1)) == [
        Change(2, article("b").url, article("b")),
        Change(4, article("a").url, article("a", title="Жаңа")),
        Change(5, article("c").url, None),
    ]
    assert corpus.last_change() == 5
    assert len(corpus) == 2 and list(corpus.articles()) == [article("b"), article("a", title="Жаңа")]


def test_a_removed_article_is_gone_but_its_version_is_kept_and_it_may_return(corpus, article):
    corpus.put(article())
    assert corpus.remove(article().url) and not corpus.remove(article().url)
    assert corpus.get(article().url) is None
    assert corpus.versions(article().url) == [article()]
    assert corpus.put(article()) is Stored.NEW
    assert [change.number for change in corpus.changes_since(0)] == [3]


NAMES = st.sampled_from("abcd")
STEPS = st.lists(
    st.tuples(st.sampled_from(["put", "remove"]), NAMES, st.sampled_from(["бір", "екі"])), max_size=25
)


@settings(max_examples=40)
@given(steps=STEPS)
def test_following_the_changes_gives_the_corpus(tmp_path_factory, article, steps):
    """A follower that asks now and then what changed holds the same articles as the corpus."""
    held: dict[str, Article] = {}
    seen = 0
    with Corpus.open(tmp_path_factory.mktemp("corpus")) as corpus:
        for number, (step, name, text) in enumerate(steps):
            if step == "put":
                corpus.put(article(name, text=text))
            else:
                corpus.remove(article(name).url)
            if number % 3 == 0 or number == len(steps) - 1:
                for change in corpus.changes_since(seen):
                    assert change.number > seen
                    seen = change.number
                    held.pop(change.url, None)
                    held |= {change.url: change.article} if change.article else {}
        assert seen == corpus.last_change()
        assert held == {stored.url: stored for stored in corpus.articles()}
        assert len(corpus) == len(held)


def test_reading_goes_on_while_articles_are_written(corpus, article):
    for number in range(50):
        corpus.put(article(str(number)))
    read = 0
    for change in corpus.changes_since(0):
        corpus.put(article(f"later-{change.number}"))
        corpus.put(article(str(read), title="Өзгерді"))
        assert change.article.title == article().title
        read += 1
    assert read == 50 and len(corpus) == 100


def test_an_article_and_its_log_entry_are_written_together(corpus, article, monkeypatch):
    fetch = Fetch("https://dala.example/x", NOW, 200, "", '"e"', "Mon", 12)
    corpus.put(article(), fetch)
    assert corpus.journal.fetched("https://dala.example/x") == dataclasses.replace(fetch, outcome="new")

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("gone wrong")

    monkeypatch.setattr(corpus.journal, "settle", fail)
    with pytest.raises(CorpusError):
        corpus.put(article("b"), dataclasses.replace(fetch, url="https://dala.example/b"))
    assert corpus.get(article("b").url) is None


def test_settling_a_listing_queues_its_links_once_and_in_order(corpus):
    journal = corpus.journal
    links = [Link("https://a/1", modified=NOW), Link("https://a/2", Kind.LISTING)]
    journal.queue([Link("https://a/", Kind.LISTING)], "https://a/")
    journal.settle(Fetch("https://a/", NOW), [*links, links[0]], "https://a/")
    assert journal.waiting("https://a/") == links
    assert journal.waiting("https://b/") == []
    journal.settle(Fetch("https://a/1", NOW, outcome="gone"))
    journal.drop("https://a/2")
    assert journal.waiting("https://a/") == []


def test_the_corpus_is_found_again_and_knows_itself(tmp_path, article):
    folder = tmp_path / "new" / "folder"
    with Corpus.open(folder) as corpus:
        corpus.put(article())
        identity = corpus.identity
    with Corpus.open(folder) as corpus, Corpus.open(tmp_path / "other") as other:
        assert corpus.identity == identity != other.identity
        assert list(corpus.articles()) == [article()]


def put_many(folder: Path, name: str) -> None:
    with Corpus.open(folder) as corpus:
        for number in range(100):
            corpus.put(Article(f"https://{name}.example/{number}", "т", "м"))


def test_processes_may_write_at_once_into_a_corpus_that_none_has_made(tmp_path):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=put_many, args=(tmp_path, name)) for name in "abc"]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)
        assert writer.exitcode == 0
    with Corpus.open(tmp_path) as corpus:
        assert [change.number for change in corpus.changes_since(0)] == list(range(1, 301))


def test_a_newer_corpus_is_refused(tmp_path):
    Corpus.open(tmp_path).close()
    with sqlite3.connect(tmp_path / "corpus.sqlite") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(CorpusError, match="version 99, this program reads version 3"):
        Corpus.open(tmp_path)


def test_another_database_is_refused_and_left_alone(tmp_path):
    with sqlite3.connect(tmp_path / "corpus.sqlite") as connection:
        connection.execute("CREATE TABLE songs (name)")
    connection.close()
    with pytest.raises(CorpusError, match="not a corpus"):
        Corpus.open(tmp_path)
    with sqlite3.connect(tmp_path / "corpus.sqlite") as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == [("songs",)]
    connection.close()


def test_a_damaged_corpus_is_told(tmp_path, article):
    with Corpus.open(tmp_path) as corpus:
        for number in range(500):
            corpus.put(article(str(number), text=str(number) * 200))
    path = tmp_path / "corpus.sqlite"
    whole = path.read_bytes()
    path.write_bytes(whole[:8192] + b"\xa5" * (len(whole) - 8192))
    with pytest.raises(CorpusError, match="damaged"), Corpus.open(tmp_path) as corpus:
        list(corpus.articles())
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(CorpusError, match="damaged"):
        Corpus.open(tmp_path)


def test_a_locked_corpus_is_told(tmp_path, article, monkeypatch):
    monkeypatch.setattr("crawler.database.BUSY_SECONDS", 0.1)
    with Corpus.open(tmp_path) as corpus:
        other = sqlite3.connect(corpus.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(CorpusError, match="another process is writing"):
            corpus.put(article())
        other.execute("ROLLBACK")
        other.close()
        assert corpus.put(article()) is Stored.NEW


def test_a_folder_that_cannot_be_made_is_told(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(CorpusError, match="data folder cannot be made"):
        Corpus.open(tmp_path / "file" / "data")


FILL = """
import resource, signal, sys
from pathlib import Path
from crawler.article import Article
from crawler.corpus import Corpus
from crawler.errors import CorpusError
with Corpus.open(Path(sys.argv[1])) as corpus:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    for number in range(1000):
        try:
            corpus.put(Article(f"https://a.example/{number}", "т", "м" * 5000))
        except CorpusError as error:
            print(number, error)
            break
"""


def test_a_full_disk_is_told_and_loses_nothing(tmp_path, root):
    """A limit on the size of files stands in for the full disk; SQLite meets both in the same write."""
    process = subprocess.run(
        [sys.executable, "-c", FILL, str(tmp_path)], cwd=root, capture_output=True, text=True, check=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    number, _, message = process.stdout.partition(" ")
    assert int(number) > 5 and "corpus.sqlite: the disk" in message
    with Corpus.open(tmp_path) as corpus:
        assert len(corpus) == int(number)
