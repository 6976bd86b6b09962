"""Document → what the fields of the schema take."""

from collections.abc import Sequence
from typing import Any

from index.document import Document
from index.engines.whoosh.fields import Terms
from index.text import Term


def make_record(document: Document) -> dict[str, Any]:
    """Values by the name of their field."""
    article = document.article
    fields: dict[str, Any] = {
        "url": article.url,
        "article": article.to_json(),
    }
    for name, terms in (("title", document.title), ("text", document.text), ("person", document.person)):
        stems, surfaces, positions = _columns(terms)
        fields[name] = Terms(stems, positions)
        fields[f"{name}_exact"] = Terms(surfaces, positions)
    stems, _, positions = _columns(document.lead)
    fields["lead"] = Terms(stems, positions)
    if article.published is not None:
        fields["published"] = int(article.published.timestamp())
    for facet, keys in document.facets.items():
        fields[f"facet_{facet}"] = keys
    return fields


def _columns(terms: Sequence[Term]) -> tuple[Sequence[str], Sequence[str], Sequence[int]]:
    """Stems, surface forms and positions."""
    if not terms:
        return (), (), ()
    stems, surfaces, positions, *_ = zip(*terms, strict=True)
    return stems, surfaces, positions
