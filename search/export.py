"""Search results as files: CSV, JSON Lines, BibTeX, RIS, one row after the other as they are found."""

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from crawler.article import Article
from index.document import LOCAL_TIME

_COLUMNS = (
    "url", "title", "published", "source", "authors", "section", "language", "persons", "countries", "text",
)  # fmt: skip
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet read a cell as a formula (OWASP, CSV Injection)."""


@dataclass(frozen=True, slots=True)
class Row:
    """One article with its people and countries as they are shown."""

    article: Article
    persons: tuple[str, ...]
    countries: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Plain values by column; moments as ISO 8601 in UTC."""
        article = self.article
        return {
            "url": article.url,
            "title": article.title,
            "published": article.published.isoformat() if article.published else "",
            "source": article.source,
            "authors": list(article.authors),
            "section": article.section,
            "language": article.language,
            "persons": list(self.persons),
            "countries": list(self.countries),
            "text": article.text,
        }


def csv_lines(rows: Iterable[Row]) -> Iterator[str]:
    """RFC 4180 with a header and a byte-order mark, by which spreadsheets know UTF-8; lists are joined by "; ".

    A cell that a spreadsheet would take for a formula begins with an apostrophe.
    """
    yield "\ufeff" + _csv_line(_COLUMNS)
    for row in rows:
        yield _csv_line([_cell(value) for value in row.to_dict().values()])


def _csv_line(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line).writerow(cells)
    return line.getvalue()


def _cell(value: str | list[str]) -> str:
    text = value if isinstance(value, str) else "; ".join(value)
    return f"'{text}" if text.startswith(_FORMULA) else text


def json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """One JSON object a line, values as in ``Row.to_dict``; what is empty is left out."""
    for row in rows:
        record = {name: value for name, value in row.to_dict().items() if value}
        yield json.dumps(record, ensure_ascii=False) + "\n"


def bibtex(rows: Iterable[Row]) -> Iterator[str]:
    """One ``@online`` entry an article (BibLaTeX); keys are of source, date and number, so none comes twice."""
    for number, row in enumerate(rows, 1):
        article = row.article
        day = article.published.astimezone(LOCAL_TIME).date().isoformat() if article.published else ""
        key = re.sub(r"[^a-z0-9]+", "", article.source.lower()) or "izdeu"
        fields = {
            "author": " and ".join("{" + _tex(author) + "}" for author in article.authors),
            "title": "{" + _tex(article.title) + "}",
            "date": day,
            "organization": _tex(article.source),
            "langid": _LANGUAGES.get(article.language, ""),
            "url": article.url.replace("{", "%7B").replace("}", "%7D"),
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
        yield f"@online{{{key}{day.replace('-', '')}n{number},\n{lines}}}\n\n"


_LANGUAGES = {"kk": "kazakh", "kk-Latn": "kazakh", "kk-Arab": "kazakh", "ru": "russian", "en": "english"}
_TEX = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#", "_": r"\_", "%": r"\%",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def _tex(text: str) -> str:
    return "".join(_TEX.get(letter, letter) for letter in _one_line(text))


def ris(rows: Iterable[Row]) -> Iterator[str]:
    """One record of type NEWS an article, lines ended as the format has it (CR LF)."""
    for row in rows:
        article = row.article
        tags = [("TY", "NEWS"), ("TI", article.title)]
        tags += [("AU", author) for author in article.authors]
        if article.published:
            tags.append(("DA", f"{article.published.astimezone(LOCAL_TIME):%Y/%m/%d}"))
        tags += [("T2", article.source), ("LA", article.language), ("UR", article.url)]
        tags += [("KW", name) for name in row.persons]
        lines = [f"{tag}  - {_one_line(value)}\r\n" for tag, value in tags if value]
        yield "".join(lines) + "ER  - \r\n\r\n"


def _one_line(text: str) -> str:
    return " ".join(text.split())


FORMATS: dict[str, Callable[[Iterable[Row]], Iterator[str]]] = {
    "csv": csv_lines,
    "jsonl": json_lines,
    "bibtex": bibtex,
    "ris": ris,
}
"""Each writes rows as pieces of text, none before it is asked for."""
