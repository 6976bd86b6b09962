"""Engines side by side: ``python -m tests.bench.engines.run --articles 100000``.

Builds the same made-up corpus with each engine, asks each the same queries, and prints a table of ratios. Times are CPU
milliseconds of one thread, warm: the median of the rounds for each query, then percentiles over the queries. Each
engine works in processes of its own. Needs the packages of the engines that it is to measure.
"""

import argparse
import json
import os
import pickle
import resource
import shutil
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from tests.bench.engines.corpus import Newsroom, make_queries, read_vocabulary
from tests.bench.engines.peers import PEERS

_SAMPLE = 20_000
_VOCABULARY = Path(__file__).parents[4] / "shared/bench/vocab.txt.gz"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--engines", default="tantivy,izdeu,sqlite")
    parser.add_argument("--folder", type=Path, default=Path("bench-data"))
    parser.add_argument("--vocabulary", type=Path, default=_VOCABULARY)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--every", type=int, default=1, help="ask each n-th query only")
    parser.add_argument("--keep", action="store_true", help="use indexes that are there")
    parser.add_argument("--ranking", action="store_true", help="leave the facets out")
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    parser.add_argument("--step", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        _step(arguments)
    else:
        _run(arguments)


def _run(arguments: argparse.Namespace) -> None:
    engines = arguments.engines.split(",")
    arguments.folder.mkdir(parents=True, exist_ok=True)
    _write_corpus(arguments)
    results = {name: _measure(name, arguments) for name in engines}
    _compare(results)
    print(_table(results, engines[0]))
    if arguments.out:
        arguments.out.write_text(
            json.dumps({name: _plain(result) for name, result in results.items()}, indent=1)
        )


def _write_corpus(arguments: argparse.Namespace) -> None:
    """Articles wait pickled, so that no engine is charged for making or parsing them."""
    corpus, queries = arguments.folder / "corpus", arguments.folder / "queries"
    if arguments.keep and queries.exists():
        return
    articles = Newsroom(read_vocabulary(arguments.vocabulary)).articles(arguments.articles)
    sample = []
    with corpus.open("wb") as out:
        for article in articles:
            if len(sample) < _SAMPLE:
                sample.append(article)
            pickle.dump(article, out)
    queries.write_bytes(pickle.dumps(make_queries(sample)))


def _measure(name: str, arguments: argparse.Namespace) -> dict[str, Any]:
    result: dict[str, Any] = {}
    for step in ("build", "query"):
        if step == "build" and arguments.keep and (arguments.folder / f"{name}.build").exists():
            pass
        else:
            command = [sys.executable, "-m", "tests.bench.engines.run", *sys.argv[1:]]
            subprocess.run([*command, "--engines", name, "--step", step], check=True)
        result[step] = pickle.loads((arguments.folder / f"{name}.{step}").read_bytes())
    return result


def _step(arguments: argparse.Namespace) -> None:
    name, folder = arguments.engines, arguments.folder / arguments.engines
    measure = _build if arguments.step == "build" else _query
    figures = measure(name, folder, arguments)
    (arguments.folder / f"{name}.{arguments.step}").write_bytes(pickle.dumps(figures))


def _articles(arguments: argparse.Namespace) -> Any:
    with (arguments.folder / "corpus").open("rb") as corpus:
        for _ in range(arguments.articles):
            yield pickle.load(corpus)


def _build(name: str, folder: Path, arguments: argparse.Namespace) -> dict[str, float]:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    reading = time.process_time()
    for _ in _articles(arguments):
        pass
    began = time.process_time()
    reading = began - reading
    PEERS[name]().build(_articles(arguments), folder)
    seconds = time.process_time() - began - reading
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "articles_a_second": arguments.articles / seconds,
        "megabytes": size / 1e6,
        "peak_megabytes": peak,
    }


def _query(name: str, folder: Path, arguments: argparse.Namespace) -> dict[str, Any]:
    queries = pickle.loads((arguments.folder / "queries").read_bytes())[:: arguments.every]
    search = PEERS[name]().open(folder, not arguments.ranking)
    answers = [search(query) for query in queries]
    times: list[list[float]] = [[] for _ in queries]
    for _ in range(arguments.rounds):
        for query, taken in zip(queries, times, strict=True):
            began = time.process_time()
            search(query)
            taken.append((time.process_time() - began) * 1000)
    medians = [statistics.median(taken) for taken in times]
    return {
        "kinds": [query.kind for query in queries],
        "times": medians,
        "answers": answers,
        "private": _private(),
    }


def _private() -> float:
    """Megabytes of memory that belong to this process alone."""
    status = Path(f"/proc/{os.getpid()}/status")
    if not status.exists():
        return 0.0
    return int(status.read_text().partition("RssAnon:")[2].split()[0]) / 1024


def _compare(results: dict[str, dict[str, Any]]) -> None:
    """Say how far the answers agree; engines round scores differently, totals and counts must be the same."""
    first, *others = results
    for name in others:
        pairs = list(zip(results[first]["query"]["answers"], results[name]["query"]["answers"], strict=True))
        same = [
            sum(a.total == b.total for a, b in pairs),
            sum(a.countries == b.countries for a, b in pairs),
            sum([n for _, n in a.people] == [n for _, n in b.people] for a, b in pairs),
        ]
        print(f"{name} and {first} agree in {same} of {len(pairs)} totals, country counts, people counts")


def _percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[round((len(ordered) - 1) * share)]


def _columns(result: dict[str, Any]) -> dict[str, float]:
    kinds, times = result["query"]["kinds"], result["query"]["times"]
    columns = {
        kind: _percentile([t for k, t in zip(kinds, times, strict=True) if k == kind], 0.5)
        for kind in dict.fromkeys(kinds)
    }
    return columns | {
        "all": _percentile(times, 0.5), "all p95": _percentile(times, 0.95), "mean": statistics.mean(times)
    }  # fmt: skip


def _plain(result: dict[str, Any]) -> dict[str, Any]:
    return {"build": result["build"], "query": _columns(result), "private": result["query"]["private"]}


def _table(results: dict[str, dict[str, Any]], base: str) -> str:
    """Milliseconds, and in brackets the ratio to the first engine."""
    columns = {name: _columns(result) for name, result in results.items()}
    names = list(columns[base])
    lines = ["| CPU ms, p50 | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for engine, row in columns.items():
        cells = (f"{row[name]:.3g} ({row[name] / columns[base][name]:.2f})" for name in names)
        lines.append(f"| {engine} | " + " | ".join(cells) + " |")
    lines += [
        "",
        "| building | articles a CPU-second | megabytes | peak megabytes | private while serving |",
        "|---" * 5 + "|",
    ]
    for engine, result in results.items():
        built = [result["build"][key] for key in ("articles_a_second", "megabytes", "peak_megabytes")]
        ratios = [results[base]["build"][key] for key in ("articles_a_second", "megabytes", "peak_megabytes")]
        cells = (f"{a:,.0f} ({a / b:.2f})" for a, b in zip(built, ratios, strict=True))
        lines.append(f"| {engine} | " + " | ".join(cells) + f" | {result['query']['private']:.0f} |")
    return "\n".join(lines)


if __name__ == "__main__":
    main()
