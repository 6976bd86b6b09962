"""How many articles become documents a second, stage by stage.

    python tests/bench/analysis.py [KAZNERD.jsonl] [RUNS]

Articles are those of the bundled sample and, where given, sentences of the file joined to the length of news
articles (240 words). Each run is a fresh process on one core: the first reading meets every word for the first time,
the second one knows them all, as most words of a large corpus are known. Prints articles a second of CPU time,
medians of the runs; stages contain each other as the indentation shows.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

WORDS = 240
SAMPLE = Path(__file__).parents[2] / "crawler" / "sample"


def main() -> None:
    """Run in processes of their own and print the medians."""
    if sys.argv[-1] == "--once":
        print(json.dumps(run(sys.argv[1:-1])))
        return
    paths, runs = sys.argv[1:2], int(sys.argv[2]) if len(sys.argv) > 2 else 3
    command = [sys.executable, __file__, *paths, "--once"]
    results = [json.loads(subprocess.check_output(command)) for _ in range(runs)]
    for stage in results[0]:
        rates = [result[stage] for result in results]
        print(
            f"{stage:32} {statistics.median(rates):>8,.0f} articles a second ({min(rates):,.0f} to {max(rates):,.0f})"
        )


def run(paths: list[str]) -> dict[str, float]:
    """Articles a second by stage; the first reading before those that know all words."""
    from crawler.article import Article
    from index.document import make_document
    from index.entities import extract, tokens
    from index.entities.tagger import tag_all
    from index.text import terms

    lines = [line for path in sorted(SAMPLE.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    articles = [Article.from_json(line) for line in lines]
    articles += [
        Article(f"https://a.example/{text[:40]}", text[:60], text) for path in paths for text in joined(path)
    ]
    texts = [article.text for article in articles]
    sentences = [[sentence.words for sentence in tokens.sentences(text)] for text in texts]
    make_document(articles[0])
    return {
        "first reading": rate(make_document, articles),
        "known words": rate(make_document, articles),
        "    terms": rate(lambda text: list(terms(text)), texts),
        "    people and countries": rate(extract, texts),
        "        tokens and sentences": rate(lambda text: list(tokens.sentences(text)), texts),
        "        tagger": rate(tag_all, sentences),
    }


def joined(path: str) -> list[str]:
    """The sentences of a file, joined to texts as long as articles, four to a paragraph."""
    texts: list[str] = []
    paragraphs: list[str] = []
    found = sentences_of(path)
    for i in range(0, len(found), 4):
        paragraphs.append(" ".join(found[i : i + 4]))
        if sum(paragraph.count(" ") for paragraph in paragraphs) >= WORDS:
            texts.append("\n".join(paragraphs))
            paragraphs = []
    return texts


def sentences_of(path: str) -> list[str]:
    """The sentences of a file, their words between blanks."""
    with Path(path).open(encoding="utf-8") as lines:
        return [" ".join(json.loads(line)["tokens"]) for line in lines if line.strip()]


def rate(work: Callable[[Any], object], items: list[Any]) -> float:
    """Items a second of CPU time."""
    started = time.process_time()
    for item in items:
        work(item)
    return len(items) / (time.process_time() - started)


if __name__ == "__main__":
    main()
