import gzip
import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from warcio.archiveiterator import ArchiveIterator

from crawler.again import clean_again
from crawler.archive import Archive
from crawler.article import Article
from crawler.cli import clean as clean_command
from crawler.crawl import crawl
from crawler.errors import CorpusError, InputError, UnreadableFile
from crawler.importers import read
from crawler.journal import Place
from crawler.location import Settings
from crawler.response import Response

AT = datetime(2024, 11, 22, 9, 5, 1, 500, tzinfo=UTC)
PAGE = (
    "<h1>Жаңа мектеп ашылды</h1><article><p>Астанада бүгін жаңа мектеп ашылды, оған министр қатысты.</p>"
    "</article><time>22.11.2024, 14:05</time>"
)
RAW = PAGE.encode("kz1048")


def response(url="https://dala.example/news/1001-x", body=RAW, **headers):
    names = {"content-type": "text/html; charset=kz-1048", "content-encoding": "gzip", **headers}
    return Response(url, 200, names, body)


def test_a_page_comes_back_as_it_was_kept(tmp_path):
    with Archive(tmp_path) as archive:
        places = [archive.write(response(), AT), archive.write(response(body=b"second"), AT)]
        assert archive.read(places[1]).body == b"second"  # at once, should the process die now
    page = archive.read(places[0])
    assert (page.url, page.body, page.at) == ("https://dala.example/news/1001-x", PAGE.encode("kz1048"), AT)
    assert page.charset == "kz-1048" and archive.read(places[1]).body == b"second"


def test_the_file_is_one_that_other_programs_read(tmp_path):
    with Archive(tmp_path) as archive:
        archive.write(response(), AT)
    (path,) = (tmp_path / "warc").iterdir()
    with path.open("rb") as file:
        (record,) = (
            (
                record.rec_type,
                record.http_headers.get_header("content-encoding"),
                record.content_stream().read(),
            )
            for record in ArchiveIterator(file, check_digests="raise")
        )
    assert record == ("response", None, RAW)


def test_a_page_that_is_not_there_is_told(tmp_path):
    with Archive(tmp_path) as archive:
        place = archive.write(response(), AT)
    for wrong in (Place("none.warc.gz", 0), Place(place.file, 7), Place(place.file, 10**9)):
        with pytest.raises(UnreadableFile):
            archive.read(wrong)


def test_an_archive_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "warc").write_text("in the way")
    with Archive(tmp_path) as archive, pytest.raises(CorpusError, match="archive cannot be written"):
        archive.write(response(), AT)


def test_all_articles_are_made_again_with_no_request(site, corpus, manners, monkeypatch):
    urls = [site.add_article(f"/news/{number}-x") for number in range(1000, 1003)]
    site.add("/news/1003-matinsiz", "<title>Тақырып</title>")
    crawl(corpus, [site.add_feed("/rss", [*urls, site.url + "/news/1003-matinsiz"])], manners)
    before = [replace(article, fetched_at=None) for article in corpus.articles()]
    requests = len(site.log)
    for url in urls:
        corpus.remove(url)
    report = clean_again(corpus)
    assert (report.new, [where for where, _ in report.skipped]) == (3, [site.url + "/news/1003-matinsiz"])
    assert [replace(article, fetched_at=None) for article in corpus.articles()] == before
    assert clean_again(corpus).same == 3

    monkeypatch.setattr("crawler.clean.metadata.section", lambda page: "Саясат")
    assert clean_again(corpus).changed == 3
    assert len(site.log) == requests and corpus.versions(urls[0])


def test_the_latest_page_of_an_address_counts(site, corpus, manners):
    url = site.add_article("/news/1000-x", "Бірінші тақырып")
    crawl(corpus, [url], manners)
    site.add_article("/news/1000-x", "Екінші тақырып")
    crawl(corpus, [url], manners)
    clean_again(corpus)
    assert corpus.get(url).title == "Екінші тақырып"


def test_the_command_says_what_came_out(site, corpus, manners, tmp_path):
    crawl(corpus, [site.add_article("/news/1000-x")], manners)
    (file,) = (corpus.path.parent / "warc").iterdir()
    result = CliRunner().invoke(clean_command, ["--json"], obj=Settings(corpus.path.parent))
    assert (json.loads(result.stdout)["same"], result.exit_code) == (1, 0)
    file.unlink()
    result = CliRunner().invoke(clean_command, [], obj=Settings(corpus.path.parent))
    assert result.exit_code == 1 and f"{file.name}" not in result.stdout and "skipped" in result.stderr


@pytest.fixture
def warc(tmp_path):
    """A file as a crawl of news publishes it: a packed body, other kinds of records, another status."""
    with Archive(tmp_path / "made") as archive:
        archive.write(response(), AT)
        archive.write(Response("https://dala.example/joq", 404, {"content-type": "text/html"}, b"x"), AT)
        archive.write(
            Response("https://dala.example/a.jpg", 200, {"content-type": "image/jpeg"}, b"\xff\xd8"), AT
        )
        archive.write(response("https://dala.example/news/1002-bos", b"<p>"), AT)
        archive.write(response("https://dala.example/biz", PAGE.split("<time")[0].encode("kz1048")), AT)
        archive.write(response("https://dala.example/news/1003-x"), AT)
    (path,) = (tmp_path / "made" / "warc").iterdir()
    return path


@pytest.mark.parametrize("suffix", [".warc.gz", ".warc"])
def test_a_warc_file_is_taken_in(warc, tmp_path, suffix):
    path = tmp_path / f"CC-NEWS{suffix}"
    path.write_bytes(warc.read_bytes() if suffix.endswith("gz") else gzip.decompress(warc.read_bytes()))
    items = list(read(path))
    articles = [item for item in items if isinstance(item, Article)]
    assert [article.url.rpartition("/")[2] for article in articles] == ["1001-x", "1003-x"]
    assert articles[0].title == "Жаңа мектеп ашылды" and articles[0].fetched_at == AT
    bad = [item.where for item in items if isinstance(item, InputError)]
    assert bad == [f"{path}: https://dala.example/news/1002-bos", f"{path}: https://dala.example/biz"]


def test_a_warc_file_that_is_cut_off_gives_what_stands_before(warc, tmp_path):
    path = tmp_path / "a.warc.gz"
    path.write_bytes(warc.read_bytes()[:-150])
    items = list(read(path))
    assert isinstance(items[0], Article) and items[0].url == "https://dala.example/news/1001-x"
    assert not any(isinstance(item, Article) and item.url.endswith("1003-x") for item in items)


@pytest.mark.parametrize("content", [b"", b"no warc at all", b"\x1f\x8b\x08broken"])
def test_what_is_no_warc_file_is_told(tmp_path, content):
    (tmp_path / "a.warc.gz").write_bytes(content)
    (item,) = read(tmp_path / "a.warc.gz")
    assert isinstance(item, UnreadableFile) and "\n" not in str(item)
