"""Settings and mapping of an index: analysed terms in, the same scores out as the Whoosh engine's."""

from typing import Any

from index.engines.opensearch.location import Location
from index.query import FACETS, PAIRS, STORY

FORMAT = 1
"""Version of what is stored; another one must be rebuilt."""

TEXT_FIELDS = ("title", "text", "lead", "person", "title_exact", "text_exact", "person_exact")
FACET_FIELDS = tuple(f"facet_{name}" for name in (*FACETS, STORY, *PAIRS))

VOCABULARY = "vocabulary_"
"""Before the name of a text field: its different terms, to be listed and counted, not searched."""

SAME_PLACE = "<"
"""Joins terms of one position. No term holds it, nor a blank: words and numbers cannot, addresses exclude it."""

GAP = 100
"""Positions between two values of a text field."""

LONGEST_TERM, LONGEST_KEY = 8_000, 8_000
"""Characters; Lucene takes 32,766 bytes. Longer terms are cut in pieces, longer keys are not found."""

DEEPEST_PAGE = 100_000
"""Results that can be paged through; more are scanned."""

_IDF = "Math.log(field.docCount / (term.docFreq + 1.0)) + 1.0"
_LENGTH = "doc.length / (field.sumTotalTermFreq / (double) field.docCount)"
_SCORE = f"double idf = {_IDF}; double length = {_LENGTH}; " + (
    "return query.boost * idf * doc.freq * 2.2 / (doc.freq + 1.2 * (0.25 + 0.75 * length));"
)
"""BM25F as Whoosh has it (k1 1.2, b 0.75). Lucene's own has another idf.

What differs is the length of a field: Lucene keeps it in one byte that steps by an eighth from 40 terms on, Whoosh
in one that steps finer there. So scores differ by a percent or two, and what scores nearly alike may change places.
"""


def index_body(location: Location) -> dict[str, Any]:
    """What an index is created with."""
    settings: dict[str, Any] = {
        "number_of_shards": location.shards,
        "number_of_replicas": location.replicas,
        "refresh_interval": "-1",  # what is written shows when a commit says so
        "max_result_window": DEEPEST_PAGE,
        "codec": "best_compression",
        "similarity": {
            "whoosh": {"type": "scripted", "discount_overlaps": False, "script": {"source": _SCORE}}
        },
        "analysis": {
            "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": LONGEST_TERM}},
            "filter": {
                "same_place": {
                    "type": "pattern_capture",
                    "preserve_original": False,
                    "patterns": [f"([^{SAME_PLACE}]+)"],
                }
            },
            "analyzer": {
                "terms": {"type": "custom", "tokenizer": "blanks", "filter": ["same_place"]},
                "asked": {"type": "custom", "tokenizer": "blanks"},
            },
        },
    }
    return {"settings": {"index": settings}, "mappings": _mapping()}


def _mapping() -> dict[str, Any]:
    text = {
        "type": "text",
        "analyzer": "terms",
        "search_analyzer": "asked",
        "similarity": "whoosh",
        "position_increment_gap": GAP,
    }
    key = {"type": "keyword", "ignore_above": LONGEST_KEY}
    return {
        "dynamic": "strict",
        "_source": {"includes": ["article", "facet_person", "facet_country", "facet_story"]},
        "properties": {
            "url": {**key, "doc_values": False},
            "number": {"type": "long", "index": False},
            "published": {"type": "date", "format": "strict_date_time_no_millis"},
            "day": {"type": "date", "format": "strict_date", "index": False},
            "row": key,
            "article": {"type": "object", "enabled": False},
            **dict.fromkeys(TEXT_FIELDS, text),
            **{f"{VOCABULARY}{name}": {**key, "index": False} for name in TEXT_FIELDS},
            **dict.fromkeys(FACET_FIELDS, key),
        },
    }
