"""The pages of people and countries."""

from urllib.parse import parse_qs, quote, urlsplit

import pytest

PERSON = "/person/" + quote("Қасым-Жомарт Тоқаев")


def test_a_person_has_a_page_in_any_spelling(get) -> None:
    page = get(PERSON)
    assert page.h1.get_text(strip=True) == "Қасым-Жомарт Тоқаев"
    for spelling in ("Токаев Касым-Жомарт", "Kassym-Jomart Tokayev", "касым-жомарт токаев"):
        other = get("/person/" + quote(spelling), status=None)
        if other.h1.get_text(strip=True) == "Қасым-Жомарт Тоқаев":
            break
    else:
        pytest.fail("no other spelling leads to the page")


def test_its_count_leads_to_the_articles(get) -> None:
    page = get(PERSON, lang="en")
    link = page.select_one(".lead a")
    assert get(link["href"]).h1.get_text(strip=True) == link.get_text(strip=True)


def test_it_shows_forms_countries_sources_and_the_newest(get) -> None:
    page = get(PERSON)
    forms = [form.get_text() for form in page.select(".forms dd a")]
    assert "Қасым-Жомарт Тоқаев" in forms
    assert {"/country/KZ", "/country/CN"} <= {urlsplit(a["href"]).path for a in page.select(".filters a")}
    moments = [time["datetime"] for time in page.select(".hit time")]
    assert moments and moments == sorted(moments, reverse=True)
    for link in page.select(".hit a, .filters a, .forms a, .together a"):
        assert get(link["href"]).h1


def test_its_feeds_and_files_are_of_the_person(get, client) -> None:
    page = get(PERSON)
    links = page.select(".takeaway a")
    assert {a.get_text() for a in links} == {"RSS", "Atom", "JSON Feed", "CSV", "JSON Lines", "BibTeX", "RIS"}
    for link in links:
        assert parse_qs(urlsplit(link["href"]).query) == {"person": ["Қасым-Жомарт Тоқаев"]}
        assert client.get(link["href"]).status_code == 200


@pytest.mark.parametrize("name", ["CN", "cn", "Қытай", "Китай"])
def test_a_country_goes_by_code_and_name(get, name: str) -> None:
    assert get("/country/" + quote(name), lang="ru").h1.get_text(strip=True) == "Китай"


def test_the_language_switch_stays_on_the_page(get) -> None:
    for link in get("/country/CN").select(".languages a"):
        page = get(link["href"])
        assert page.html["lang"] == link["lang"]
        assert page.select(".profile")


@pytest.mark.parametrize(
    "path", ["/person/Жоқадам Болмаған", "/country/QQ", "/country/Атлантида", "/person/%00"]
)
def test_who_is_not_named_has_no_page(get, path: str) -> None:
    assert get(path, status=404).h1
