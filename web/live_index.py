"""The one open index of a running app."""

import threading
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, cast

from flask import current_app, g

import search
from search.export import Row
from search.results import READINGS
from web.languages import locale
from web.params import SearchParams


class LiveIndex:
    """Opens the index on first need, and again on the next need as long as that fails."""

    NAME = "izdeu"

    def __init__(self, location: str | Path) -> None:
        self.location = location
        self._index: search.Index | None = None
        self._opening = threading.Lock()

    def open(self) -> search.Index:
        """The open index; raises StoredIndexError while there is none that can be used."""
        with self._opening:
            if self._index is None:
                self._index = search.open(self.location)
            return self._index

    def close(self) -> None:
        """Let go of the index's files; the next need opens it anew."""
        with self._opening:
            if self._index is not None:
                self._index.close()
            self._index = None


def current_index() -> search.Index:
    """The index of the app that answers this request; raises StoredIndexError."""
    return cast(LiveIndex, current_app.extensions[LiveIndex.NAME]).open()


def find(params: SearchParams, facets: Collection[str], limit: int, offset: int) -> search.Page:
    """What a URL asks for, labelled in its language; raises QueryError and StoredIndexError."""
    page = current_index().search(
        params.q,
        **_narrowing(params),
        facets=facets,
        sort=params.sort,
        recency=params.recent,
        fold=params.fold,
        facet_prefix=params.within,
        limit=limit,
        offset=offset,
        locale=locale(),
    )
    g.incomplete = page.cut  # another try may find more: no cache shall keep this one
    return page


def everything(params: SearchParams) -> Iterator[Row]:
    """Every article that a URL asks for, as they come; raises QueryError and StoredIndexError."""
    return current_index().export(params.q, **_narrowing(params))


def _narrowing(params: SearchParams) -> dict[str, Any]:
    """What is asked beside the words."""
    return {
        "filters": params.filters,
        "exclude": params.exclude,
        "since": params.since or None,
        "until": params.until or None,
        "readings": [kind for kind in READINGS if kind not in params.off],
    }
