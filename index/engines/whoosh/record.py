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
    for name, terms in (("title", document.title), ("text", document.text), ("person", document.person)):
        positions = [term.position for term in terms]
        fields[name] = Terms([term.stem for term in terms], positions)
        fields[f"{name}_exact"] = Terms([term.surface for term in terms], positions)
    fields["lead"] = Terms([term.stem for term in document.lead], [term.position for term in document.lead])
    if article.published is not None:
        fields["published"] = int(article.published.timestamp())
    for facet, keys in document.facets.items():
        fields[f"facet_{facet}"] = keys
    return fields
