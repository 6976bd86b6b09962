"""Files and folders → articles: ``.txt``, ``.html``, ``.htm``, ``.jsonl``, ``.warc`` and ``.warc.gz``.

A bad file or line is one InputError among the articles; what stands beside it is still read.
"""

import dataclasses
import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from crawler.archive import pages
from crawler.article import Article
from crawler.clean import clean, decode, detect_language
from crawler.clean.tree import squeeze
from crawler.discover import looks_like_article
from crawler.errors import BadArticle, InputError, UnreadableFile
from crawler.headline import title_of
from crawler.urls import canonical_url, host_of

MAX_FILE = 20_000_000  # bytes of a .txt or .html file
MAX_LINE = 5_000_000  # bytes of a line of .jsonl
MAX_BROKEN_SHARE = 0.01
FILE_SOURCE = "file"

Item = Article | InputError


def read(path: Path) -> Iterator[Item]:
    """What a file holds, or all files of a folder and of the folders in it, in the order of their names."""
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        yield UnreadableFile(path, "no such file or folder")
        return
    except OSError as error:
        yield UnreadableFile(path, _reason(error))
        return
    if stat.S_ISDIR(mode):
        yield from _read_folder(path)
    elif stat.S_ISREG(mode):
        yield from _read_file(path)
    else:
        yield UnreadableFile(path, "not a regular file")


def _read_folder(folder: Path) -> Iterator[Item]:
    try:
        with os.scandir(folder) as entries:
            names = sorted(entry.name for entry in entries if not entry.name.startswith("."))
    except OSError as error:
        yield UnreadableFile(folder, _reason(error))
        return
    for name in names:
        if (path := folder / name).is_symlink() and path.is_dir():
            yield UnreadableFile(path, "a link to a folder; name the folder itself")
        else:
            yield from read(path)


def _read_file(path: Path) -> Iterator[Item]:
    name = path.name.lower()
    reader = next((reader for suffix, reader in READERS.items() if name.endswith(suffix)), None)
    if reader is None:
        yield UnreadableFile(path, f"not one of {', '.join(READERS)}")
        return
    try:
        with path.open("rb") as file:
            yield from reader(path, file)
    except InputError as error:
        yield error
    except OSError as error:
        yield UnreadableFile(path, _reason(error))


def _reason(error: OSError) -> str:
    return "no right to read it" if isinstance(error, PermissionError) else str(error.strerror or error)


def _read_text(path: Path, file: BinaryIO) -> Iterator[Article]:
    text = "\n".join(filter(None, map(squeeze, _decoded(path, _content(path, file)).splitlines())))
    if not text:
        raise UnreadableFile(path, "the file is empty")
    yield Article(
        url=path.resolve().as_uri(),
        title=title_of(text),
        text=text,
        source=FILE_SOURCE,
        language=detect_language(text),
        fetched_at=datetime.now(UTC),
    )


def _read_html(path: Path, file: BinaryIO) -> Iterator[Article]:
    raw = _content(path, file)
    _decoded(path, raw)
    try:
        article = clean(raw, path.resolve().as_uri())
    except BadArticle as error:
        raise BadArticle(path, error.why) from error
    yield article if article.source else dataclasses.replace(article, source=FILE_SOURCE)


def _content(path: Path, file: BinaryIO) -> bytes:
    raw = file.read(MAX_FILE + 1)
    if len(raw) > MAX_FILE:
        raise UnreadableFile(path, f"larger than {MAX_FILE // 1_000_000} MB")
    if not raw.strip():
        raise UnreadableFile(path, "the file is empty")
    return raw


def _decoded(path: Path, raw: bytes) -> str:
    """The text of a file; raises UnreadableFile where it is none."""
    text = decode(raw)
    sample = text[:100_000]
    control = sum(unicodedata.category(letter) == "Cc" and not letter.isspace() for letter in sample)
    if control > MAX_BROKEN_SHARE * len(sample):
        raise UnreadableFile(path, "a binary file, not text")
    if sample.count("\ufffd") > MAX_BROKEN_SHARE * len(sample):
        raise UnreadableFile(path, "its encoding is not known; save it as UTF-8")
    return text


def _read_lines(path: Path, file: BinaryIO) -> Iterator[Item]:
    found = False
    for number, line in enumerate(iter(lambda: file.readline(MAX_LINE + 1), b""), 1):
        where = f"{path}:{number}"
        if len(line) > MAX_LINE:
            found = True
            _skip_rest(file, line)
            yield BadArticle(where, f"a line longer than {MAX_LINE // 1_000_000} MB")
        elif line.strip():
            found = True
            yield _read_line(line, where)
    if not found:
        raise UnreadableFile(path, "the file is empty")


def _skip_rest(file: BinaryIO, line: bytes) -> None:
    while line and not line.endswith(b"\n"):
        line = file.readline(MAX_LINE)


def _read_line(line: bytes, where: str) -> Item:
    try:
        article = Article.from_json(line.decode("utf-8-sig"), where)
        url = canonical_url(article.url)
    except UnicodeDecodeError:
        return BadArticle(where, "not UTF-8")
    except BadArticle as error:
        return error
    except ValueError as error:
        return BadArticle(where, f"url is not an address ({error})")
    return dataclasses.replace(
        article,
        url=url,
        source=article.source or host_of(url) or FILE_SOURCE,
        language=detect_language(article.text) if article.language == "und" else article.language,
    )


def _read_archive(path: Path, file: BinaryIO) -> Iterator[Item]:
    for page in pages(path, file):
        if isinstance(page, InputError):
            yield page
            continue
        try:
            article = clean(page.body, page.url, page.at, page.charset)
            if article.published is None and not looks_like_article(page.url):
                raise BadArticle(page.url, "no article: it has no date, nor the address of one")
            yield article
        except BadArticle as error:
            yield BadArticle(f"{path}: {error.where}", error.why)


READERS: dict[str, Callable[[Path, BinaryIO], Iterator[Item]]] = {
    ".txt": _read_text,
    ".html": _read_html,
    ".htm": _read_html,
    ".jsonl": _read_lines,
    ".warc": _read_archive,
    ".warc.gz": _read_archive,
}
