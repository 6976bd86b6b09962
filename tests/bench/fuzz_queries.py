"""Search the bundled corpus for random and mutated queries: no exception, none over a second.

    python -m tests.bench.fuzz_queries [--queries 100000] [--seed 1]

Prints (also where it is interrupted) the slowest queries with their milliseconds of CPU time, and the percentiles.
"""

import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import click

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex

SAMPLE = Path(__file__).parents[2] / "crawler" / "sample"
LIMIT_MS = 1000
_PIECES = """
мұнай газ қазақстан президенті Тоқаев Закир Гасанов Zhaksylykov Qazaqstan قازاقستان казахстан ghtpbltyn
0аза0стан OR NOT AND ЖӘНЕ НЕМЕСЕ ЕМЕС И ИЛИ НЕ ( ) \" « » “ ” „ - — ~ * \\ : ~5 title: text: person:
country: source: author: section: lang: url: after: before: date: 2024 2024-03 7d 99999y 0000 2024-13-45
.. AZ АҚШ kk https://dala.example/ ' ` ; [ ] { } < > = + | & ^ % $ # @ ! ? / , . \xad \u200b \ufeff
\u0301 \x00 😀 İ ﷽ e\u0301 𐍈 �
"""
PIECES = _PIECES.split()
LETTERS = "абвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюяәabcdefghijklmnopqrstuvwxyz0123456789 \"'()-*~:\\.,"


def queries(seed: int, count: int) -> Iterator[str]:
    """Random pieces, random letters, and pieces of the corpus with slips of the pen in them."""
    chance = random.Random(seed)
    sentences = [
        sentence.strip()
        for path in sorted(SAMPLE.glob("*.jsonl"))
        for line in path.read_text("utf-8").splitlines()
        for sentence in Article.from_json(line).text.replace("\n", ".").split(".")
        if sentence.strip()
    ]
    for _ in range(count):
        match chance.randrange(4):
            case 0:
                yield chance.choice(["", " "]).join(chance.choices(PIECES, k=chance.randint(1, 12)))
            case 1:
                yield "".join(chance.choices(LETTERS, k=chance.choice([1, 3, 8, 20, 60, 1200])))
            case 2:
                yield _mutated(chance, chance.choice(sentences)[: chance.choice([10, 30, 90, 2000])])
            case _:
                words = chance.choice(sentences).split()
                yield _mutated(
                    chance, " ".join(chance.sample(words, k=min(len(words), chance.randint(1, 4))))
                )


def _mutated(chance: random.Random, text: str) -> str:
    letters = list(text)
    for _ in range(chance.choice([0, 1, 1, 2, 5, 20])):
        at = chance.randint(0, len(letters))
        match chance.randrange(4):
            case 0:
                letters.insert(at, chance.choice(PIECES))
            case 1:
                letters.insert(at, chance.choice(LETTERS))
            case 2:
                del letters[at : at + 1]
            case _:
                letters[at : at + 2] = reversed(letters[at : at + 2])
    return "".join(letters)


def built(folder: Path) -> Path:
    """An index of the bundled corpus."""
    with Corpus.open(folder) as corpus:
        for path in sorted(SAMPLE.glob("*.jsonl")):
            for line in path.read_text("utf-8").splitlines():
                corpus.put(Article.from_json(line))
        reindex(corpus, folder / "index")
    return folder / "index"


@click.command()
@click.option("--queries", "count", default=100_000, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(count: int, seed: int) -> None:
    times: list[tuple[float, str]] = []
    with (
        tempfile.TemporaryDirectory() as folder,
        search.open(built(Path(folder))) as index,
        suppress(KeyboardInterrupt),
    ):
        index.search("президент министр")  # loads the dictionaries
        for number, query in enumerate(queries(seed, count)):
            if number % 5000 == 0:
                click.echo(f"{number} queries, the slowest {max(times, default=(0.0, ''))}", err=True)
            started = time.process_time()
            index.search(query)
            index.suggest(query[:40])
            times.append((1000 * (time.process_time() - started), query))
    times.sort()
    for milliseconds, query in times[-5:]:
        click.echo(f"{milliseconds:8.1f} ms  {query[:100]!r}")
    for share in (0.5, 0.95, 0.99, 0.999):
        click.echo(f"p{100 * share:g}: {times[int(share * (len(times) - 1))][0]:.1f} ms")
    slow = sum(milliseconds > LIMIT_MS for milliseconds, _ in times)
    click.echo(f"{len(times)} queries, {slow} over {LIMIT_MS} ms")


if __name__ == "__main__":
    main()
