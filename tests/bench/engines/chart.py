"""A bar chart of query times as SVG: a group for each kind of query, a bar for each engine, on a logarithmic scale."""

from html import escape
from math import log10

_COLOURS = {
    "izdeu": "#00695c",
    "izdeu8": "#4db6ac",
    "tantivy": "#b0bec5",
    "lucene": "#78909c",
    "sqlite": "#546e7a",
}
_NAMES = {"izdeu": "Izdeu", "izdeu8": "Izdeu, eight segments", "lucene": "Lucene", "sqlite": "SQLite FTS5"}
_BAR, _GAP, _LEFT, _TOP, _WIDE = 12, 14, 130, 56, 520


def chart(figures: dict[str, dict[str, float]], articles: int) -> str:
    """``figures[engine][kind]`` in CPU milliseconds → an SVG drawing."""
    engines = [name for name in _COLOURS if name in figures]
    kinds = [kind for kind in figures[engines[0]] if kind != "mean"]
    lowest = min(figures[engine][kind] for engine in engines for kind in kinds) / 2
    highest = max(figures[engine][kind] for engine in engines for kind in kinds)
    height = _TOP + len(kinds) * (len(engines) * _BAR + _GAP) + 10
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDE + 70} {height}" '
        'font-family="sans-serif" font-size="11">',
        f'<text x="{_LEFT}" y="16" font-size="13">CPU milliseconds a query with facets over {articles:,} articles, '
        "p50 (logarithmic)</text>",
        *_legend(engines),
    ]
    y = _TOP
    for kind in kinds:
        middle = y + len(engines) * _BAR / 2 + 4
        parts.append(f'<text x="{_LEFT - 8}" y="{middle:.0f}" text-anchor="end">{escape(kind)}</text>')
        for engine in engines:
            value = figures[engine][kind]
            width = _WIDE * log10(value / lowest) / log10(highest / lowest)
            parts.append(
                f'<rect x="{_LEFT}" y="{y}" width="{width:.0f}" height="{_BAR - 2}" fill="{_COLOURS[engine]}"/>'
                f'<text x="{_LEFT + width + 4:.0f}" y="{y + 9}" font-size="9">{value:.3g}</text>'
            )
            y += _BAR
        y += _GAP
    return "\n".join([*parts, "</svg>"]) + "\n"


def _legend(engines: list[str]) -> list[str]:
    parts = []
    for number, engine in enumerate(engines):
        x = _LEFT + number * 140
        parts.append(
            f'<rect x="{x}" y="28" width="10" height="10" fill="{_COLOURS[engine]}"/>'
            f'<text x="{x + 14}" y="37">{escape(_NAMES.get(engine, engine))}</text>'
        )
    return parts
