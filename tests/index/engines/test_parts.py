"""What other processes write makes the index that one process makes, on every engine."""

import os
import pickle
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from crawler.article import Article
from crawler.corpus import Corpus
from crawler.errors import StoredIndexError
from index import workers
from index.document import Document, make_document
from index.engines import Engine, open_engine
from index.engines.base import Edit
from index.query import Found, Request, Word
from index.reindex import reindex
from index.text import analyze

Make = Callable[..., Article]


@pytest.fixture
def edits(article: Make) -> list[Edit]:
    """Documents that tie in score, two of them twice, and two removals."""
    names = [*range(30), 3, 17]
    made = [make_document(article(f"n{n}", f"Мұнай бағасы. Нөмірі {at}.")) for at, n in enumerate(names)]
    edits: list[Edit] = [(one.article.url, one) for one in made if isinstance(one, Document)]
    edits.insert(12, (edits[4][0], None))
    edits.append((edits[20][0], None))
    return edits


def after(edits: list[Edit]) -> list[str]:
    """The texts that these leave, in their order."""
    left: dict[str, str] = {}
    for url, document in edits:
        left.pop(url, None)
        if document is not None:
            left[url] = document.article.text
    return list(left.values())


def ranking(engine: Engine) -> Found:
    facets = ("source", "month", "day")
    return engine.find(Request(Word(analyze("мұнай")[0]), limit=1000, facets=facets))


def texts(engine: Engine) -> list[str]:
    return [hit.article.text for hit in ranking(engine).articles]


def put_in_parts(engine: Engine, edits: list[Edit], length: int) -> None:
    """Written last part first, as other processes might."""
    writer = pickle.loads(pickle.dumps(engine.part_writer(2)))
    starts = range(0, len(edits), length)
    written = [writer.write(start, iter(edits[start : start + length])) for start in reversed(starts)]
    for part in reversed(written):
        engine.take(pickle.loads(pickle.dumps(part)))


def test_parts_are_as_if_added_one_by_one(engine: Engine, edits: list[Edit]) -> None:
    for length in (7, 1, 40):  # into nothing, then over what is there
        put_in_parts(engine, edits, length)
        engine.commit("c", length)
        assert texts(engine) == after(edits)
        assert engine.info.documents == len(after(edits))


def test_parts_follow_what_was_added_and_are_followed(engine: Engine, edits: list[Edit]) -> None:
    for url, document in edits[:10]:
        engine.add(document) if document else engine.remove(url)
    writer = engine.part_writer(1)
    engine.take(writer.write(10, edits[10:31]))
    for url, document in edits[31:]:
        engine.add(document) if document else engine.remove(url)
    engine.commit("c", 1)
    assert texts(engine) == after(edits)


def test_a_rebuild_in_parts_replaces_all(location: Path | str, edits: list[Edit]) -> None:
    with open_engine(location) as engine:
        put_in_parts(engine, edits, 40)
        engine.commit("c", 1)
    with open_engine(location, rebuild=True) as engine:
        put_in_parts(engine, edits[20:24], 3)
        assert texts(engine) == after(edits)
        engine.commit("c", 2)
        assert texts(engine) == after(edits[20:24])


def test_parts_that_are_not_committed_leave_nothing(location: Path | str, edits: list[Edit]) -> None:
    for rebuild in (False, True):
        with open_engine(location) as engine:
            put_in_parts(engine, edits[:4], 2)
            engine.commit("c", 1)
        with open_engine(location, rebuild=rebuild) as engine:
            put_in_parts(engine, edits[4:9], 2)
        with open_engine(location) as engine:
            assert texts(engine) == after(edits[:4])
    if isinstance(location, Path):
        assert len(list(location.glob("*.seg"))) == 1
        assert not list(location.glob("*.tmp"))


# By processes


