"""Rank the passages of a retrieval collection through the whole engine and write a TREC run file.

    python tests/bench/retrieval.py COLLECTION RUN [--without-letters]

COLLECTION holds passages.jsonl (id, title, text) and queries.tsv (id, question). The index is a real one in a
temporary folder; the questions go through ``search`` with match="any". With ``--without-letters`` the
questions are typed as on a Russian keyboard, and the share of equal first tens is printed.
"""

import json
import tempfile
import time
from pathlib import Path

import click

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from index.text.normalize import normalize
from index.text.scripts import fold

DEPTH = 100


@click.command()
@click.argument("collection", type=click.Path(exists=True, path_type=Path))
@click.argument("run", type=click.Path(path_type=Path))
@click.option("--without-letters", is_flag=True)
def main(collection: Path, run: Path, without_letters: bool) -> None:
    queries = [line.split("\t") for line in (collection / "queries.tsv").read_text("utf-8").splitlines()]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder)
        with Corpus.open(data) as corpus:
            for passage in passages(collection):
                corpus.put(passage)
            started = time.process_time()
            reindex(corpus, data / "index")
        click.echo(f"indexed in {time.process_time() - started:.1f} CPU seconds")
        with search.open(data / "index") as index:
            found = {number: ranking(index, question) for number, question in queries}
            if without_letters:
                typed = {number: ranking(index, fold(normalize(question))) for number, question in queries}
                same = sum(found[number][:10] == typed[number][:10] for number, _ in queries)
                click.echo(
                    f"the same first ten: {100 * same / len(queries):.1f} % of {len(queries)} questions"
                )
                found = typed
    lines = (
        f"{number} Q0 {passage_id} {rank} {DEPTH - rank} izdeu\n"
        for number, ids in found.items()
        for rank, passage_id in enumerate(ids, 1)
    )
    run.write_text("".join(lines), "utf-8")


def passages(collection: Path) -> list[Article]:
    records = map(json.loads, (collection / "passages.jsonl").read_text("utf-8").splitlines())
    return [
        Article(f"passage:{record['id']}", record["title"], record["text"], language="kk")
        for record in records
    ]


def ranking(index: search.Index, question: str) -> list[str]:
    page = index.search(plain(question), match="any", limit=DEPTH, facets=())
    return [hit.url.removeprefix("passage:") for hit in page.hits]


def plain(question: str) -> str:
    """A question without the marks that the query language gives a meaning to."""
    return "".join(letter if letter.isalnum() or letter in "- " else " " for letter in question)


if __name__ == "__main__":
    main()
