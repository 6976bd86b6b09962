"""``search.open(…).search(…)`` over the bundled corpus."""

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

import search
from crawler.errors import NoIndex, QueryError


def urls(page: search.Page) -> list[str]:
    return [hit.url for hit in page.hits]


def counts(page: search.Page, facet: str) -> dict[str, int]:
    return {value.key: value.count for value in page.facets[facet]}


def test_words_in_any_form(index: search.Index) -> None:
    one, other = index.search("Әзербайжанда", limit=100), index.search("әзербайжанның", limit=100)
    assert set(urls(one)) == set(urls(other))
    assert one.total > 5


@pytest.mark.parametrize(
    "spelling", ["Жақсылықов", "жаксылыков", "Жаксылыкова", "Zhaksylykov", "ЖАҚСЫЛЫҚОВТЫҢ"]
)
def test_a_name_in_any_spelling(index: search.Index, spelling: str) -> None:
    assert any("zhaksylykov-vozglavil" in url for url in urls(index.search(spelling)))


def test_filters_keep_the_counts_of_their_own_facet(index: search.Index) -> None:
    plain = index.search("президент", facet_size=100)
    chosen = index.search("президент", filters={"country": ["RU"]}, facet_size=100)
    assert chosen.total == counts(plain, "country")["RU"]
    assert counts(chosen, "country") == counts(plain, "country")
    assert sum(counts(chosen, "language").values()) == chosen.total
    assert [value.key for value in chosen.facets["country"] if value.selected] == ["RU"]


def test_two_values_of_a_facet_widen_and_two_facets_narrow(index: search.Index) -> None:
    russia = index.search(filters={"country": ["RU"]}).total
    both = index.search(filters={"country": ["RU", "CN"]}).total
    kazakh = index.search(filters={"country": ["RU"], "language": ["kk"]}).total
    assert kazakh < russia < both


def test_exclusion(index: search.Index) -> None:
    everything, russia = index.search().total, index.search(filters={"country": ["RU"]}).total
    without = index.search(exclude={"country": ["RU"]})
    assert without.total == everything - russia
    assert [value.key for value in without.facets["country"] if value.excluded] == ["RU"]
    assert counts(without, "country")["RU"] == 0


def test_chosen_values_are_listed_even_past_the_size(index: search.Index) -> None:
    page = index.search(filters={"country": ["PE"]}, facet_size=2)
    assert "PE" in counts(page, "country")
    assert len(page.facets["person"]) == 2


def test_labels_speak_the_language_that_is_asked_for(index: search.Index) -> None:
    for locale, label in (("kk", "Ресей"), ("ru", "Россия"), ("en", "Russia")):
        page = index.search(filters={"country": ["RU"]}, locale=locale)
        assert next(value.label for value in page.facets["country"] if value.key == "RU") == label


def test_months_are_listed_newest_first(index: search.Index) -> None:
    months = [value.key for value in index.search(facet_size=500).facets["month"]]
    assert months == sorted(months, reverse=True)


def test_sorting_and_dates(index: search.Index) -> None:
    newest = index.search(sort="newest", limit=200)
    moments = [hit.published for hit in newest.hits]
    assert moments == sorted(
        moments, key=lambda moment: moment or datetime.min.replace(tzinfo=UTC), reverse=True
    )
    year = index.search(since="2018", until="2018", limit=100)
    assert (
        year.total
        == index.search("after:2018-01-01 before:2018-12-31").total
        == index.search("date:2018").total
    )
    assert {hit.published.year for hit in year.hits if hit.published} == {2018}


def test_paging(index: search.Index) -> None:
    whole = index.search("ел", limit=30)
    assert (
        urls(index.search("ел", limit=10)) + urls(index.search("ел", limit=10, offset=10)) == urls(whole)[:20]
    )


def test_relaxed_only_where_nothing_has_all_the_words(index: search.Index) -> None:
    question = "Айымбетов ғарышқа Рыбакина"
    relaxed = index.search(question)
    assert relaxed.interpretation.relaxed and relaxed.total > 2
    assert index.search(question, relax=False).total == 0
    assert not index.search("Айымбетов ғарыш").interpretation.relaxed
    assert index.search(question, match="any").total == relaxed.total
    assert not index.search("жоқсөзқайда екіншіжоқ").interpretation.relaxed


def test_relaxing_keeps_what_is_not_a_word(index: search.Index) -> None:
    page = index.search("Айымбетов Рыбакина lang:kk -теннис", limit=50)
    assert page.interpretation.relaxed
    assert {hit.language for hit in page.hits} == {"kk"}


def test_hits_carry_marks_people_and_countries(index: search.Index) -> None:
    hit = index.search("Гасановпен кездесу").hits[0]
    assert "Закир Гасанов" in hit.persons and "AZ" in hit.countries
    assert any(marked for _, marked in hit.snippet.pieces())


def test_an_article_with_marks(index: search.Index) -> None:
    url = index.search("Айымбетов", filters={"language": ["kk"]}).hits[0].url
    view = index.article(url, "Айымбетовтың")
    assert view is not None and view.article.url == url
    assert {piece for piece, marked in view.text.pieces() if marked} >= {"Айымбетов"}
    assert index.article("https://dala.example/missing") is None


def test_a_page_is_json(index: search.Index) -> None:
    record = json.loads(json.dumps(index.search("мұнай").to_dict(), ensure_ascii=False))
    hit = record["hits"][0]
    assert isinstance(hit["title"], str) and isinstance(hit["snippet"], str)
    assert hit["published"].endswith("+00:00")
    for start, end in hit["marks"]["snippet"]:
        assert hit["snippet"][start:end].lower().startswith("мұнай")


@pytest.mark.parametrize(
    "arguments",
    [
        {"filters": {"colour": ["red"]}},
        {"facets": ["colour"]},
        {"sort": "colour"},
        {"limit": -1},
        {"limit": 10_000},
        {"offset": -1},
        {"since": "ертең"},
        {"readings": ["colour"]},
        {"recency": -1},
        {"facet_size": -1},
        {"facet_prefix": {"colour": "қ"}},
    ],
)
def test_wrong_arguments_are_refused(index: search.Index, arguments: dict[str, object]) -> None:
    with pytest.raises(QueryError):
        index.search("мұнай", **arguments)  # type: ignore[arg-type]


def test_opening_nothing(tmp_path: Path) -> None:
    with pytest.raises(NoIndex, match="izdeu reindex"):
        search.open(tmp_path)


def test_spellings_of_a_person_are_one_value_shown_in_kazakh(index: search.Index) -> None:
    values = {value.key: value.count for value in index.search(facet_size=1000).facets["person"]}
    assert "Қасым-Жомарт Тоқаев" in values
    assert "Касым-Жомарт Токаев" not in values
    assert "Елена Рыбакина" in values and "Елена Рыбакіна" not in values
    spellings = ["Қасым-Жомарт Тоқаев", "Касым-Жомарт Токаев", "Tokayev Kassym-Jomart"]
    totals = {index.search(filters={"person": [name]}).total for name in spellings}
    assert totals == {values["Қасым-Жомарт Тоқаев"]}
    languages = index.search(filters={"person": spellings}).facets["language"]
    assert {"kk", "ru"} <= {value.key for value in languages}
    assert (
        index.search(exclude={"person": ["Касым-Жомарт Токаев"]}).total == index.search().total - totals.pop()
    )


def test_a_person_that_nobody_wrote_about_finds_nothing(index: search.Index) -> None:
    page = index.search(filters={"person": ["Ешкім Ешқашанов"]})
    assert page.total == 0
    assert [value.count for value in page.facets["person"] if value.selected] == [0]
