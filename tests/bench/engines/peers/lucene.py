"""Lucene, in Java; one thread, in a process of its own.

Maven fetches its packages. A JDK from 21 on is found in JAVA_HOME, else on the path.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from tests.bench.engines.corpus import News, Query
from tests.bench.engines.peers.base import Answer

_HERE = Path(__file__).parent


class Lucene:
    """Articles and queries go to ``Lucene.java`` as lines; it measures by its own thread's CPU time."""

    def prepare(self, articles: Iterable[News], folder: Path) -> None:
        _compile(folder.parent)
        with (folder.parent / "lucene.articles").open("w", encoding="utf-8") as out:
            for a in articles:
                fields = [a.number, " ".join(a.title), " ".join(a.body), a.date, a.source, a.language]
                lists = ["|".join(a.people), "|".join(a.countries)]
                print(*fields, *lists, sep="\t", file=out)

    def build(self, articles: Iterable[News], folder: Path) -> None:
        _java(folder.parent, "build", folder.parent / "lucene.articles", folder)
        (folder.parent / "lucene.articles").unlink()

    def measure(
        self, queries: list[Query], folder: Path, facets: bool, rounds: int
    ) -> tuple[list[float], list[Answer]]:
        asked, out = folder.parent / "lucene.queries", folder.parent / "lucene.out"
        lines = [
            "\t".join([q.op, " ".join(q.words), q.country or "", *map(str, q.dates or ("", ""))])
            for q in queries
        ]
        asked.write_text("\n".join(lines) + "\n", encoding="utf-8")
        _java(folder.parent, "query", asked, folder, rounds, "true" if facets else "false", out)
        rows = [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]
        return [float(row[0]) for row in rows], [_answer(row) for row in rows]


def _answer(row: list[str]) -> Answer:
    best = [(int(number), float(score)) for number, score in _pairs(row[2])]
    people = [(name, int(count)) for name, count in _pairs(row[3])]
    return Answer(int(row[1]), best, people, {key: int(count) for key, count in _pairs(row[4])})


def _pairs(text: str) -> list[list[str]]:
    return [pair.rsplit(":", 1) for pair in text.split("|") if pair]


@cache
def _packages() -> str:
    with tempfile.NamedTemporaryFile() as out:
        command = ["mvn", "-q", "-f", str(_HERE / "pom.xml"), "dependency:build-classpath"]
        subprocess.run([*command, f"-Dmdep.outputFile={out.name}"], check=True, capture_output=True)
        return Path(out.name).read_text().strip()


def _tool(name: str) -> str:
    home = os.environ.get("JAVA_HOME")
    return str(Path(home) / "bin" / name) if home else name


def _compile(folder: Path) -> None:
    """Compile before the clock runs."""
    command = [
        _tool("javac"),
        "-cp",
        _packages(),
        "-d",
        str(folder / "lucene.classes"),
        str(_HERE / "Lucene.java"),
    ]
    subprocess.run(command, check=True)


def _java(folder: Path, *arguments: object) -> None:
    options = ["-Xmx3g", "--add-modules", "jdk.incubator.vector", "--enable-native-access=ALL-UNNAMED"]
    command = [_tool("java"), *options, "-cp", f"{_packages()}:{folder / 'lucene.classes'}", "Lucene"]
    subprocess.run([*command, *map(str, arguments)], check=True, stderr=subprocess.DEVNULL)
