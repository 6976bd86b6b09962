"""Cleaning again: the archive's pages → articles, as today's cleaner reads them. Asks no site for anything."""

from collections.abc import Callable

from crawler.archive import Archive
from crawler.clean import clean
from crawler.corpus import Corpus
from crawler.errors import InputError
from crawler.report import Report

Progress = Callable[[int, int], None]


def clean_again(corpus: Corpus, progress: Progress = lambda done, total: None) -> Report:
    """Make every article again whose raw page is kept; a page that gives none is in the report.

    The corpus keeps the earlier version of an article that comes out otherwise. Raises CorpusError.
    """
    report, archive, kept = Report(), Archive(corpus.path.parent), corpus.journal.kept()
    for number, (url, place) in enumerate(kept, 1):
        try:
            page = archive.read(place)
            report.count(corpus.put(clean(page.body, page.url, page.at, page.charset)))
        except InputError as error:
            report.skip(url, error.why)
        progress(number, len(kept))
    return report
