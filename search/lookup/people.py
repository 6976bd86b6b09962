"""People's names between readers and the index: any spelling in, the best attested one out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from index.engines import Engine
from index.entities import best_form, merge_key
from index.query import EDITED, SPELLING, Everything, InFacet, Request, pair_key
from search.lookup.pairs import paired_with

MAX_KEPT = 50_000
"""Names kept for one state of the index: about 10 MB."""


def person_keys(names: Iterable[str], engine: Engine) -> tuple[str, ...]:
    """The facet keys of names in any spelling; of a name that an editor merged or split, those it led to."""
    keys = [merge_key(name) for name in names]
    decided = {key: [merge_key(name) for name in decisions(engine, key)] for key in keys}
    return tuple(dict.fromkeys(found for key in keys for found in decided[key] or [key]))


def decisions(engine: Engine, key: str) -> list[str]:
    """The names that an editor gave to the people with this key."""
    return [
        name
        for name in paired_with(engine, EDITED, key)
        if name and engine.find(Request(InFacet(EDITED, (pair_key(key, name),)), limit=0)).total
    ]


@dataclass(frozen=True, slots=True)
class Background:
    """How many articles there are, and in how many of them each person and month is."""

    articles: int
    people: Mapping[str, int]
    months: Mapping[str, int]


class Names:
    """Person's key → the spelling to show, as one state of the index has it; what was looked up is kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._shown: dict[str, str] = {}
        self._background: Background | None = None

    def shown(self, key: str) -> str:
        """The spelling of a person's name to show; the key itself where the index has none."""
        if key not in self._shown:
            if len(self._shown) >= MAX_KEPT:
                self._shown = {}
            self._shown[key] = self._look_up(key)
        return self._shown[key]

    def background(self) -> "Background":
        """What all articles hold; counted once."""
        if self._background is None:
            found = self._engine.find(Request(Everything(), facets=("person", "month"), limit=0))
            self._background = Background(found.total, found.counts["person"], found.counts["month"])
        return self._background

    @cached_property
    def _has_decisions(self) -> bool:
        """Whether an editor decided on anybody."""
        return bool(self._engine.keys(EDITED, "", 1))

    def _look_up(self, key: str) -> str:
        names = decisions(self._engine, key) if self._has_decisions else []
        decided = (name for name in names if merge_key(name) == key)
        forms = paired_with(self._engine, SPELLING, key)
        return next(decided, best_form(forms) if forms else key)
