"""The index follows the corpus."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.article import Article
from crawler.corpus import Corpus
from index import fingerprint, reindex
from index.engines import open_engine
from index.engines.whoosh.runs import Runs
from index.query import STORY, Everything, Request

Make = Callable[..., Article]


@pytest.fixture
def location(tmp_path: Path) -> Path:
    return tmp_path / "index"


def texts(location: Path) -> dict[str, str]:
    with open_engine(location) as engine:
        found = engine.find(Request(Everything(), limit=10_000)).articles
    return {hit.article.url.rsplit("/", 1)[1]: hit.article.text for hit in found}


def test_the_first_run_indexes_everything(corpus: Corpus, location: Path, article: Make) -> None:
    corpus.put(article("a"))
    report = reindex.reindex(corpus, location)
    assert (report.indexed, report.documents, report.why_full) == (1, 1, "there was no index")


def test_later_runs_take_only_what_changed(corpus: Corpus, location: Path, article: Make) -> None:
    for name in "abc":
        corpus.put(article(name))
    reindex.reindex(corpus, location)
    corpus.put(article("b", "Жаңа мәтін."))
    corpus.put(article("d"))
    corpus.remove("https://dala.example/c")
    report = reindex.reindex(corpus, location)
    assert (report.indexed, report.removed, report.documents, report.why_full) == (2, 1, 3, "")
    assert texts(location)["b"] == "Жаңа мәтін."
    assert set(texts(location)) == {"a", "b", "d"}


def test_a_run_with_nothing_to_do_publishes_nothing(corpus: Corpus, location: Path, article: Make) -> None:
    corpus.put(article("a"))
    reindex.reindex(corpus, location)
    with open_engine(location) as engine:
        before = engine.info
    assert reindex.reindex(corpus, location).indexed == 0
    with open_engine(location) as engine:
        assert engine.info == before


def test_full_on_demand(corpus: Corpus, location: Path, article: Make) -> None:
    corpus.put(article("a"))
    reindex.reindex(corpus, location)
    assert reindex.reindex(corpus, location, full=True).indexed == 1


def test_another_analysis_rebuilds(
    corpus: Corpus, location: Path, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    corpus.put(article("a"))
    reindex.reindex(corpus, location)
    monkeypatch.setattr(reindex, "fingerprint", lambda: "another")
    report = reindex.reindex(corpus, location)
    assert (report.indexed, report.why_full) == (1, "the analysis of text has changed")
    assert fingerprint.fingerprint() == fingerprint.fingerprint()


def test_another_corpus_rebuilds(corpus: Corpus, location: Path, article: Make, tmp_path: Path) -> None:
    corpus.put(article("a"))
    reindex.reindex(corpus, location)
    with Corpus.open(tmp_path / "other") as other:
        other.put(article("x"))
        other.put(article("y"))
        assert "another corpus" in reindex.reindex(other, location).why_full
    assert set(texts(location)) == {"x", "y"}


def test_a_damaged_index_is_rebuilt(corpus: Corpus, location: Path, article: Make) -> None:
    corpus.put(article("a"))
    reindex.reindex(corpus, location)
    segment = next(location.glob("*.seg"))
    segment.write_bytes(segment.read_bytes()[:-40])
    assert "damaged" in reindex.reindex(corpus, location).why_full
    assert set(texts(location)) == {"a"}


def test_articles_left_out_are_named_and_do_not_stop_the_run(
    corpus: Corpus, location: Path, article: Make
) -> None:
    corpus.put(article("empty", "— … —"))
    corpus.put(article("a"))
    report = reindex.reindex(corpus, location)
    assert report.skipped == [("https://dala.example/empty", "has no words")]
    assert set(texts(location)) == {"a"}


RUN = """
import sys
from pathlib import Path
from crawler.corpus import Corpus
from index.reindex import reindex
print("started", flush=True)
with Corpus.open(Path(sys.argv[1])) as corpus:
    reindex(corpus, sys.argv[2], full=sys.argv[3] == "full")
"""


@pytest.mark.parametrize("mode", ["full", "incremental"])
def test_killed_at_any_moment_the_old_or_the_new_index_answers(
    corpus: Corpus, location: Path, article: Make, tmp_path: Path, mode: str
) -> None:
    names = [f"n{number}" for number in range(40)]
    for name in names:
        corpus.put(article(name, "Бірінші нұсқа."))
    reindex.reindex(corpus, location)
    for attempt in range(1, 9):
        for name in names:
            corpus.put(article(name, f"Нұсқа {attempt}."))
        command = [sys.executable, "-c", RUN, str(corpus.path.parent), str(location), mode]
        with subprocess.Popen(command, stdout=subprocess.PIPE) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(0.08 * attempt)
            process.kill()
        answer = texts(location)
        assert set(answer) == set(names)
        assert len(set(answer.values())) == 1
    reindex.reindex(corpus, location)
    assert set(texts(location).values()) == {"Нұсқа 8."}


def test_searches_go_on_while_it_runs(corpus: Corpus, location: Path, article: Make) -> None:
    corpus.put(article("a", "Бірінші нұсқа."))
    reindex.reindex(corpus, location)
    corpus.put(article("a", "Екінші нұсқа."))
    with open_engine(location) as reader:
        seen = []

        def look(done: int, total: int) -> None:
            seen.extend(hit.article.text for hit in reader.find(Request(Everything())).articles)

        reindex.reindex(corpus, location, progress=look)
        assert seen == ["Бірінші нұсқа."]
        assert [hit.article.text for hit in reader.find(Request(Everything())).articles] == ["Екінші нұсқа."]


def test_articles_that_tell_one_story_share_its_key(
    corpus: Corpus, tmp_path: Path, article: Callable[..., Article]
) -> None:
    text = "Бүгін Астанада үлкен жиын өтті, оған елдің түкпір-түкпірінен мұғалімдер, дәрігерлер мен ғалымдар келді."
    for name in ("a", "b"):
        corpus.put(article(name, text * 3))
    corpus.put(article("c", "Мұнай бағасы қымбаттады."))
    reindex.reindex(corpus, tmp_path / "index")
    with open_engine(tmp_path / "index") as engine:
        assert list(engine.keys(STORY, "").values()) == [2]


def test_little_memory_makes_the_same_index(corpus: Corpus, location: Path, article: Make) -> None:
    for n in range(50):
        corpus.put(article(f"a{n}", f"Мәтін {n} қайталанады."))
    reindex.reindex(corpus, location)
    expected = texts(location)
    spills: list[int] = []
    flush = Runs.flush
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Runs, "flush", lambda runs: (spills.append(1), flush(runs)))
        reindex.reindex(corpus, location, full=True, memory=20_000)
    assert len(spills) > 2
    assert texts(location) == expected
    assert len(list(location.glob("*.seg"))) == 1
