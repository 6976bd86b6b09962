"""People's names between readers and the index: any spelling in, the best attested one out."""

from collections.abc import Iterable

from index.engines import Engine
from index.entities import best_form, merge_key
from index.query import SPELLING
from search.lookup import paired_with

MAX_KEPT = 50_000
"""Names kept for one state of the index: about 10 MB."""


def person_keys(names: Iterable[str]) -> tuple[str, ...]:
    """The facet keys of names in any spelling."""
    return tuple(dict.fromkeys(merge_key(name) for name in names))


class Names:
    """Person's key → the spelling to show, as one state of the index has it; what was looked up is kept."""

    def __init__(self, engine: Engine, generation: int) -> None:
        self.generation = generation
        self._engine = engine
        self._shown: dict[str, str] = {}

    def shown(self, key: str) -> str:
        """The spelling of a person's name to show; the key itself where the index has none."""
        if key not in self._shown:
            if len(self._shown) >= MAX_KEPT:
                self._shown = {}
            self._shown[key] = self._look_up(key)
        return self._shown[key]

    def _look_up(self, key: str) -> str:
        forms = paired_with(self._engine, SPELLING, key)
        return best_form(forms) if forms else key
