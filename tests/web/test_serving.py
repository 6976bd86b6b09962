"""``izdeu serve`` as a process of its own: it says where it listens, follows the index, stops when told."""

import gc
import json
import re
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPResponse
from pathlib import Path

import pytest
from flask import Flask

from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from web.serving import _warm


@contextmanager
def serving(data: Path, *options: str) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The process and the address it printed."""
    command = [sys.executable, "-m", "web.cli", "--data", str(data), "serve", "--port", "0", *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            address = re.search(r"http://\S+", process.stderr.readline())
            assert address
            yield process, address.group()
        finally:
            process.kill()


def health(address: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{address}healthz", timeout=10) as answer:
        return dict(json.load(answer))


def test_it_follows_the_index_without_a_restart(tmp_path: Path, article: Callable[..., Article]) -> None:
    with Corpus.open(tmp_path) as corpus:
        corpus.put(article("a"))
        reindex(corpus, tmp_path / "index")
        with serving(tmp_path) as (_, address):
            assert health(address)["documents"] == 1
            corpus.put(article("b"))
            reindex(corpus, tmp_path / "index")
            assert health(address)["documents"] == 2


def test_what_is_loaded_before_the_first_request_is_not_looked_through_for_garbage(app: Flask) -> None:
    try:
        _warm(app)
        assert gc.get_freeze_count() > 100_000
    finally:
        gc.unfreeze()


def test_each_answer_is_logged_unless_told_otherwise(tmp_path: Path) -> None:
    for options, lines in (((), 1), (("--no-log",), 0)):
        with serving(tmp_path, *options) as (process, address):
            with suppress(urllib.error.HTTPError):
                urllib.request.urlopen(f"{address}none", timeout=10)
            process.send_signal(signal.SIGTERM)
            log = process.communicate(timeout=20)[1].splitlines()
        assert len([line for line in log if '"GET /none" 404 ' in line]) == lines


def test_it_stops_cleanly_when_told(tmp_path: Path) -> None:
    for stop in (signal.SIGTERM, signal.SIGINT):
        with serving(tmp_path) as (process, _):
            process.send_signal(stop)
            assert process.wait(timeout=20) == 0


LONG = "Ұзақ" + " " * 1_500_000 + "мәтін."
ROWS = 8
"""Together far more than the kernel keeps between the two ends of a connection."""


@pytest.fixture(scope="module")
def long_articles(tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Article]) -> Path:
    """A data folder of them."""
    data = tmp_path_factory.mktemp("long")
    with Corpus.open(data) as corpus:
        for number in range(ROWS):
            corpus.put(article(f"{number}", text=LONG))
        reindex(corpus, data / "index")
    return data


@contextmanager
def exporting(data: Path) -> Iterator[tuple[subprocess.Popen[str], HTTPResponse]]:
    """A server that is in the middle of a long answer, and that answer."""
    with (
        serving(data) as (process, address),
        urllib.request.urlopen(f"{address}export.jsonl", timeout=20) as answer,
    ):
        yield process, answer


def test_a_long_answer_is_finished_before_it_stops(long_articles: Path) -> None:
    with exporting(long_articles) as (process, answer):
        first = answer.readline()
        process.send_signal(signal.SIGTERM)
        rows = [first, *answer]
        assert process.wait(timeout=20) == 0
    assert [json.loads(row)["text"] == LONG for row in rows] == [True] * ROWS


def test_who_does_not_read_on_keeps_it_a_while_only(long_articles: Path) -> None:
    with exporting(long_articles) as (process, _):
        process.send_signal(signal.SIGTERM)
        with pytest.raises(subprocess.TimeoutExpired):
            process.wait(timeout=1)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 0


def test_an_address_in_use_is_one_clear_line(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        command = [sys.executable, "-m", "web.cli", "--data", str(tmp_path), "serve", "--port", port]
        run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 1
    assert f"127.0.0.1:{port}" in run.stderr and "Traceback" not in run.stderr
