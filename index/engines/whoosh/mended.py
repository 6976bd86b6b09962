"""Whoosh 2.7.4's queries where they give wrong answers, mended."""

from typing import Any

from whoosh import query
from whoosh.matching import AndNotMatcher


class _AndNotMatcher(AndNotMatcher):  # type: ignore[misc]  # whoosh has no types
    """Whoosh's own compares the first postings without moving the unwanted ones forward, and lets one through."""

    def _find_first(self) -> None:
        if self.a.is_active() and self.b.is_active():
            self._find_next()


class AndNot(query.AndNot):  # type: ignore[misc]
    """What the first query matches and the second does not."""

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        wanted = self.a.matcher(searcher, context)
        unwanted = self.b.matcher(searcher, searcher.boolean_context())
        return _AndNotMatcher(wanted, unwanted)
