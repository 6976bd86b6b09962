"""Commands of this room: search."""

from typing import Any

import click

from crawler.console import json_option, print_json, say
from crawler.location import Settings
from index.query import Sort
from search import execute
from search.export import FORMATS
from search.language.words import country as country_node
from search.language.words import person as person_node
from search.results import READINGS, Hit, Page, ReadingKind
from search.snippets import Snippet


@click.command()
@click.argument("query", nargs=-1)
@click.option("--person", multiple=True, help="About this person (any spelling; may be repeated).")
@click.option("--country", multiple=True, help="About this country (code or name; may be repeated).")
@click.option("--source", multiple=True, help="From this source (may be repeated: any of them).")
@click.option("--lang", multiple=True, help="In this language: kk, kk-Latn, kk-Arab, ru (any of them).")
@click.option("--since", metavar="DATE", help="Published on or after: 2024, 2024-03 or 2024-03-22.")
@click.option("--until", metavar="DATE", help="Published on or before.")
@click.option(
    "--sort", type=click.Choice(["relevance", "newest", "oldest"]), default="relevance", show_default=True
)
@click.option("--recent", is_flag=True, help="Prefer what is new.")
@click.option("--exact", is_flag=True, help="Only the words as typed, in no other reading.")
@click.option(
    "--no-reading", "switched_off", multiple=True, type=click.Choice(READINGS), help="Switch off a reading."
)
@click.option("--unfold", is_flag=True, help="A row for every report of one story.")
@click.option("--limit", type=click.IntRange(0, execute.MAX_LIMIT), default=10, show_default=True)
@click.option("--offset", type=click.IntRange(0), default=0, show_default=True)
@click.option(
    "--export", type=click.Choice(list(FORMATS)), help="Write every match to stdout, whatever the limit."
)
@json_option
@click.pass_obj
def search(
    settings: Settings,
    query: tuple[str, ...],
    person: tuple[str, ...],
    country: tuple[str, ...],
    source: tuple[str, ...],
    lang: tuple[str, ...],
    since: str | None,
    until: str | None,
    sort: Sort,
    recent: bool,
    exact: bool,
    switched_off: tuple[ReadingKind, ...],
    unfold: bool,
    limit: int,
    offset: int,
    export: str | None,
    as_json: bool,
) -> None:
    """Search the index. Words given apart are one query; search/LANGUAGE.md tells of its language."""
    required = [person_node(name) for name in person] + [country_node(name) for name in country]
    narrowing: dict[str, Any] = {
        "filters": {"source": source, "language": lang},
        "required": required,
        "since": since,
        "until": until,
        "sort": sort,
        "readings": () if exact else [kind for kind in READINGS if kind not in switched_off],
    }
    with execute.open(settings.index) as index:
        if export is not None:
            for piece in FORMATS[export](index.export(" ".join(query), **narrowing)):
                click.echo(piece, nl=False)
            return
        page = index.search(
            " ".join(query), **narrowing, recency=recent, fold=not unfold, limit=limit, offset=offset
        )
    if as_json:
        print_json(page.to_dict())
    else:
        _print_page(page)


def _print_page(page: Page) -> None:
    if page.interpretation.relaxed:
        say("No article has all the words; these have the most of them.")
    for reading in page.interpretation.readings:
        say(f"{reading.typed} was also read as {reading.read or 'nothing'} ({reading.kind})")
    for suggestion in page.suggestions:
        say(f"Did you mean: {suggestion}")
    for number, hit in enumerate(page.hits, page.offset + 1):
        click.echo(f"{number:>3}. {_styled(hit.title)}")
        click.echo(f"     {_byline(hit)}")
        if hit.story:
            click.echo(f"     {hit.story.articles} reports, first: {hit.story.first_source}")
        click.echo(f"     {_styled(hit.snippet)}\n")
    cut = ", cut short" if page.cut else ""
    say(f"{page.total:,} articles, {page.took_ms:.0f} ms{cut}")


def _byline(hit: Hit) -> str:
    when = f"{hit.published:%Y-%m-%d}, " if hit.published else ""
    return f"{when}{hit.source}, {hit.url}"


def _styled(snippet: Snippet) -> str:
    return "".join(click.style(piece, bold=True) if marked else piece for piece, marked in snippet.pieces())
