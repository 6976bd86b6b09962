"""The command ``entities``: what is found in a text; the editor's file and what might go into it."""

import os
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click

from crawler.article import Article
from crawler.clean import detect_language
from crawler.console import json_option, print_json, say
from crawler.corpus import Corpus
from crawler.errors import InputError
from crawler.importers import read as read_articles
from crawler.location import Settings
from index import entity_facets
from index.engines import Engine, open_engine
from index.entities import alias_file
from index.entities.aliases import Aliases
from index.entities.candidates import Candidate, Person, candidates
from index.origin import Origin
from index.query import SPELLING, pair_key
from index.text import analyze


@click.command()
@click.argument("text", nargs=-1)
@click.option("--limit", type=click.IntRange(0), default=20, show_default=True, help="Candidates to list.")
@json_option
@click.pass_context
def entities(context: click.Context, text: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Show the people and countries of TEXT, or of the articles in a file of that name.

    Without TEXT: check DATA/aliases.toml and list what an editor might decide, as entries for that file.
    Exits with 1 where an entry of the file is faulty.
    """
    settings: Settings = context.obj
    aliases, faults = alias_file.read(settings.aliases)
    for fault in faults:
        say(f"left out: {fault}")
    if text:
        records = [_found(article, aliases) for article in _articles(text)]
        print_json(records) if as_json else _print_found(records)
        return
    with Corpus.open(settings.data) as corpus, open_engine(settings.index) as engine:
        applied = Origin.of_index(engine.info) == Origin.of(corpus, aliases)
        found = candidates(_undecided(engine, aliases))[:limit]
    if as_json:
        print_json(
            {
                "file": str(settings.aliases),
                "people": len(aliases.people),
                "countries": len(aliases.countries),
                "faults": [str(fault) for fault in faults],
                "applied": applied,
                "candidates": [_record(candidate) for candidate in found],
            }
        )
    else:
        _print_candidates(found)
    state = "applied" if applied else "not applied yet; run: izdeu reindex"
    say(
        f"{settings.aliases}: decides on {len(aliases.people)} names of people "
        f"and {len(aliases.countries)} of countries, {state}."
    )
    context.exit(1 if faults else 0)


def _articles(text: tuple[str, ...]) -> Iterator[Article]:
    words = " ".join(text)
    if not os.path.exists(words):  # noqa: PTH110  Path.exists() fails on a long text
        yield Article("", "", words, language=detect_language(words))
        return
    for item in read_articles(Path(words)):
        if isinstance(item, InputError):
            say(f"skipped {item}")
        else:
            yield item


def _found(article: Article, aliases: Aliases) -> dict[str, Any]:
    stems = analyze(f"{article.title}\n{article.text}")
    found = entity_facets.find(article, stems, aliases)
    countries: dict[str, dict[str, None]] = defaultdict(dict)
    for place in found.countries:
        countries[place.code][place.text] = None
    return {
        "url": article.url or None,
        "persons": [
            {"name": person.name, "spelling": person.spelling, "forms": person.forms}
            for person in found.people
            if person.name
        ],
        "countries": [{"code": code, "forms": list(forms)} for code, forms in countries.items()],
    }


def _print_found(records: Iterable[dict[str, Any]]) -> None:
    for record in records:
        if record["url"]:
            click.secho(record["url"], underline=True)
        for person in record["persons"]:
            click.echo(f"{click.style(person['name'], bold=True)}: {', '.join(person['forms'])}")
        for country in record["countries"]:
            click.echo(f"{click.style(country['code'], bold=True)}: {', '.join(country['forms'])}")


def _undecided(engine: Engine, aliases: Aliases) -> Iterator[Person]:
    """The people of an index on whom nothing is decided."""
    spellings: dict[str, dict[str, int]] = defaultdict(dict)
    for pair, count in engine.keys(SPELLING, "").items():
        key, _, name = pair.partition(pair_key(""))
        spellings[key][name] = count
    decided = aliases.keys()
    for key, articles in engine.keys("person", "").items():
        if key not in decided and key in spellings:
            yield Person(key, articles, spellings[key])


def _record(candidate: Candidate) -> dict[str, Any]:
    names = [{"name": name, "articles": articles} for name, articles in candidate.names]
    return {"kind": candidate.kind, "names": names, "why": candidate.why}


def _print_candidates(found: Iterable[Candidate]) -> None:
    for candidate in found:
        names = ", ".join(f"{name} ({articles:,})" for name, articles in candidate.names)
        click.echo(f"# {names}: {candidate.why}\n[[{candidate.kind}]]")
        quoted = [f'"{name}"' for name, _ in candidate.names]
        if candidate.kind == "merge":
            click.echo(f"names = [{', '.join(quoted)}]\n")
        else:
            rows = [f"    {{ name = {name}, spellings = [{name}] }},\n" for name in quoted]
            click.echo(f"name = {quoted[0]}\ninto = [\n{''.join(rows)}]\n")
