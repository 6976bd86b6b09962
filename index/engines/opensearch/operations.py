"""What is done to the indexes of a cluster, an operation for each document."""

import json
from dataclasses import dataclass

from index.document import Document
from index.engines.opensearch.generations import year_index
from index.engines.opensearch.records import make_record, record_id


@dataclass(frozen=True, slots=True)
class Operation:
    """Store a document (a line of JSON) or, where there is none, delete it.

    ``number`` orders the operations on one document: whatever order they arrive in, the highest wins.
    """

    index: str
    id: str
    url: str
    number: int
    document: str | None

    @classmethod
    def read(cls, line: str) -> "Operation":
        """Make one again of a line."""
        return cls(*json.loads(line))

    def line(self) -> str:
        """A line to keep it in."""
        fields = [self.index, self.id, self.url, self.number, self.document]
        return json.dumps(fields, ensure_ascii=False) + "\n"

    def lines(self) -> str:
        """As a bulk request has it."""
        action = "index" if self.document is not None else "delete"
        head = {"_index": self.index, "_id": self.id, "version": self.number, "version_type": "external"}
        body = f"{self.document}\n" if self.document is not None else ""
        return f"{json.dumps({action: head})}\n{body}"


def storing(base: str, document: Document, number: int, yearly: bool) -> Operation:
    """Stores a document in the index that this base name leads to."""
    article = document.article
    record = json.dumps(make_record(document, number), ensure_ascii=False, separators=(",", ":"))
    index = year_index(base, article.published) if yearly else base
    return Operation(index, record_id(article.url), article.url, number, record)


def removing(base: str, url: str, number: int) -> Operation:
    """Deletes the document with this URL."""
    return Operation(base, record_id(url), url, number, None)
