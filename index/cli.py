"""Commands of this room: reindex, rollback, stats, check, analyze."""

from collections.abc import Iterator
from typing import Any

import click

from crawler.console import json_option, print_json, progress_bar, say
from crawler.corpus import Corpus
from crawler.errors import EntityDataError, StoredIndexError
from crawler.location import Settings
from index.engines import check_index, open_engine, roll_back
from index.entities import alias_file
from index.explain import explain
from index.fingerprint import fingerprint
from index.origin import Origin
from index.reindex import Report
from index.reindex import reindex as run_reindex
from index.workers import usable_processors

MAX_LOSERS = 5


@click.command()
@click.option("--full", is_flag=True, help="Index every article, not only what changed.")
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    default=usable_processors,
    show_default="all processors",
    help="How many processes analyse and write articles.",
)
@click.option(
    "--memory",
    type=click.IntRange(min=16),
    default=256,
    show_default=True,
    envvar="IZDEU_MEMORY",
    help="Megabytes in which all processes together gather documents before they are written out.",
)
@json_option
@click.pass_obj
def reindex(settings: Settings, full: bool, jobs: int, memory: int, as_json: bool) -> None:
    """Bring the index up to the corpus.

    Searches go on meanwhile; the new state is published at once at the end.
    """
    with Corpus.open(settings.data) as corpus, progress_bar("Indexing") as progress:
        report = run_reindex(
            corpus, settings.index, full=full, jobs=jobs, memory=memory << 20, progress=progress
        )
    if as_json:
        print_json({"full": bool(report.why_full), **_plain(report)})
    _tell(report)


def _plain(report: Report) -> dict[str, object]:
    return {
        "why_full": report.why_full,
        "indexed": report.indexed,
        "removed": report.removed,
        "skipped": [{"url": url, "reason": reason} for url, reason in report.skipped],
        "faults": report.faults,
        "documents": report.documents,
    }


def _tell(report: Report) -> None:
    for url, reason in report.skipped:
        say(f"left out: {url}: {reason}")
    for fault in report.faults:
        say(f"left out: {fault}")
    if report.why_full:
        say(f"Indexed everything, because {report.why_full}.")
    say(
        f"{report.indexed:,} articles indexed, {report.removed:,} removed, {len(report.skipped):,} left out; "
        f"the index holds {report.documents:,}."
    )


@click.command()
@json_option
@click.pass_obj
def rollback(settings: Settings, as_json: bool) -> None:
    """Let searches answer from the index that the last full reindex replaced.

    A cluster keeps one; a second rollback undoes the first. The next reindex brings it up to the corpus.
    """
    info = roll_back(settings.index)
    if as_json:
        print_json({"articles": info.documents, "generation": info.generation})
    say(f"Searches answer from the index of {info.documents:,} articles before the last full reindex.")


@click.command()
@json_option
@click.pass_obj
def stats(settings: Settings, as_json: bool) -> None:
    """Tell what the corpus and the index hold."""
    with Corpus.open(settings.data) as corpus, open_engine(settings.index) as engine:
        facts: dict[str, object] = {
            "data": str(settings.data),
            "articles": len(corpus),
            "last_change": corpus.last_change(),
            "index": None,
        }
        try:
            info = engine.info
        except StoredIndexError as error:
            say(str(error))
        else:
            facts["index"] = {
                "articles": info.documents,
                "generation": info.generation,
                "up_to_date": info.corpus == _origin(settings, corpus)
                and info.checkpoint == corpus.last_change()
                and info.analysis == fingerprint(),
            }
    if as_json:
        print_json(facts)
        return
    click.echo(f"data folder      {settings.data}")
    click.echo(f"corpus           {facts['articles']:,} articles")
    if isinstance(facts["index"], dict):
        state = "up to date" if facts["index"]["up_to_date"] else "behind the corpus; run: izdeu reindex"
        click.echo(f"index            {facts['index']['articles']:,} articles, {state}")


def _origin(settings: Settings, corpus: Corpus) -> str | None:
    """What an index of today is built from; None, and a word about it, where the alias file cannot be read."""
    try:
        aliases, _ = alias_file.read(settings.aliases)
    except EntityDataError as error:
        say(str(error))
        return None
    return str(Origin.of(corpus, aliases))


@click.command()
@json_option
@click.pass_obj
def check(settings: Settings, as_json: bool) -> None:
    """Verify the index: every checksum, and whether its parts agree.

    Says what is damaged and what mending it costs; exits with 1 where anything is.
    """
    faults = check_index(settings.index)
    with Corpus.open(settings.data) as corpus:
        cost = f"izdeu reindex --full mends it; it analyses {len(corpus):,} articles of the corpus anew"
    if as_json:
        print_json({"whole": not faults, "faults": faults, "mending": cost if faults else ""})
    for fault in faults:
        say(fault)
    say(f"{len(faults)} faults. {cost[0].upper()}{cost[1:]}." if faults else "The index is whole.")
    if faults:
        raise SystemExit(1)


@click.command()
@click.argument("text", nargs=-1, required=True)
@json_option
def analyze(text: tuple[str, ...], as_json: bool) -> None:
    """Show how each word of TEXT becomes a term, and what else it might have been."""
    records = list(explain(" ".join(text)))
    if as_json:
        print_json(records)
        return
    for record in records:
        click.echo(f"{record['surface']} → {click.style(record['term'], bold=True)}")
        for line in _reasons(record):
            click.echo(f"    {line}")


def _reasons(record: dict[str, Any]) -> Iterator[str]:
    if record["language"] == "ru":
        yield f"Russian, lemma {record['lemma']}"
    elif record["language"] == "kk":
        yield f"Kazakh, stem {record['stem']} ({record['source']})"
        for layer in record["layers"]:
            yield f"-{layer['suffix']}  {layer['group']}, as in {layer['example']}"
        losers = ", ".join(f"{loser['stem']} {loser['cost']}" for loser in record["losers"][:MAX_LOSERS])
        if losers:
            yield f"lost: {losers}"
