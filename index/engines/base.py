"""The seam between the index and search: what every engine offers.

An engine stores documents and answers requests. It sees terms and facet keys, never Kazakh.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, Self

from crawler.errors import StoredIndexError
from index.document import Document
from index.query import Found, FoundArticle, Request, TextField

if TYPE_CHECKING:
    from index.engines.opensearch.engine import OpenSearchEngine


@dataclass(frozen=True, slots=True)
class IndexInfo:
    """What a published index says of itself.

    ``analysis`` is the fingerprint of the text and entity analysis that made it, ``corpus`` what it was built
    from (``index.origin``) and ``checkpoint`` the last change of that corpus it holds.
    """

    documents: int
    generation: int
    analysis: str
    corpus: str
    checkpoint: int


Edit = tuple[str, Document | None]
"""A URL, and the document to store in place of any with it; None removes that."""


class PartWriter(Protocol):
    """Writes for an engine in another process: it can be pickled, and is made by ``Engine.part_writer``."""

    def write(self, first: int, edits: Iterable[Edit]) -> Any:
        """Write a part of the edits of a run, ``first`` of which come before it.

        Gives what ``Engine.take`` wants, pickled small. Raises StoredIndexError.
        """
        ...


class Engine(Protocol):
    """``add`` and ``remove`` show nothing until ``commit`` publishes them all at once."""

    @property
    def info(self) -> IndexInfo:
        """The newest published state. Raises NoIndex, IndexVersionMismatch or DamagedIndex."""
        ...

    def add(self, document: Document) -> None:
        """Store a document in place of any with its URL."""
        ...

    def remove(self, url: str) -> None:
        """Remove the document with this URL, if there is one."""
        ...

    def part_writer(self, share: int) -> PartWriter:
        """What writes parts of this run in ``share`` processes at once, each with its share of the memory.

        It is of use until the next commit. Raises IndexBusy or StoredIndexError.
        """
        ...

    def take(self, part: Any) -> None:
        """Add what a ``PartWriter`` wrote, as if it had been added and removed here.

        Parts are taken in the order of their edits, whoever wrote them first: so nothing that is found later
        depends on how many there were.
        """
        ...

    def commit(self, corpus: str, checkpoint: int, pool: Executor | None = None) -> list[tuple[str, str]]:
        """Publish atomically what was added, removed and taken. Raises StoredIndexError; the old state then stays.

        Processes in ``pool`` may help with it. Gives (url, reason) of each document that could not be stored.
        """
        ...

    def find(self, request: Request) -> Found:
        """Answer a request from the newest published state; safe from many threads.

        Ties in score or date keep one order while the state stays, so pages join without gap or repetition.
        """
        ...

    def scan(self, request: Request) -> Iterator[FoundArticle]:
        """Every match of a request, one after the other, from the state that is newest at the first step.

        Memory does not grow with the articles' texts. Where the request sorts by date, those without one come
        last; sorted by relevance, they come in any order. Scores are 0, stories None. Facets, preferences,
        ``limit``, ``offset``, ``fold`` and ``deadline`` play no part.
        """
        ...

    def keys(self, facet: str, prefix: str, most: int | None = None) -> dict[str, int]:
        """The keys of a facet that begin with ``prefix``, and about how many articles carry each.

        With ``most``, about that many of the most frequent ones. Articles that were replaced or removed lately
        may still count.
        """
        ...

    def vocabulary(
        self, field: TextField, prefixes: Collection[str], most: int | None = None, *, exact: bool = False
    ) -> dict[str, int]:
        """The terms (``exact``: surface forms) of a field that begin with any of ``prefixes``.

        Counted as ``keys`` are; ``most`` holds for each beginning by itself.
        """
        ...

    def frequencies(self, field: TextField, terms: Sequence[str], *, exact: bool = False) -> dict[str, int]:
        """About how many articles have each of these terms in a field, counted as ``keys`` are; 0 for none."""
        ...

    def close(self) -> None:
        """Give up what is held; uncommitted additions are dropped."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(self, *exc: object) -> None: ...


def open_engine(location: str | Path, *, rebuild: bool = False, memory: int | None = None) -> Engine:
    """Open the engine that ``location`` names: ``opensearch://host:9200/name`` (with TLS ``opensearchs://``) is an
    index in a cluster, a path is a Whoosh index in that folder.

    ``rebuild`` starts from nothing: what the next commit publishes replaces all that was there.
    A Whoosh index gathers documents in up to ``memory`` bytes (256 MB unless told) before it writes them out.
    Nothing is read or locked before the first use.
    """
    if is_cluster(location):
        return _cluster_engine(str(location), rebuild)
    from index.engines.whoosh.engine import WhooshEngine

    return WhooshEngine(Path(location), rebuild=rebuild, memory=memory)


def is_cluster(location: str | Path) -> bool:
    """Whether a location names an index in a cluster."""
    return str(location).startswith(("opensearch://", "opensearchs://"))


def check_index(location: str | Path) -> list[str]:
    """Verify a stored index, every checksum and cross-reference of it: what is wrong, a line each.

    Raises NoIndex or IndexVersionMismatch.
    """
    if is_cluster(location):
        with _cluster_engine(str(location)) as engine:
            return engine.check()
    from index.engines.whoosh.check import check

    return check(Path(location))


def roll_back(location: str | Path) -> IndexInfo:
    """Let searches answer from the index that the last rebuild replaced. Raises StoredIndexError."""
    if not is_cluster(location):
        raise StoredIndexError(
            f"{location}: an index in a folder keeps no older one; run: izdeu reindex --full"
        )
    with _cluster_engine(str(location)) as engine:
        return engine.roll_back()


def _cluster_engine(location: str, rebuild: bool = False) -> "OpenSearchEngine":
    if find_spec("opensearchpy") is None:
        raise StoredIndexError(f"{location}: its client is not installed; run: pip install opensearch-py")
    from index.engines.opensearch.engine import OpenSearchEngine

    return OpenSearchEngine(location, rebuild=rebuild)
