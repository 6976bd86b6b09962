import json

import pytest
from click.testing import CliRunner

from crawler.cli import crawl, ingest
from crawler.corpus import Corpus
from crawler.location import Settings, data_folder
from crawler.sources import sources
from crawler.urls import canonical_url, is_same_site


@pytest.fixture
def run(tmp_path):
    def call(command, *arguments):
        return CliRunner().invoke(
            command, [str(argument) for argument in arguments], obj=Settings(tmp_path / "data")
        )

    return call


def test_ingest_takes_the_good_and_names_the_bad(run, tmp_path):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.txt").write_text("Астанада жиын өтті.")
    (tmp_path / "in" / "b.txt").write_text("")
    (tmp_path / "in" / "c.jsonl").write_text(
        '{"url": "https://a.example/1", "title": "т", "text": "м"}\n{oops\n'
    )
    result = run(ingest, tmp_path / "in")
    assert (result.exit_code, result.stdout) == (0, "")
    assert f"skipped {tmp_path}/in/b.txt: the file is empty" in result.stderr
    assert f"skipped {tmp_path}/in/c.jsonl:2: not JSON" in result.stderr
    assert "2 new, 0 changed, 0 the same; 2 skipped" in result.stderr
    with Corpus.open(tmp_path / "data") as corpus:
        assert {article.title for article in corpus.articles()} == {"Астанада жиын өтті.", "т"}
    assert "0 new, 0 changed, 2 the same" in run(ingest, tmp_path / "in").stderr


def test_ingest_answers_one_json_document(run, tmp_path):
    (tmp_path / "a.txt").write_text("Астанада жиын өтті.")
    result = run(ingest, "--json", tmp_path / "a.txt", tmp_path / "none.txt")
    report = json.loads(result.stdout)
    assert (report["new"], result.exit_code) == (1, 0)
    assert report["skipped"] == [{"where": str(tmp_path / "none.txt"), "why": "no such file or folder"}]


def test_ingest_fails_when_nothing_could_be_taken(run, tmp_path):
    assert run(ingest, tmp_path / "none.txt").exit_code == 1
    assert run(ingest).exit_code == 2


def test_crawl_tells_what_came_in(run, site, tmp_path):
    urls = [site.add_article("/news/1000-x"), site.url + "/news/1001-joq"]
    result = run(crawl, site.add_feed("/rss", urls), "--delay", 0, "--allow-private", "--json")
    report = json.loads(result.stdout)
    assert (report["new"], report["listings"], result.exit_code) == (1, 1, 0)
    assert f"skipped {urls[1]}: the server answers 404" in result.stderr
    with Corpus.open(tmp_path / "data") as corpus:
        assert corpus.get(urls[0]) is not None


def test_crawl_refuses_private_addresses_unless_allowed(run, site):
    result = run(crawl, site.add_feed("/rss", [site.add_article("/news/1000-x")]), "--delay", 0)
    assert result.exit_code == 1 and "not a public address" in result.stderr
    assert site.log == []


def test_crawl_wants_an_address_or_a_known_name(run):
    result = run(crawl, "egemenn")
    assert result.exit_code == 2 and "neither an http(s) address nor a known site" in result.stderr


def test_the_known_sites_are_whole():
    assert len(sources()) >= 20
    for source in sources().values():
        assert source.start
        for address in (*source.feeds, *source.sitemaps, *source.lists):
            assert address == canonical_url(address) and is_same_site(address, f"https://{source.host}/")


def test_the_data_folder_is_the_option_else_the_variable_else_the_platforms(monkeypatch, tmp_path):
    monkeypatch.setenv("IZDEU_DATA", str(tmp_path / "variable"))
    assert data_folder(tmp_path / "option") == tmp_path / "option"
    assert data_folder() == tmp_path / "variable"
    monkeypatch.setenv("IZDEU_DATA", "")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert data_folder().name == "izdeu" and data_folder().is_relative_to(tmp_path)


def test_a_dry_run_says_what_it_would_fetch_and_fetches_no_article(run, site, tmp_path):
    known, new = site.add_article("/news/1000-x"), site.add_article("/news/1001-x")
    run(crawl, site.add_feed("/rss", [known]), "--delay", 0, "--allow-private")
    feed = site.add_feed("/rss", [known, new])
    result = run(crawl, feed, "--dry-run", "--delay", 0, "--allow-private")
    assert (result.exit_code, result.stdout.split()) == (0, [new])
    assert "1 articles would be fetched" in result.stderr
    assert site.count("/news/1001-x") == 0
    assert run(crawl, site.url + "/joq", "--dry-run", "--delay", 0, "--allow-private").exit_code == 1
    result = run(crawl, feed, "--dry-run", "--json", "--delay", 0, "--allow-private")
    assert json.loads(result.stdout)["would_fetch"] == [new]


def test_a_crawl_of_two_hosts_ends_with_a_table(run, site):
    other = site.url.replace("127.0.0.1", "localhost")
    site.add_article("/news/1000-x")
    starts = [
        site.add_feed(f"/rss{number}", [home + "/news/1000-x"])
        for number, home in enumerate((site.url, other))
    ]
    result = run(
        crawl, starts[0], starts[1].replace(site.url, other), "--delay", 0, "--allow-private", "--json"
    )
    hosts = json.loads(result.stdout)["hosts"]
    assert {name: (host["requests"], host["taken"]) for name, host in hosts.items()} == {
        "127.0.0.1": (2, 1),
        "localhost": (2, 1),
    }
    assert any(line.split()[:2] == ["localhost", "2"] for line in result.stderr.splitlines())
