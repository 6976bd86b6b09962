"""The ``izdeu`` command: gathers the commands of every room, and adds serve and demo."""

import sys
from importlib import import_module, resources
from pathlib import Path
from typing import cast

import click

from crawler.console import progress_bar, say
from crawler.corpus import Corpus
from crawler.errors import IzdeuError
from crawler.location import INDEX_VARIABLE, Settings, data_folder

COMMANDS = {
    "crawler.cli": ["crawl", "ingest", "clean"],
    "index.cli": ["reindex", "rollback", "stats", "check", "analyze"],
    "index.entities.cli": ["entities"],
    "search.cli": ["search"],
    "web.cli": ["serve", "demo"],
}


class Rooms(click.Group):
    """The commands of all rooms. A room is imported when its command is called, so each starts quickly.

    An error of the project becomes one line on stderr and exit code 1.
    """

    def list_commands(self, ctx: click.Context) -> list[str]:
        return [name for names in COMMANDS.values() for name in names]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        for module, names in COMMANDS.items():
            if cmd_name in names:
                return cast(click.Command, getattr(import_module(module), cmd_name))
        return None

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except IzdeuError as error:
            say(f"izdeu: {error}")
            ctx.exit(1)


@click.group(cls=Rooms, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--data", type=click.Path(file_okay=False, path_type=Path), help="Data folder; else IZDEU_DATA."
)
@click.option(
    "--index",
    default="",
    metavar="PLACE",
    envvar=INDEX_VARIABLE,
    help="Where the index lies, a folder or opensearch://host:9200/name; else IZDEU_INDEX, else in the data folder.",
)
@click.version_option(package_name="izdeu")
@click.pass_context
def main(ctx: click.Context, data: Path | None, index: str) -> None:
    """Izdeu: a search engine over Kazakh news."""
    ctx.obj = Settings(data_folder(data), index)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.option("--threads", default=4, show_default=True, type=click.IntRange(1))
@click.option("--log/--no-log", default=True, help="A line on stderr for every answer.", show_default=True)
@click.pass_obj
def serve(settings: Settings, host: str, port: int, threads: int, log: bool) -> None:
    """Serve the pages and the JSON API; web/RUNNING.md tells of settings and proxies."""
    from web.serving import run

    run(settings, host, port, threads, log)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8080, show_default=True, type=click.IntRange(0, 65535))
@click.pass_obj
def demo(settings: Settings, host: str, port: int) -> None:
    """Index the bundled corpus into DATA/demo and serve it."""
    from crawler.importers import read
    from index.reindex import reindex
    from web.serving import run

    home = Settings(settings.data / "demo")
    sample = resources.files("crawler") / "sample"
    with (
        resources.as_file(sample) as folder,
        Corpus.open(home.data) as corpus,
        progress_bar("Indexing") as bar,
    ):
        for path in sorted(folder.glob("*.jsonl")):
            for item in read(path):
                if isinstance(item, IzdeuError):
                    raise item
                corpus.put(item)
        report = reindex(corpus, home.index, progress=bar)
    say(f"The bundled corpus is indexed: {report.documents:,} articles.")
    run(home, host, port, threads=4, log=False)


if __name__ == "__main__":
    sys.exit(main())
