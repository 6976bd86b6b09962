"""Files of all that was found, citations, archived pages and the map of articles."""

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from lxml import etree

from crawler.archive import Archive
from crawler.corpus import Corpus
from crawler.response import Response
from index.reindex import reindex
from web import create_app
from web.live_index import LiveIndex

URL = "https://one.example/rainbow"


def test_csv_has_every_hit_beyond_all_pages(client) -> None:
    answer = client.get("/export.csv?q=парақша&sort=oldest&page=2")
    assert answer.content_type == "text/csv; charset=utf-8"
    assert "attachment" in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert {row["title"] for row in rows} == {f"Парақша {number}" for number in range(25)}


def test_files_hold_what_the_filters_leave(client) -> None:
    lines = client.get("/export.jsonl?q=кемпірқосақ&country=RU&not.source=two.example").text.splitlines()
    assert [json.loads(line)["url"] for line in lines] == ["https://three.example/rainbow"]


@pytest.mark.parametrize(("form", "start"), [("bibtex", "@online{"), ("ris", "TY  - NEWS")])
def test_citations(client, get, form: str, start: str) -> None:
    links = [a["href"] for a in get("/article", url=URL).select(".cite a")]
    link = next(link for link in links if form in link)
    answer = client.get(link)
    assert answer.text.startswith(start)
    assert URL in answer.text
    assert client.get(f"/citation.{form}?url=x").status_code == 404


def test_the_plain_citation(get) -> None:
    assert get("/article", url=URL).select_one(".citation").get_text() == (
        "Айгүл Тілшіқызы. Аспандағы көрініс: one // one.example, 23.03.2024. https://one.example/rainbow"
    )


def test_nothing_found_is_an_empty_file(client) -> None:
    assert client.get("/export.jsonl?q=жоқтықсөз&off=spelling").text == ""


def test_what_cannot_be_read_makes_no_file(client) -> None:
    assert client.get("/export.csv?since=жаз").status_code == 400
    assert client.get("/export.pdf").status_code == 404


def test_the_sitemap_leads_to_every_article(client) -> None:
    index = etree.fromstring(client.get("/sitemap.xml").data)
    pages = [
        page for address in index.xpath("//*[local-name()='loc']/text()") for page in sitemap(client, address)
    ]
    every = client.get("/export.jsonl").text.splitlines()
    assert len(pages) == len(set(pages)) == len(every) > 40
    assert any("letter.txt" in page for page in pages)
    assert client.get(pages[0]).status_code == 200
    assert "Sitemap: http://localhost/sitemap.xml" in client.get("/robots.txt").text
    assert client.get("/sitemap-1700-01.xml").status_code == 404


def sitemap(client, address: str) -> list[str]:
    return list(etree.fromstring(client.get(address).data).xpath("//*[local-name()='loc']/text()"))


@pytest.fixture
def with_archive(tmp_path: Path, corpus: Corpus, article):
    """A client of an app whose archive holds one of two articles."""
    data, raw = (
        corpus.path.parent,
        "<html><script>alert(1)</script><p>Архив</p></html>".encode("windows-1251"),
    )
    response = Response(
        "https://dala.example/a", 200, {"content-type": "text/html; charset=windows-1251"}, raw
    )
    at = datetime(2024, 5, 1, 7, 30, tzinfo=UTC)
    with Archive(data) as archive:
        corpus.journal.keep("https://dala.example/a", archive.write(response, at), at)
    for name in "ab":
        corpus.put(article(name))
    reindex(corpus, data / "index")
    app = create_app(data / "index", data=data)
    yield app.test_client(), raw
    app.extensions[LiveIndex.NAME].close()


def test_an_archived_page_is_a_file_and_never_a_page(with_archive) -> None:
    client, raw = with_archive
    assert "/archived?" in client.get("/article?url=https://dala.example/a").text
    answer = client.get("/archived?url=https://dala.example/a")
    assert answer.data == raw
    assert answer.content_type == "text/html; charset=windows-1251"
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["Content-Security-Policy"].startswith("sandbox")


def test_without_an_archived_page_none_is_offered(with_archive, client) -> None:
    archive, _ = with_archive
    assert "/archived?" not in archive.get("/article?url=https://dala.example/b").text
    assert archive.get("/archived?url=https://dala.example/b").status_code == 404
    assert client.get(f"/archived?url={URL}").status_code == 404


def test_an_archive_that_cannot_be_read_spoils_no_page(with_archive, corpus: Corpus) -> None:
    client, _ = with_archive
    for file in (corpus.path.parent / "warc").iterdir():
        file.write_bytes(b"spoilt")
    assert client.get("/article?url=https://dala.example/a").status_code == 200
    assert client.get("/archived?url=https://dala.example/a").status_code == 404
