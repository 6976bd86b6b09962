"""Documents → segment files, within a limit of memory."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from index.engines.whoosh.codec.collect import Collector, collector_of
from index.engines.whoosh.codec.container import ContainerWriter

_LOOK_EVERY = 8


class SegmentBuilder:
    """Gathers documents, numbered from 0, and writes them as one segment.

    ``full`` says that the memory limit (bytes) is reached: then it is time to write.
    """

    def __init__(self, schema: Any, folder: Path, memory: int) -> None:
        self._schema = schema
        self._folder = folder
        self._memory = memory
        self._collectors: dict[str, Collector] = {}
        self.documents = 0

    @property
    def full(self) -> bool:
        """Whether the memory limit is reached, which is looked at every so many documents."""
        return self.documents % _LOOK_EVERY == 0 and self._size() >= self._memory

    def _size(self) -> int:
        return sum(collector.size for collector in self._collectors.values())

    def add(self, fields: Mapping[str, Any]) -> None:
        """Take a document. Nothing of it is kept where one of its fields is unknown (KeyError)."""
        for name in fields:
            if name not in self._collectors:
                self._collectors[name] = collector_of(self._schema[name], self._folder)
        for name, value in fields.items():
            self._collectors[name].add(self.documents, value)
        self.documents += 1

    def write(self, path: Path) -> None:
        """Write what was gathered and begin anew. Raises OSError."""
        with ContainerWriter(path) as out:
            out.facts.update(documents=self.documents, lengths={})
            for name in sorted(self._collectors):
                self._collectors[name].write(name, self.documents, out)
        self.documents = 0
        if self._size() > self._memory // 3:  # vocabularies are kept for the next run while they are small
            self.forget()

    def forget(self) -> None:
        """Let go of all that was gathered, the vocabularies too."""
        self._collectors.clear()
