"""Document → the record that the cluster stores, and back to what a search gives."""

import hashlib
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from crawler.article import Article
from index.document import Document
from index.engines.opensearch.mapping import SAME_PLACE, VOCABULARY
from index.query import STORY


def record_id(url: str) -> str:
    """The id of the document with this URL: URLs may be longer than the 512 bytes that an id may have."""
    return hashlib.sha256(url.encode()).hexdigest()[:40]


def make_record(document: Document, number: int) -> dict[str, Any]:
    """The record of a document; among equals lower numbers come first in results."""
    article = document.article
    record: dict[str, Any] = {"url": article.url, "number": number, "article": article.to_record()}
    for field, words, positions in _texts(document):
        record[field] = _values(words, positions)
        record[f"{VOCABULARY}{field}"] = list(dict.fromkeys(words))
    if article.published is not None:
        record["published"] = moment(article.published)
    for facet, keys in document.facets.items():
        record[f"facet_{facet}"] = list(keys)
    record["day"] = next(iter(document.facets["day"]), None)
    record["row"] = next(iter(document.facets[STORY]), article.url)
    return record


def moment(value: datetime) -> str:
    """A moment to the second, in UTC."""
    return value.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ").rjust(20, "0")


def _texts(document: Document) -> Iterator[tuple[str, Sequence[str], Sequence[int]]]:
    """Each text field, its words, and where they stand."""
    for name, columns in (("title", document.title), ("text", document.text), ("person", document.person)):
        yield name, columns.stems, columns.positions
        yield f"{name}_exact", columns.surfaces, columns.positions
    yield "lead", document.lead.stems, document.lead.positions


def _values(words: Sequence[str], positions: Sequence[int]) -> list[str]:
    """Terms between blanks, those of one position joined; a new value where positions jump."""
    values: list[list[str]] = []
    last = -2
    for word, position in zip(words, positions, strict=True):
        if position == last:
            values[-1][-1] += SAME_PLACE + word
        elif position == last + 1:
            values[-1].append(word)
        else:
            values.append([word])
        last = position
    return [" ".join(value) for value in values]


def read_article(source: dict[str, Any]) -> Article:
    """The article of a stored record."""
    return Article.from_record(source["article"])


def keys_of(source: dict[str, Any]) -> dict[str, tuple[str, ...]]:
    """The person and country keys of a stored record."""
    return {name: tuple(source.get(f"facet_{name}", ())) for name in ("person", "country")}