@pytest.fixture
def shared_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets processes share a few dozen articles, a few at a time."""
    monkeypatch.setattr(workers, "_WORTH", 1)
    monkeypatch.setattr(workers, "_SHORTEST", 5)
    monkeypatch.setattr(workers, "_LONGEST", 5)


def put_all(corpus: Corpus, article: Make, section: str) -> None:
    """Thirty-three articles, one that makes no document, and one removal."""
    for n in range(34):
        corpus.put(article(f"n{n}", f"Мұнай туралы {n}.", source=f"s{n % 3}.example", section=section))
        if n == 20:
            corpus.put(article("empty", "— … —", section=section))
    corpus.remove("https://dala.example/n9")


@pytest.mark.parametrize("full", [True, False])
def test_any_number_of_processes_makes_the_same_index(
    corpus: Corpus, location: Path | str, article: Make, shared_out: None, full: bool
) -> None:
    seen: list[Any] = []
    for jobs in (1, 2, 3):
        put_all(corpus, article, f"{jobs}")
        report = reindex(corpus, location, jobs=jobs, full=full)
        assert (report.indexed, report.removed, report.documents) == (33, 1, 33)
        assert report.skipped == [("https://dala.example/empty", "has no words")]
        with open_engine(location) as engine:
            found = ranking(engine)
            frequencies = engine.frequencies("text", ["мұнай", analyze("туралы")[0], "9"])
        seen.append(([hit.article.text for hit in found.articles], found.total, found.counts))
        if isinstance(location, Path):  # a cluster counts what was replaced until it merges
            seen[-1] += ([hit.score for hit in found.articles], frequencies)
            assert len(list(location.glob("*.seg"))) == 1
    assert seen[0] == seen[1] == seen[2]
    assert seen[0][0] == [f"Мұнай туралы {n}." for n in range(34) if n != 9]


def let_go(corpus: Corpus) -> bool:
    """Whether nothing reads the corpus any more: only then can its log be emptied."""
    with closing(sqlite3.connect(corpus.path, timeout=0)) as connection:
        busy, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return not busy


def test_a_killed_process_is_told_and_the_old_index_answers(
    corpus: Corpus, location: Path | str, article: Make, shared_out: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_all(corpus, article, "old")
    reindex(corpus, location)
    put_all(corpus, article, "new")
    whole = workers.results

    def killing(pool: ProcessPoolExecutor, *rest: Any) -> Iterator[Any]:
        found = whole(pool, *rest)
        yield next(found)
        os.kill(next(iter(pool._processes)), signal.SIGKILL)
        yield from found

    for full in (True, False):
        with monkeypatch.context() as patch:
            patch.setattr(workers, "results", killing)
            with pytest.raises(StoredIndexError, match="fewer --jobs") as told:
                reindex(corpus, location, jobs=2, full=full)
        assert let_go(corpus), told
        with open_engine(location) as engine:
            assert {hit.article.section for hit in ranking(engine).articles} == {"old"}
    if isinstance(location, Path):
        assert len(list(location.glob("*.seg"))) == 1
        assert not list(location.glob("*.tmp"))
    assert reindex(corpus, location).indexed == 33
    with open_engine(location) as engine:
        assert [hit.article.section for hit in ranking(engine).articles] == ["new"] * 33


def test_a_full_disk_in_another_process_is_told(
    corpus: Corpus, tmp_path: Path, article: Make, shared_out: None
) -> None:
    """The limit on file sizes stands for a full disk, which cannot be made here without a device."""
    put_all(corpus, article, "old")
    reindex(corpus, tmp_path / "index")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, limits[1]))
    try:
        with pytest.raises(StoredIndexError, match=r"MAIN\.tmp: cannot be written.*stays in use"):
            reindex(corpus, tmp_path / "index", jobs=2, full=True)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert reindex(corpus, tmp_path / "index", full=True).documents == 33


RUN = """
import sys
from pathlib import Path
from crawler.corpus import Corpus
from index import workers
from index.reindex import reindex
if __name__ == "__main__":
    workers._WORTH, workers._SHORTEST, workers._LONGEST = 1, 5, 5
    with Corpus.open(Path(sys.argv[1])) as corpus:
        reindex(corpus, sys.argv[2], full=sys.argv[3] == "full", jobs=2, progress=lambda *done: print(flush=True))
        print(flush=True)
"""


@pytest.mark.parametrize("mode", ["full", "incremental"])
def test_killed_at_any_moment_the_old_or_the_new_index_answers_and_no_process_stays(
    corpus: Corpus, location: Path | str, article: Make, mode: str
) -> None:
    put_all(corpus, article, "0")
    reindex(corpus, location)
    for stretches in (2, 7):  # of seven, after which it commits
        put_all(corpus, article, f"{stretches}")
        command = [sys.executable, "-c", RUN, str(corpus.path.parent), str(location), mode]
        with subprocess.Popen(command, stdout=subprocess.PIPE, start_new_session=True) as process:
            assert process.stdout is not None
            for _ in range(stretches):
                process.stdout.readline()
            process.kill()
        wait_for_end(process.pid)
        with open_engine(location) as engine:
            found = ranking(engine)
        assert found.total == 33
        assert len({hit.article.section for hit in found.articles}) == 1
    reindex(corpus, location)
    with open_engine(location) as engine:
        assert {hit.article.section for hit in ranking(engine).articles} == {"7"}
    if isinstance(location, Path):
        assert len(list(location.glob("*.seg"))) == 1
        assert not list(location.glob("*.tmp"))


def wait_for_end(session: int) -> None:
    """Wait until no process of a session is left."""
    until = time.monotonic() + 20
    while time.monotonic() < until:
        try:
            os.killpg(session, 0)
        except ProcessLookupError:
            return
        time.sleep(0.05)
    raise AssertionError("a further process outlived the one that started it")
