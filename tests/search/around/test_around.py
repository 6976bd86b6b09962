"""What stands around a list of results: facets, stories, suggestions, similar articles, exports, statistics."""

import csv
import io
import json
import threading
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

import search
from crawler.article import Article
from crawler.corpus import Corpus
from index.reindex import reindex
from search.export import FORMATS, Row


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, article: Callable[..., Article]) -> Iterator[search.Index]:
    """Three reports of one story by two outlets, and two articles of their own."""
    text = "Бүгін Астанада үлкен жиын өтті, оған елдің түкпір-түкпірінен мұғалімдер мен ғалымдар келді. " * 3
    data = tmp_path_factory.mktemp("stories")
    with Corpus.open(data) as corpus:
        for name, day, source in (("b", 2, "tau.example"), ("a", 1, "dala.example"), ("c", 3, "tau.example")):
            moment = datetime(2024, 5, day, tzinfo=UTC)
            corpus.put(article(name, text, title="Үлкен жиын", published=moment, source=source))
        corpus.put(article("oil", "Мұнай бағасы туралы жиын.", authors=("Серік Әли",), section="Экономика"))
        corpus.put(
            article("like", "Мұғалімдер мен ғалымдар кеңесі.", published=datetime(2023, 1, 1, tzinfo=UTC))
        )
        reindex(corpus, data / "index")
    with search.open(data / "index") as opened:
        yield opened


def names(hits: list[search.Hit]) -> list[str]:
    return [hit.url.rpartition("/")[2] for hit in hits]


def test_one_row_for_a_story(told: search.Index) -> None:
    page = told.search("жиын", sort="newest")
    assert names(page.hits) == ["c", "oil"] or names(page.hits) == ["oil", "c"]
    assert (page.total, page.stories) == (4, 2)
    story = next(hit.story for hit in page.hits if hit.story)
    assert (story.articles, story.sources, story.first_source) == (3, 2, "dala.example")
    assert story.first_url.endswith("/a") and story.first_published == datetime(2024, 5, 1, tzinfo=UTC)
    unfolded = told.search("жиын", fold=False)
    assert len(unfolded.hits) == unfolded.stories == 4
    assert {hit.story for hit in unfolded.hits} == {None}


def test_every_outlet_of_a_long_story_is_counted(tmp_path: Path, article: Callable[..., Article]) -> None:
    text = "Бүгін Астанада үлкен жиын өтті, оған елдің түкпір-түкпірінен мұғалімдер мен ғалымдар келді. " * 3
    with Corpus.open(tmp_path) as corpus:
        for number in range(30):
            source, ending = f"{number % 24}.example", " Соңы." if number < 27 else ""
            corpus.put(article(str(number), text + ending, title="Үлкен жиын", source=source))
        reindex(corpus, tmp_path / "index")

    def outlets(query: str = "жиын", **narrowing: Any) -> list[tuple[int, int]]:
        stories = [hit.story for hit in index.search(query, **narrowing).hits]
        return [(story.articles, story.sources) for story in stories if story]

    with search.open(tmp_path / "index") as index:
        assert outlets() == [(30, 24)]
        assert outlets("жиын соңы") == [(27, 24)]
        assert outlets(exclude={"source": ["0.example"]}) == [(28, 23)]
        many = [f"{number}.example" for number in range(22)]
        assert outlets(filters={"source": many}) == [(28, 22)]


def test_the_other_reports_of_a_story(told: search.Index) -> None:
    assert names(told.story("https://dala.example/b")) == ["a", "c"]
    assert told.story("https://dala.example/oil") == []
    assert told.story("https://dala.example/missing") == []


def test_similar_articles_leave_the_story_out(told: search.Index) -> None:
    assert "like" in names(told.similar("https://dala.example/a"))
    assert not {"a", "b", "c"} & set(names(told.similar("https://dala.example/a")))
    assert told.similar("https://dala.example/missing") == []


def test_similar_articles_of_the_bundled_corpus(index: search.Index) -> None:
    url = next(hit.url for hit in index.search("Айдын Айымбетов ғарышқа аттанды").hits)
    assert any("gagarin" in hit.url or "aiymbetov" in hit.url for hit in index.similar(url, limit=3))


