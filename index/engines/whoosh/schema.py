"""The Whoosh schema. Always given when an index is opened, so none is ever read from it."""

from whoosh.fields import Schema

from index.engines.whoosh.fields import FacetField, KeyField, NumberField, StoredField, TextField
from index.query import FACETS, PAIRS, STORY

SCHEMA = Schema(
    url=KeyField(unique=True),
    title=TextField(),
    text=TextField(),
    person=TextField(),
    lead=TextField(),
    title_exact=TextField(),
    text_exact=TextField(),
    person_exact=TextField(),
    published=NumberField(),
    article=StoredField(),
    **{f"facet_{name}": FacetField() for name in (*FACETS, STORY, *PAIRS)},
)
"""``published`` is in Unix seconds, ``article`` the article's JSON."""
