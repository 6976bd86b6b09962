"""Engines side by side: ``python -m tests.bench.engines.run --articles 100000``.

Builds the same made-up corpus with each engine, asks each the same queries, and prints a table of ratios. Times are CPU
milliseconds of one thread, warm: the median of the rounds for each query, then percentiles over the queries. Each
engine works in processes of its own. Needs the packages of the engines that it is to measure; Lucene needs a JDK and
Maven.
"""

import argparse
import json
import os
import pickle
import resource
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.engines.corpus import News, Newsroom, Query, make_queries, read_vocabulary
from tests.bench.engines.figures import agreement, plain, table
from tests.bench.engines.peers import PEERS

_SAMPLE = 20_000
VOCABULARY = Path(__file__).parents[4] / "shared/bench/vocab.txt.gz"


@dataclass(frozen=True)
class Articles:
    """A corpus on disk, pickled, so that no engine is charged for making or parsing articles."""

    folder: Path
    count: int

    def __len__(self) -> int:
        return self.count

    def __iter__(self) -> Iterator[News]:
        with (self.folder / "corpus").open("rb") as corpus:
            for _ in range(self.count):
                yield pickle.load(corpus)


def write_corpus(folder: Path, count: int, vocabulary: Path = VOCABULARY) -> None:
    """Write corpus and queries, unless they are there."""
    folder.mkdir(parents=True, exist_ok=True)
    if (folder / "queries").exists():
        return
    sample = []
    with (folder / "corpus").open("wb") as out:
        for article in Newsroom(read_vocabulary(vocabulary)).articles(count):
            if len(sample) < _SAMPLE:
                sample.append(article)
            pickle.dump(article, out)
    (folder / "queries").write_bytes(pickle.dumps(make_queries(sample)))


def queries_of(folder: Path) -> list[Query]:
    """The queries written beside a corpus."""
    found: list[Query] = pickle.loads((folder / "queries").read_bytes())
    return found


def measured(
    step: str, engine: str, folder: Path, count: int, *, facets: bool = True, rounds: int = 5
) -> Any:
    """The figures of one step, taken in a process of its own; those of a build are kept beside the index."""
    kept = folder / f"{engine}.{step}"
    if step != "build" or not kept.exists():
        command = [sys.executable, "-m", "tests.bench.engines.run", "--step", step, "--engines", engine]
        command += ["--folder", str(folder), "--articles", str(count), "--rounds", str(rounds)]
        subprocess.run([*command, *([] if facets else ["--ranking"])], check=True)
    return pickle.loads(kept.read_bytes())


def build(engine: str, folder: Path, count: int) -> dict[str, float]:
    """Build an index: articles a CPU-second, megabytes on disk and in memory."""
    place, articles = folder / engine, Articles(folder, count)
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    peer = PEERS[engine]()
    peer.prepare(articles, place)
    began = _processor_seconds()
    for _ in articles if engine != "lucene" else ():
        pass
    reading = _processor_seconds() - began
    began = _processor_seconds()
    peer.build(articles, place)
    seconds = _processor_seconds() - began - reading
    used = [resource.getrusage(who).ru_maxrss for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return {
        "articles_a_second": count / seconds,
        "megabytes": sum(path.stat().st_size for path in place.rglob("*") if path.is_file()) / 1e6,
        "peak_megabytes": max(used) / 1024,
    }


def query(engine: str, folder: Path, count: int, facets: bool, rounds: int) -> dict[str, Any]:
    """Ask all queries: their kinds, times and answers, and the memory that belongs to this process alone."""
    asked = queries_of(folder)
    times, answers = PEERS[engine]().measure(asked, folder / engine, facets, rounds)
    return {
        "kinds": [query.kind for query in asked],
        "times": times,
        "answers": answers,
        "private": private_megabytes(),
    }


def private_megabytes() -> float:
    """Memory that belongs to this process alone."""
    status = Path(f"/proc/{os.getpid()}/status")
    if not status.exists():
        return 0.0
    return int(status.read_text().partition("RssAnon:")[2].split()[0]) / 1024


def _processor_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--engines", default="tantivy,izdeu,sqlite")
    parser.add_argument("--folder", type=Path, default=Path("bench-data"))
    parser.add_argument("--vocabulary", type=Path, default=VOCABULARY)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--ranking", action="store_true", help="leave the facets out")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        _step(arguments)
    else:
        _run(arguments)


def _step(arguments: argparse.Namespace) -> None:
    engine, folder, count = arguments.engines, arguments.folder, arguments.articles
    if arguments.step == "build":
        figures = build(engine, folder, count)
    else:
        figures = query(engine, folder, count, not arguments.ranking, arguments.rounds)
    (folder / f"{engine}.{arguments.step}").write_bytes(pickle.dumps(figures))


def _run(arguments: argparse.Namespace) -> None:
    folder, count, rounds = arguments.folder, arguments.articles, arguments.rounds
    write_corpus(folder, count, arguments.vocabulary)
    results = {
        engine: {
            "build": measured("build", engine, folder, count),
            "query": measured("query", engine, folder, count, facets=not arguments.ranking, rounds=rounds),
        }
        for engine in arguments.engines.split(",")
    }
    print(*agreement(results), sep="\n")
    print(table(results, next(iter(results))))
    if arguments.out:
        arguments.out.write_text(
            json.dumps({name: plain(result) for name, result in results.items()}, indent=1)
        )


if __name__ == "__main__":
    main()
