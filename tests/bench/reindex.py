"""How many articles a second ``izdeu reindex --full`` analyses and writes, by the number of its processes.

    python -m tests.bench.reindex KAZNERD.jsonl [--articles 6000] [--jobs 1 2] [--rounds 3] [--index PLACE]

Articles are sentences of the file, drawn at random and joined to 240 words. The numbers of processes take turns, so
that other work on the machine meets all of them. Prints medians: articles a second of the clock, the same as a ratio
to the first number of processes, and articles a second of processor time over all of izdeu's processes. Without
``--index`` a folder is written; ``opensearch://host:9200/name`` is a cluster that runs.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path

from crawler.article import Article
from crawler.corpus import Corpus
from tests.bench.analysis import WORDS, sentences_of


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sentences", type=Path)
    parser.add_argument("--articles", type=int, default=6_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--index", default="")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="izdeu-bench-") as folder:
        with Corpus.open(Path(folder)) as corpus:
            for article in islice(articles(arguments.sentences), arguments.articles):
                corpus.put(article)
            corpus.grouping.group()
        place = arguments.index or f"{folder}/index"
        taken: dict[int, list[tuple[float, float]]] = {jobs: [] for jobs in arguments.jobs}
        for _ in range(arguments.rounds):
            for jobs in arguments.jobs:
                taken[jobs].append(seconds(folder, place, jobs))
                print(
                    f"{jobs} jobs: {taken[jobs][-1][0]:.1f} s, processors {taken[jobs][-1][1]:.1f} s",
                    file=sys.stderr,
                )
    report(arguments.articles, taken)


def articles(path: Path) -> Iterator[Article]:
    """Any number of articles, the same ones each time."""
    dice, drawn = random.Random(1), sentences_of(str(path))
    start = datetime(2015, 1, 1, tzinfo=UTC)
    number = 0
    while True:
        text: list[str] = []
        while sum(sentence.count(" ") for sentence in text) < WORDS:
            text.append(dice.choice(drawn))
        published = start + timedelta(hours=number)
        source = f"s{number % 7}.example"
        yield Article(f"https://{source}/{number}", text[0][:80], "\n".join(text), published, source=source)
        number += 1


def seconds(folder: str, place: str, jobs: int) -> tuple[float, float]:
    """What one reindex takes of the clock, and of all processors."""
    command = [Path(sys.executable).with_name("izdeu"), "--data", folder, "--index", place]
    began = time.perf_counter()
    process = subprocess.Popen(
        [*command, "reindex", "--full", "--jobs", str(jobs)], stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    if status:
        sys.exit("the reindex failed")
    return time.perf_counter() - began, used.ru_utime + used.ru_stime


def report(count: int, taken: dict[int, list[tuple[float, float]]]) -> None:
    print("| processes | articles a second | ratio | a processor-second |\n|---|---|---|---|")
    base = statistics.median(clock for clock, _ in next(iter(taken.values())))
    for jobs, runs in taken.items():
        clock, processors = (statistics.median(times) for times in zip(*runs, strict=True))
        print(f"| {jobs} | {count / clock:,.0f} | {base / clock:.2f} | {count / processors:,.0f} |")


if __name__ == "__main__":
    main()
