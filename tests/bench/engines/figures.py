"""Times and answers of several engines → percentiles, ratios, tables."""

import statistics
from typing import Any


def agreement(results: dict[str, dict[str, Any]]) -> list[str]:
    """How far the answers agree; engines round scores differently, totals and counts must be the same."""
    first, *others = results
    lines = []
    for name in others:
        pairs = list(zip(results[first]["query"]["answers"], results[name]["query"]["answers"], strict=True))
        same = [
            sum(a.total == b.total for a, b in pairs),
            sum(a.countries == b.countries for a, b in pairs),
            sum([n for _, n in a.people] == [n for _, n in b.people] for a, b in pairs),
        ]
        lines.append(
            f"{name} and {first} agree in {same} of {len(pairs)} totals, country counts, people counts"
        )
    return lines


def percentile(times: list[float], share: float) -> float:
    ordered = sorted(times)
    return ordered[round((len(ordered) - 1) * share)]


def columns(result: dict[str, Any]) -> dict[str, float]:
    kinds, times = result["query"]["kinds"], result["query"]["times"]
    columns = {
        kind: percentile([t for k, t in zip(kinds, times, strict=True) if k == kind], 0.5)
        for kind in dict.fromkeys(kinds)
    }
    return columns | {
        "all": percentile(times, 0.5), "all p95": percentile(times, 0.95), "mean": statistics.mean(times)
    }  # fmt: skip


def plain(result: dict[str, Any]) -> dict[str, Any]:
    return {"build": result["build"], "query": columns(result), "private": result["query"]["private"]}


def table(results: dict[str, dict[str, Any]], base: str) -> str:
    """Milliseconds, and in brackets the ratio to the first engine."""
    rows = {name: columns(result) for name, result in results.items()}
    names = list(rows[base])
    lines = ["| CPU ms, p50 | " + " | ".join(names) + " |", "|---" * (len(names) + 1) + "|"]
    for engine, row in rows.items():
        cells = (f"{row[name]:.3g} ({row[name] / rows[base][name]:.2f})" for name in names)
        lines.append(f"| {engine} | " + " | ".join(cells) + " |")
    lines += [
        "",
        "| building | articles a CPU-second | megabytes | peak megabytes | private while serving |",
        "|---" * 5 + "|",
    ]
    for engine, result in results.items():
        built = [result["build"][key] for key in ("articles_a_second", "megabytes", "peak_megabytes")]
        ratios = [results[base]["build"][key] for key in ("articles_a_second", "megabytes", "peak_megabytes")]
        cells = (f"{a:,.0f} ({a / b:.2f})" for a, b in zip(built, ratios, strict=True))
        lines.append(f"| {engine} | " + " | ".join(cells) + f" | {result['query']['private']:.0f} |")
    return "\n".join(lines)
