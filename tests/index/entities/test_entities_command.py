"""``izdeu entities``: shows what is found in a text, checks the editor's file, lists candidates."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crawler.article import Article
from crawler.corpus import Corpus
from crawler.location import Settings
from index.entities.cli import entities
from index.reindex import reindex

Run = Callable[..., Result]
TEXTS = {
    "a": "Кеше Қасым-Жомарт Тоқаев Бакуге барды. Қонақты президент Ілһам Әлиев күтіп алды.",
    "b": "Кеше Қасым-Жомарт Тоқмаев Бакуге барды. Қонақты Әлиев күтіп алды.",
}


@pytest.fixture
def data(tmp_path: Path, article: Callable[..., Article]) -> Path:
    with Corpus.open(tmp_path / "data") as corpus:
        for name, text in TEXTS.items():
            corpus.put(article(name, text))
        reindex(corpus, tmp_path / "data" / "index")
    return tmp_path / "data"


@pytest.fixture
def run(data: Path) -> Run:
    def call(*arguments: object) -> Result:
        return CliRunner().invoke(entities, [str(argument) for argument in arguments], obj=Settings(data))

    return call


def test_a_text(run: Run) -> None:
    result = run("Тоқаевтың АҚШ-тағы сапары", "туралы Қасым-Жомарт Тоқаев айтты.")
    assert result.stdout == "Қасым-Жомарт Тоқаев: Тоқаевтың, Қасым-Жомарт Тоқаев\nUS: АҚШ-тағы\n"


def test_a_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "news.txt").write_text("Тақырып\n\nІлһам Әлиев Бакуден шықты.", encoding="utf-8")
    (record,) = json.loads(run("--json", tmp_path / "news.txt").stdout)
    assert record["url"].endswith("news.txt")
    assert record["persons"] == [{"name": "Ілһам Әлиев", "spelling": "Ілһам Әлиев", "forms": ["Ілһам Әлиев"]}]


def test_candidates_are_entries_for_the_file(run: Run, data: Path) -> None:
    listed = run()
    assert "decides on 0 names of people" in listed.stderr
    (data / "aliases.toml").write_text(listed.stdout, encoding="utf-8")
    assert [set(entry["names"]) for entry in tomllib.loads(listed.stdout)["merge"]] == [
        {"Ілһам Әлиев", "Әлиев"},
        {"Қасым-Жомарт Тоқаев", "Қасым-Жомарт Тоқмаев"},
    ]
    waiting = run("--json")
    assert json.loads(waiting.stdout)["applied"] is False
    assert json.loads(waiting.stdout)["candidates"] == []
    assert "izdeu reindex" in waiting.stderr
    with Corpus.open(data) as corpus:
        assert reindex(corpus, data / "index").indexed == 2
    assert json.loads(run("--json").stdout)["applied"] is True


def test_faults_are_named_and_the_exit_code_tells(run: Run, data: Path) -> None:
    (data / "aliases.toml").write_text('\n[[reject]]\nname = "А"', encoding="utf-8")
    result = run()
    assert result.exit_code == 1
    assert f"{data / 'aliases.toml'}:2: reject: names is missing" in result.stderr


def test_decisions_show_in_a_text(run: Run, data: Path) -> None:
    (data / "aliases.toml").write_text('[[reject]]\nnames = ["Ілһам Әлиев"]', encoding="utf-8")
    assert run("Ілһам Әлиев Қасым-Жомарт Тоқаевпен кездесті.").stdout.startswith("Қасым-Жомарт Тоқаев:")
