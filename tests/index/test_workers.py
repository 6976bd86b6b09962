"""When work is shared out among processes, and in what stretches. (What they make of it: engines/test_parts.py.)"""

from collections.abc import Callable
from pathlib import Path

import pytest

from crawler.article import Article
from index import workers
from index.engines import open_engine
from index.entities.aliases import NONE
from index.workers import Task, Workers, _stretches

Make = Callable[..., Article]


def tasks(article: Make, count: int, text: str = "Астанада жиын өтті.") -> list[Task]:
    made = [article(f"a{n}", text) for n in range(count)]
    return [Task(n, one.url, one, "") for n, one in enumerate(made)]


def test_few_articles_start_no_process(
    tmp_path: Path, article: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", None)
    with open_engine(tmp_path) as engine, Workers(8, NONE) as crew:
        done = list(crew.write(tasks(article, 40), engine, 40))
        assert sum(one.indexed for one in done) == 40
        assert [one.last for one in done] == sorted(
            {*range(workers._TOGETHER - 1, 40, workers._TOGETHER), 39}
        )
        assert crew.pool is None


def test_one_job_starts_no_process(tmp_path: Path, article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "ProcessPoolExecutor", None)
    monkeypatch.setattr(workers, "_WORTH", 1)
    with open_engine(tmp_path) as engine, Workers(1, NONE) as crew:
        assert [one.indexed for one in crew.write(tasks(article, 5), engine, 5)] == [5]


def test_stretches_keep_the_order_and_are_bounded(article: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    removal = Task(99, "https://dala.example/gone", None, "")
    given = [*tasks(article, 7), removal]
    assert [len(stretch) for stretch in _stretches(given, 3)] == [3, 3, 2]
    assert [task for stretch in _stretches(given, 3) for task in stretch] == given
    monkeypatch.setattr(workers, "_LETTERS", 2 * len("Астанада жиын өтті."))
    assert [len(stretch) for stretch in _stretches(given, 3)] == [2, 2, 2, 2]
