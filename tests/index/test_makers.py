"""Several processes make the documents that one makes, in the same order."""

import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from crawler.article import Article
from crawler.corpus import Corpus
from crawler.errors import StoredIndexError
from index import makers
from index.engines import open_engine
from index.entities.aliases import NONE
from index.makers import Made, Task, made
from index.query import Everything, Request
from index.reindex import reindex

Make = Callable[..., Article]


@pytest.fixture
def tasks(article: Make) -> list[Task]:
    articles = [article(f"a{n}", f"Министр Асқар Жұмағалиев {n} рет сөйледі.") for n in range(40)]
    found = [Task(n, made.url, made, "") for n, made in enumerate(articles)]
    found[7] = Task(7, "https://dala.example/gone", None, "")
    found[9] = Task(9, "https://dala.example/empty", article("empty", "…"), "")
    return found


def test_the_same_documents_in_the_same_order(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    alone = list(made(tasks, NONE, jobs=1))
    monkeypatch.setattr(makers, "_WORTH", 1)
    assert list(made(iter(tasks), NONE, jobs=2)) == alone


def test_few_articles_start_no_process(tasks: list[Task], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(makers, "ProcessPoolExecutor", None)
    assert len(list(made(tasks, NONE, jobs=8))) == 40


def test_a_killed_process_is_told_and_the_index_can_be_written_again(
    corpus: Corpus, tmp_path: Path, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3 * makers._BATCH * makers._AHEAD):
        corpus.put(article(f"a{n}"))
    monkeypatch.setattr(makers, "_WORTH", 1)
    whole = makers._in_order

    def killing(pool: makers.ProcessPoolExecutor, *rest: object) -> Iterator[Made]:
        found = whole(pool, *rest)  # type: ignore[arg-type]
        yield next(found)
        for process in list(pool._processes):
            os.kill(process, signal.SIGKILL)
        yield from found

    monkeypatch.setattr(makers, "_in_order", killing)
    with pytest.raises(StoredIndexError, match="fewer --jobs"):
        reindex(corpus, tmp_path / "index", jobs=2)
    monkeypatch.undo()
    assert reindex(corpus, tmp_path / "index").indexed == len(corpus)
    with open_engine(tmp_path / "index") as engine:
        assert engine.find(Request(Everything())).total == len(corpus)
