"""Every target of the engine in one run: ``python -m tests.bench.engines.targets --sizes 100000,1000000``.

Builds and asks the engines side by side at each size, tells each target beside what was measured, and writes the
figures and a chart. Lucene takes part where Java and Maven are there; ``--lucene-to`` says up to which size.
"""

import argparse
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from tests.bench.engines.chart import chart
from tests.bench.engines.figures import agreement, columns, plain, table
from tests.bench.engines.run import measured, write_corpus

Row = tuple[str, float, float, bool]
"""What, the measured figure, the target, and whether the target is a least (else a most)."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="100000,1000000")
    parser.add_argument("--folder", type=Path, default=Path("bench-data"))
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lucene-to", type=int, default=100_000)
    parser.add_argument("--out", type=Path, help="write the figures as JSON")
    parser.add_argument("--chart", type=Path, help="write the chart of the first size as SVG")
    arguments = parser.parse_args()
    results = {size: _size(size, arguments) for size in map(int, arguments.sizes.split(","))}
    rows = [row for size, result in results.items() for row in _rows(size, result)]
    if len(results) > 1:
        rows += _growth(*list(results.values())[:2])
    print(_targets(rows))
    if arguments.out:
        arguments.out.write_text(json.dumps(_written(results), indent=1))
    if arguments.chart:
        size, result = next(iter(results.items()))
        arguments.chart.write_text(
            chart({name: columns(found) for name, found in result["faceted"].items()}, size)
        )


def _size(size: int, arguments: argparse.Namespace) -> dict[str, Any]:
    folder, rounds = arguments.folder / str(size), arguments.rounds
    write_corpus(folder, size)
    engines = ["tantivy", "izdeu"]
    if size <= arguments.lucene_to:
        engines += ["izdeu8"]
        engines += ["lucene"] if shutil.which("mvn") and shutil.which("javac") else []
    built = {name: measured("build", name, folder, size) for name in engines}
    faceted, ranked = (
        {
            name: {
                "build": built[name],
                "query": measured("query", name, folder, size, facets=facets, rounds=rounds),
            }
            for name in engines
        }
        for facets in (True, False)
    )
    subprocess.run([sys.executable, "-m", "tests.bench.engines.serving", str(folder)], check=True)
    serving = json.loads((folder / "serving.json").read_text())
    for title, found in (("faceted", faceted), ("ranking alone", ranked)):
        print(f"\n## {size:,} articles, {title}\n", *agreement(found), "", table(found, "tantivy"), sep="\n")
    return {"faceted": faceted, "ranked": ranked, "serving": serving}


def _rows(size: int, result: dict[str, Any]) -> list[Row]:
    faceted = {name: columns(found) for name, found in result["faceted"].items()}
    ranked = {name: columns(found) for name, found in result["ranked"].items()}
    built = {name: found["build"] for name, found in result["faceted"].items()}
    serving, at = result["serving"], f"{size:,}: "
    rows: list[Row] = []
    for ours in ("izdeu", "izdeu8"):
        if ours in faceted:
            segments = "" if ours == "izdeu" else ", eight segments"
            rows += [
                (f"{at}faceted, {name}, against tantivy{segments}", _ratio(faceted, ours, name), limit, False)
                for name, limit in (("all", 0.2), ("all p95", 0.4))
            ]
    if "lucene" in faceted:
        rows += [
            (f"{at}faceted, {name}, against Lucene", _ratio(faceted, "izdeu", name, "lucene"), limit, False)
            for name in faceted["izdeu"]
            if (limit := 0.65 if name == "mean" else 1.0) and not name.startswith("all")
        ]
    rows += [
        (f"{at}ranking alone, {name}, against tantivy", _ratio(ranked, "izdeu", name), limit, False)
        for name, limit in (("all", 1.2), ("or", 2.0), ("phrase", 2.0))
    ]
    speed, room = (built["izdeu"][key] / built["tantivy"][key] for key in ("articles_a_second", "megabytes"))
    return [
        *rows,
        (f"{at}building against tantivy", speed, 0.7, True),
        (f"{at}peak megabytes building and merging", built["izdeu"]["peak_megabytes"], 700, False),
        (f"{at}size against tantivy", room, 1.5, False),
        (f"{at}commit of 100 articles, ms", serving["commit_ms"], 50, False),
        (f"{at}reopening, ms", serving["reopen_ms"], 100, False),
        (f"{at}private megabytes while serving", serving["private_megabytes"], 150, False),
        (f"{at}two threads against one", serving["two_threads"], 1.7, True),
        (f"{at}p95 while committing against alone", serving["p95_while_committing"], 2, False),
        (f"{at}wrong answers while committing", serving["wrong_answers"], 0, False),
    ]


def _ratio(figures: dict[str, dict[str, float]], ours: str, name: str, base: str = "tantivy") -> float:
    return figures[ours][name] / figures[base][name]


def _growth(small: dict[str, Any], large: dict[str, Any]) -> list[Row]:
    """How many times as long a query takes over ten times the articles."""
    first, second = (columns(result["faceted"]["izdeu"]) for result in (small, large))
    return [
        (f"ten times the articles: {name}", second[name] / first[name], limit, False)
        for name, limit in (("rare word", 2.0), ("frequent word", 10.0))
    ]


def _targets(rows: list[Row]) -> str:
    lines = ["", "| target | asked | measured | |", "|---" * 4 + "|"]
    for what, figure, target, least in rows:
        met = figure >= target if least else figure <= target
        lines.append(
            f"| {what} | {'≥' if least else '≤'} {target:g} | {figure:.3g} | {'met' if met else 'missed'} |"
        )
    return "\n".join(lines)


def _written(results: dict[int, dict[str, Any]]) -> dict[str, Any]:
    return {
        str(size): {
            "faceted": {name: plain(found) for name, found in result["faceted"].items()},
            "ranked": {name: plain(found) for name, found in result["ranked"].items()},
            "serving": result["serving"],
        }
        for size, result in results.items()
    }


if __name__ == "__main__":
    main()
