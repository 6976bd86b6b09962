"""Commands of this room: crawl, ingest, clean."""

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import click

from crawler.article import Article
from crawler.console import host_bars, json_option, print_json, progress_bar, say, say_table
from crawler.corpus import Corpus
from crawler.location import Settings
from crawler.report import Report
from crawler.sources import sources
from crawler.watch import Pace, watch

if TYPE_CHECKING:
    from crawler.fetch import Manners

MAX_LISTED = 20  # skipped links told one by one after a crawl; --json has them all


@click.command()
@click.argument("starts", metavar="URL...", nargs=-1, required=True)
@click.option("--limit", type=click.IntRange(1), help="Take this many articles at most.")
@click.option(
    "--delay", type=click.FloatRange(0), default=1.0, show_default=True, help="Seconds between requests."
)
@click.option(
    "--timeout",
    type=click.FloatRange(0, min_open=True),
    default=30.0,
    show_default=True,
    help="Seconds for a page.",
)
@click.option("--contact", envvar="IZDEU_CONTACT", default="", help="Page or mail address told to the sites.")
@click.option("--allow-private", is_flag=True, help="Also fetch from private and loopback addresses.")
@click.option("--dry-run", is_flag=True, help="Only say which articles would be fetched.")
@click.option(
    "--watch", "is_watching", is_flag=True, help="Go on for ever, asking each site as often as it changes."
)
@json_option
@click.pass_context
def crawl(
    ctx: click.Context,
    starts: tuple[str, ...],
    limit: int | None,
    delay: float,
    timeout: float,
    contact: str,
    allow_private: bool,
    dry_run: bool,
    is_watching: bool,
    as_json: bool,
) -> None:
    """Bring in the articles behind feeds, sitemaps and front pages.

    URL may also be the name of a site that is known, such as egemen. A crawl that was stopped goes on
    where it stood.
    """
    # Imported here, as in ingest: every command loads this module, and these take half a second.
    from crawler.crawl import crawl as run_crawl
    from crawler.fetch import Manners

    settings: Settings = ctx.obj
    manners = Manners(contact=contact, delay=delay, timeout=timeout, allow_private=allow_private)
    addresses = [address for start in starts for address in _addresses(start)]
    if dry_run:
        ctx.exit(_say_plan(settings, addresses, manners, as_json))

    def round_of(starts: list[str]) -> Report:
        with Corpus.open(settings.data) as corpus, host_bars() as progress:
            report = run_crawl(corpus, starts, manners, limit, progress)
            corpus.grouping.group()
        _tell(report, as_json, MAX_LISTED)
        return report

    if not is_watching:
        ctx.exit(1 if round_of(addresses).failed else 0)
    with suppress(KeyboardInterrupt):
        for _ in watch(addresses, round_of, Pace()):
            pass


def _say_plan(settings: Settings, addresses: list[str], manners: "Manners", as_json: bool) -> int:
    from crawler.plan import plan

    with Corpus.open(settings.data) as corpus:
        urls, report = plan(corpus, addresses, manners)
    if as_json:
        print_json({"would_fetch": urls, **report.plain()})
    for url in [] if as_json else urls:
        click.echo(url)
    for where, why in report.skipped:
        say(f"skipped {where}: {why}")
    say(f"{len(urls):,} articles would be fetched")
    return 1 if report.failed and not urls else 0


def _addresses(start: str) -> tuple[str, ...]:
    if start in sources():
        return sources()[start].start
    if not start.startswith(("http://", "https://")):
        known = ", ".join(sources())
        raise click.UsageError(f"{start!r} is neither an http(s) address nor a known site ({known}).")
    return (start,)


@click.command()
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@json_option
@click.pass_context
def ingest(ctx: click.Context, paths: tuple[Path, ...], as_json: bool) -> None:
    """Take in files and folders of .txt, .html, .jsonl and .warc(.gz).

    The title of a text file is its first line or sentence.
    """
    from crawler.importers import read

    settings: Settings = ctx.obj
    report = Report()
    with Corpus.open(settings.data) as corpus, progress_bar("Reading") as progress:
        for number, item in enumerate((item for path in paths for item in read(path)), 1):
            if isinstance(item, Article):
                report.count(corpus.put(item))
            else:
                report.skip(item.where, item.why)
            progress(number, number)
        corpus.grouping.group()
    _tell(report, as_json)
    ctx.exit(1 if report.failed else 0)


@click.command()
@json_option
@click.pass_context
def clean(ctx: click.Context, as_json: bool) -> None:
    """Make all articles again from the raw pages that were kept, with no request."""
    from crawler.again import clean_again

    settings: Settings = ctx.obj
    with Corpus.open(settings.data) as corpus, progress_bar("Cleaning") as progress:
        report = clean_again(corpus, progress)
        corpus.grouping.group()
    _tell(report, as_json, MAX_LISTED)
    ctx.exit(1 if report.failed else 0)


def _tell(report: Report, as_json: bool, listed: int | None = None) -> None:
    if as_json:
        print_json(report.plain())
    for where, why in report.skipped[:listed]:
        say(f"skipped {where}: {why}")
    if listed is not None and len(report.skipped) > listed:
        say(f"skipped {len(report.skipped) - listed:,} more; --json names them all")
    if len(report.hosts) > 1:
        say_table(
            ("host", "requests", "kB", "taken", "skipped"),
            [
                (name, host.requests, host.bytes // 1000, host.taken, host.skipped)
                for name, host in report.hosts.items()
            ],
        )
    known = f", {report.known:,} already there" if report.known else ""
    say(
        f"{report.new:,} new, {report.changed:,} changed, {report.same:,} the same{known}; "
        f"{len(report.skipped):,} skipped"
    )
