"""Every error of the project, in one tree:

IzdeuError                  anything a user can be told in one line
├── InputError              one item that cannot be read; the rest of the batch goes on
│   ├── UnreadableFile      missing, without rights, empty, binary, too large
│   ├── BadArticle          a record without text, a broken JSON line
│   └── FetchError          a URL that could not be fetched
├── CorpusError             the corpus database cannot be opened or written
├── StoredIndexError             the stored index cannot be used
│   ├── NoIndex             nothing was built at that place yet
│   ├── IndexVersionMismatch   built by another version
│   ├── DamagedIndex        a file is missing, cut or altered
│   ├── IndexBusy           another process is writing
│   ├── UnreachableIndex    no machine that keeps it answers
│   └── IndexAccessDenied   the credentials are not accepted, or lack a right
├── QueryError              a query that cannot be read; carries the position
└── EntityDataError         an editor's file (aliases) that cannot be read

A message names the thing (file, line, URL, query position) and says what to do.
"""


class IzdeuError(Exception):
    """Base of the tree; ``str()`` of it is the line a user reads."""


class InputError(IzdeuError):
    """One item that cannot be taken in; ``where`` names it (path, path:line or URL)."""

    def __init__(self, where: object, why: str) -> None:
        super().__init__(f"{where}: {why}")
        self.where = str(where)
        self.why = why


class UnreadableFile(InputError):
    """A file or folder that cannot be read as news."""


class BadArticle(InputError):
    """A record that does not make an article."""


class FetchError(InputError):
    """A URL that could not be fetched."""


class CorpusError(IzdeuError):
    """The corpus database cannot be opened or written."""


class StoredIndexError(IzdeuError):
    """The stored index cannot be used."""


class NoIndex(StoredIndexError):
    """No index was built at that place yet."""


class IndexVersionMismatch(StoredIndexError):
    """The index was built by another version of the project."""


class DamagedIndex(StoredIndexError):
    """A file of the index is missing, cut or altered."""


class IndexBusy(StoredIndexError):
    """Another process is writing the index."""


class UnreachableIndex(StoredIndexError):
    """No machine that keeps the index answers."""


class IndexAccessDenied(StoredIndexError):
    """The credentials are not accepted, or lack a right."""


class QueryError(IzdeuError):
    """A query or an argument of it that cannot be read.

    ``position`` counts characters of the query from 0; None where the fault is not in the query's text.
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(
            message if position is None else f"{message} (at character {position + 1} of the query)"
        )
        self.position = position


class EntityDataError(IzdeuError):
    """An editor's file, such as the alias list, that cannot be read."""
