"""The raw page that an article was made of, where the archive has it."""

from pathlib import Path

from flask import current_app

from crawler.archive import Archive, RawPage
from crawler.corpus import FILE_NAME, Corpus
from crawler.errors import IzdeuError
from web.settings import DATA


def is_archived(url: str) -> bool:
    """Whether the archive has the page of an article."""
    data = _data()
    if data is None:
        return False
    try:
        with Corpus.open(data) as corpus:
            return corpus.journal.place(url) is not None
    except IzdeuError as error:
        current_app.logger.error("%s", error)
        return False


def archived(url: str) -> RawPage | None:
    """The page of an article as it came; raises CorpusError and UnreadableFile."""
    data = _data()
    if data is None:
        return None
    with Corpus.open(data) as corpus:
        place = corpus.journal.place(url)
    return Archive(data).read(place) if place else None


def _data() -> Path | None:
    """The data folder, if it has a corpus."""
    folder = current_app.config.get(DATA)
    return Path(folder) if folder and (Path(folder) / FILE_NAME).is_file() else None
