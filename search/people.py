"""People's names between readers and the index: any spelling in, the best attested one out."""

from collections.abc import Iterable

from index.engines import Engine
from index.entities import best_form, merge_key
from index.query import SPELLING, spelling_key

MAX_KEPT = 50_000


class People:
    """Shows the people of an index; what was looked up is kept until the index changes."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._shown: dict[str, str] = {}
        self._generation = -1

    def keys(self, names: Iterable[str]) -> tuple[str, ...]:
        """The facet keys of names in any spelling."""
        return tuple(dict.fromkeys(merge_key(name) for name in names))

    def shown(self, key: str) -> str:
        """The spelling of a person's name to show; the key itself where the index has none."""
        shown = self._kept()
        if key not in shown:
            beginning = spelling_key(key)
            found = self._engine.keys(SPELLING, beginning)
            forms = {spelling.removeprefix(beginning): count for spelling, count in found.items()}
            shown[key] = best_form(forms) if forms else key
        return shown[key]

    def _kept(self) -> dict[str, str]:
        generation = self._engine.info.generation
        if generation != self._generation or len(self._shown) > MAX_KEPT:
            self._shown, self._generation = {}, generation
        return self._shown