def test_recency_prefers_the_new(told: search.Index) -> None:
    hits = told.search("жиын түкпір", recency=30, fold=False).hits
    assert names(hits) == ["c", "b", "a"] and hits[0].score > hits[2].score
    plain = told.search("жиын түкпір", fold=False).hits
    assert len({hit.score for hit in plain}) == 1
    assert told.search("жиын", recency=True).total == told.search("жиын").total


def test_searching_inside_a_facet(index: search.Index) -> None:
    def values(facet: str, text: str, **options: object) -> list[str]:
        page = index.search(facets=[facet], facet_prefix={facet: text}, **options)  # type: ignore[arg-type]
        return [value.label for value in page.facets[facet]]

    assert values("person", "тоқ")[0] == "Қасым-Жомарт Тоқаев"
    assert values("person", "касым тока") == ["Қасым-Жомарт Тоқаев"]
    assert set(values("country", "қаз")) == set(values("country", "Kaz")) == {"Қазақстан"}
    assert values("source", "dala") == ["dala.example"]
    assert values("person", "жоқтықсөз") == []
    assert values("country", "қаз", filters={"country": ["RU"]}) == ["Қазақстан", "Ресей"]


def test_a_date_value_tells_its_share(index: search.Index) -> None:
    months = index.search("олимпиада", facets=["month", "year", "person"]).facets
    everything = {value.key: value.count for value in index.search(facets=["month"]).facets["month"]}
    assert {value.key: value.of for value in months["month"]}.items() <= everything.items()
    assert all(value.count <= (value.of or 0) for value in (*months["month"], *months["year"]))
    assert {value.of for value in months["person"]} == {None}


def test_fields_take_loose_names(told: search.Index) -> None:
    for query in ("author:серік", "section:экономика", 'author:"Серік Әли"', "author:Али"):
        assert names(told.search(query).hits) == ["oil"]
    assert told.search("source:tau", fold=False).total == 2
    assert told.search('source:"!"').total == 0
    assert told.search("url:dala.example/o").total == told.search("url:https://dala.example/oil").total == 1


def test_suggestions(index: search.Index) -> None:
    def texts(text: str, kind: str, **options: str) -> list[str]:
        return [found.text for found in index.suggest(text, **options) if found.kind == kind]  # type: ignore[arg-type]

    assert "Қасым-Жомарт Тоқаев" in texts("тоқ", "person") and "Қасым-Жомарт Тоқаев" in texts(
        "toka", "person"
    )
    assert texts("қасым ток", "person") == ["Қасым-Жомарт Тоқаев"]
    assert texts("қаз", "country") == ["Қазақстан"] and texts("каз", "country", locale="ru") == ["Казахстан"]
    assert "президент" in texts("през", "word")
    assert "Алматы метросы жолаушы қабылдай бастады" in texts("алматы мет", "title")
    assert all(len(index.suggest(text)) <= 8 for text in ("қа", "а", "", "…", "(", "ел"))
    assert index.suggest("қ") == index.suggest("!!") == index.suggest("- -") == ()
    assert texts("президенттің", "word") == ["президент"]
    assert texts("title:през", "word")[0] == "title:президент"
    assert "Нұрсұлтан Назарбаев Президент өкілеттігін тоқтатты" in texts("назарбаев президентин", "title")
    assert len(index.suggest("қа", limit=3)) == 3


def test_suggested_words_are_dictionary_forms(index: search.Index) -> None:
    found = [found.text for found in index.suggest("олимп", limit=20) if found.kind == "word"]
    assert "олимпиада" in found
    assert not [word for word in found if word.endswith("ның")]


def test_matched_as_counts_the_forms(index: search.Index) -> None:
    (matched,) = index.search("президенттің").matched_as
    forms = dict(matched.forms)
    assert matched.word == "президенттің" and {"президент", "президенті"} <= set(forms)
    assert list(forms.values()) == sorted(forms.values(), reverse=True)
    assert forms["президенті"] == index.search('text:"президенті"').total


def test_statistics(told: search.Index) -> None:
    stats = told.stats()
    assert (stats.documents, stats.languages) == (5, (("kk", 5),))
    assert stats.sources == (("dala.example", 3), ("tau.example", 2))
    assert stats.first == datetime(2023, 1, 1, tzinfo=UTC) and stats.last == datetime(2024, 5, 3, tzinfo=UTC)


