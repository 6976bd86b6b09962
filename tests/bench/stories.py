"""Near-duplicates: how many pairs are found, how many told falsely, and how many articles a second are grouped.

    python tests/bench/stories.py ARTICLES.jsonl [COUNT]

The lines of the file are texts (a JSON string, or an object with ``text``); KazNERD's or KazQAD's serve. Stories
of COUNT articles (20,000) are put together from its sentences, about 250 words each; every tenth article is
another one with 10 % of its words changed.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from crawler.article import Article
from crawler.corpus import Corpus
from crawler.duplicates import are_near, sketch

WORDS = 250
PAIRS = 10_000


def texts(path: Path) -> list[str]:
    rows = (json.loads(line) for line in path.read_text("utf-8").splitlines())
    return [row if isinstance(row, str) else row.get("text") or " ".join(row["tokens"]) for row in rows]


def stories(sentences: list[str], count: int, chance: random.Random) -> Iterator[str]:
    """Different stories: sentences in an order of chance, with a third of the words others, so that two stories
    share phrases but no sentences."""
    for _ in range(count):
        lines: list[str] = []
        while sum(len(line.split()) for line in lines) < WORDS:
            lines.append(changed(chance.choice(sentences), 0.3, chance))
        yield "\n".join(lines)


def changed(text: str, share: float, chance: random.Random) -> str:
    words = text.split()
    for place in chance.sample(range(len(words)), round(share * len(words))):
        words[place] = f"өзге{chance.randrange(10**6)}"
    return " ".join(words)


def main(path: Path, count: int) -> None:
    chance = random.Random(7)
    made = list(stories(texts(path), count, chance))
    found = sum(are_near(sketch(text), sketch(changed(text, 0.1, chance))) for text in made[: PAIRS // 10])
    print(f"with a tenth of the words changed: {found} of {PAIRS // 10} pairs are near")
    different = list(pairwise(made[: PAIRS + 1]))
    print(
        f"different stories: {sum(are_near(sketch(a), sketch(b)) for a, b in different)} of {len(different)} are near"
    )
    for number in range(0, count, 10):
        made[number] = changed(made[chance.randrange(count) // 10 * 10 + 1], 0.1, chance)
    with tempfile.TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        for number, text in enumerate(made):
            corpus.put(Article(f"https://dala.example/{number}", text[:60], text, source="dala.example"))
        began, cpu = time.perf_counter(), time.process_time()
        corpus.grouping.group()
        took, cpu = time.perf_counter() - began, time.process_time() - cpu
        in_one = sum(
            corpus.grouping.of(f"https://dala.example/{number}") is not None for number in range(0, count, 10)
        )
        print(f"grouped {count:,} articles: {count / took:,.0f} a second, {count / cpu:,.0f} a CPU-second")
        print(f"copies that are in a story: {in_one} of {len(range(0, count, 10))}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 20_000)
