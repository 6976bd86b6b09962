"""What is looked up once for each state of the index: names, forms, spellings, totals."""

from collections.abc import Iterable
from functools import cached_property

from index.engines import Engine
from index.query import DATE_FACETS, Everything, Request
from search.lookup.forms import Forms
from search.lookup.people import Names, person_keys
from search.lookup.spelling import Spelling


class State:
    """One published state of the index; safe from many threads."""

    def __init__(self, engine: Engine, generation: int) -> None:
        self.generation = generation
        self.names = Names(engine)
        self.forms = Forms(engine)
        self.spelling = Spelling(engine, self.forms)
        self._engine = engine
        self._keys: dict[str, dict[str, int]] = {}

    @cached_property
    def totals(self) -> dict[str, dict[str, int]]:
        """All articles by year, month and day."""
        return self._engine.find(Request(Everything(), facets=DATE_FACETS, limit=0)).counts

    def keys(self, facet: str) -> dict[str, int]:
        """All keys of a facet that has few: sources, sections, authors."""
        if facet not in self._keys:
            self._keys[facet] = self._engine.keys(facet, "")
        return self._keys[facet]

    def people(self, names: Iterable[str]) -> tuple[str, ...]:
        """The keys of people, an editor's decisions on them followed."""
        return person_keys(names, self._engine)
