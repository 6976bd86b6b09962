"""How many articles become documents a second, stage by stage.

    python tests/bench/analysis.py [KAZNERD.jsonl] [RUNS]

Articles are those of the bundled sample and, where given, sentences of the file joined to the length of news
articles (240 words). Each run is a fresh process on one core: the first reading meets every word for the first time,
the second one knows them all, as most words of a large corpus are known. "From corpus to index" is a full run of
``reindex`` then: reading the corpus, making the documents, writing and publishing the index. The code and the model
are loaded before. Prints articles a second of CPU time, medians of the runs; stages contain each other as the
indentation shows.
"""

import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

WORDS = 240
TOGETHER = 32
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
    from index.entities import extract_all
    from index.entities.rows import Row
    from index.entities.tagger import tag_all
    from index.text.columns import columns

    lines = [line for path in sorted(SAMPLE.glob("*.jsonl")) for line in path.open(encoding="utf-8")]
    articles = [Article.from_json(line) for line in lines]
    articles += [
        Article(f"https://a.example/{number}", text[:60], text)
        for path in paths
        for number, text in enumerate(joined(path))
    ]
    texts = [article.text for article in articles]
    rows = [Row(text).words for text in texts]
    make_document(articles[0])
    from_corpus_to_index(articles[:1])
    return {
        "first reading": rate(documents, articles),
        "known words": rate(documents, articles),
        "    terms": rate(lambda texts: [columns(text) for text in texts], texts),
        "    people and countries": rate(extract_all, texts),
        "        words and sentences": rate(lambda texts: [Row(text) for text in texts], texts),
        "        tagger": rate(tag_all, rows),
        "from corpus to index": from_corpus_to_index(articles),
    }


def documents(articles: list[Any]) -> None:
    """Make the documents of articles without a story."""
    from index.document import make_documents

    make_documents([(article, "") for article in articles])


def from_corpus_to_index(articles: list[Any]) -> float:
    """Articles a second of a full run in this process."""
    from crawler.corpus import Corpus
    from index.reindex import reindex

    with TemporaryDirectory() as folder, Corpus.open(Path(folder)) as corpus:
        for article in articles:
            corpus.put(article)
        corpus.grouping.group()
        started = time.process_time()
        report = reindex(corpus, Path(folder) / "index", full=True)
        return report.indexed / (time.process_time() - started)


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


def rate(work: Callable[[list[Any]], object], items: list[Any]) -> float:
    """Items a second of CPU time, as many worked on together as in a run of ``reindex``."""
    batches = [items[i : i + TOGETHER] for i in range(0, len(items), TOGETHER)]
    started = time.process_time()
    for batch in batches:
        work(batch)
    return len(items) / (time.process_time() - started)


if __name__ == "__main__":
    main()
