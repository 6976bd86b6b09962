"""Document → what the fields of the schema take."""

from typing import Any

from index.document import Document
from index.engines.whoosh.fields import Terms


def make_record(document: Document) -> dict[str, Any]:
    """Values by the name of their field."""
    article = document.article
    fields: dict[str, Any] = {
        "url": article.url,
        "article": article.to_json(),
    }
    for name, columns in (("title", document.title), ("text", document.text), ("person", document.person)):
        fields[name] = Terms(columns.stems, columns.positions)
        fields[f"{name}_exact"] = Terms(columns.surfaces, columns.positions)
    fields["lead"] = Terms(document.lead.stems, document.lead.positions)
    if article.published is not None:
        fields["published"] = int(article.published.timestamp())
    for facet, keys in document.facets.items():
        fields[f"facet_{facet}"] = keys
    return fields