def test_an_export_has_every_match_and_the_same_narrowing(index: search.Index) -> None:
    page = index.search("президент", filters={"language": ["ru"]}, since="2010", limit=100, fold=False)
    rows = list(index.export("президент", filters={"language": ["ru"]}, since="2010"))
    assert {row.article.url for row in rows} == {hit.url for hit in page.hits}
    assert [row.article.published for row in rows] == sorted(
        (row.article.published for row in rows if row.article.published), reverse=True
    )
    assert len(list(index.export())) == index.info.documents
    assert any(row.persons and row.countries for row in rows)


ODD = Row(
    Article(
        "https://dala.example/a{b}",
        '=cmd|"/c calc"!A1 & 50 %_{x}',
        "+7 701\nекінші жол, үтір",
        datetime(2024, 5, 1, 20, tzinfo=UTC),
        source="dala.example",
        authors=("Серік Әли", "-Б. В."),
        language="kk",
    ),
    ("Серік Әли",),
    ("KZ",),
)


def test_csv_is_read_back_and_starts_no_formula() -> None:
    text = "".join(FORMATS["csv"]([ODD]))
    assert text.startswith("\ufeffurl,title,") and text.endswith("\r\n")
    (row,) = csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    assert row["title"] == "'" + ODD.article.title and row["text"] == "'" + ODD.article.text
    assert row["authors"] == "Серік Әли; -Б. В." and row["published"] == "2024-05-01T20:00:00+00:00"


def test_json_lines_are_read_back() -> None:
    (line,) = "".join(FORMATS["jsonl"]([ODD])).splitlines()
    assert json.loads(line)["title"] == ODD.article.title and json.loads(line)["persons"] == ["Серік Әли"]


def test_bibtex_escapes_what_tex_reads() -> None:
    entry = "".join(FORMATS["bibtex"]([ODD]))
    assert entry.startswith("@online{dalaexample20240502n1,\n")
    assert r"\& 50 \%\_\{x\}" in entry and "date = {2024-05-02}" in entry
    assert "author = {{Серік Әли} and {-Б. В.}}" in entry
    assert "https://dala.example/a%7Bb%7D" in entry


def test_ris_has_a_tag_a_line() -> None:
    lines = "".join(FORMATS["ris"]([ODD])).split("\r\n")
    assert lines[0] == "TY  - NEWS" and "DA  - 2024/05/02" in lines and lines[-3] == "ER  - "
    assert all(line[2:6] == "  - " for line in lines if line)


def test_formats_write_as_they_go() -> None:
    def endless() -> Iterator[Row]:
        while True:
            yield ODD

    for write in FORMATS.values():
        pieces = write(endless())
        assert next(pieces) and next(pieces)


def test_an_index_serves_many_threads_and_sees_a_new_state(
    tmp_path: Path, article: Callable[..., Article]
) -> None:
    with Corpus.open(tmp_path) as corpus:
        corpus.put(article("a", "Мұнай бағасы өсті."))
        reindex(corpus, tmp_path / "index")
        with search.open(tmp_path / "index") as index:
            faults: list[BaseException | int] = []

            def read() -> None:
                try:
                    for query in ("мұнай", "мунай", "минстр", "бағасы*") * 10:
                        page = index.search(query)
                        if query == "мұнай" and page.total < 1:
                            faults.append(page.total)
                        index.suggest("мұн")
                except BaseException as error:
                    faults.append(error)

            threads = [threading.Thread(target=read) for _ in range(4)]
            for thread in threads:
                thread.start()
            for number in range(3):
                corpus.put(article(f"b{number}", "Мұнай арзандады."))
                reindex(corpus, tmp_path / "index")
            for thread in threads:
                thread.join()
            assert not faults
            assert index.search("мұнай").total == 4
            assert dict(index.search("мұнай").matched_as[0].forms) == {"мұнай": 4}


def test_a_long_query_is_cut_and_says_so(index: search.Index) -> None:
    assert index.search("президент " * 300, limit=1).cut
    assert not index.search("президент", limit=1).cut
