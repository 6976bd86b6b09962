"""The raw page that an article was made of, where the archive has it."""

from pathlib import Path

from flask import current_app

from crawler.archive import Archive, RawPage
from crawler.corpus import FILE_NAME, Corpus
from crawler.errors import IzdeuError
from crawler.journal import Place
from web.settings import DATA


def is_archived(url: str) -> bool:
    """Whether the archive has the page of an article."""
    return _place(url) is not None


def archived(url: str) -> RawPage | None:
    """The page of an article as it came; None where there is none, or none that can be read."""
    data, place = _data(), _place(url)
    if data is None or place is None:
        return None
    try:
        return Archive(data).read(place)
    except IzdeuError as error:
        current_app.logger.error("%s", error)
        return None


def _place(url: str) -> Place | None:
    data = _data()
    if data is None:
        return None
    try:
        with Corpus.open(data) as corpus:
            return corpus.journal.place(url)
    except IzdeuError as error:
        current_app.logger.error("%s", error)
        return None


def _data() -> Path | None:
    """The data folder, if it has a corpus."""
    folder = current_app.config.get(DATA)
    return Path(folder) if folder and (Path(folder) / FILE_NAME).is_file() else None
