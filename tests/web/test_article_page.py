"""The article page: the text with the matches marked, and the ways on from it."""

from urllib.parse import parse_qs, quote, urlsplit

URL = "https://one.example/rainbow"


def test_an_article_is_shown_whole_with_its_matches(get) -> None:
    page = get("/article", url=URL, q="кемпірқосақ")
    assert page.h1.get_text(strip=True) == "Аспандағы көрініс: one"
    paragraphs = page.select(".text p")
    assert [p.get_text(strip=True)[:9] for p in paragraphs] == ["Қазақстан", "Екінші аб"]
    assert [p.mark.get_text() for p in paragraphs] == ["кемпірқосақты", "кемпірқосақтың"]
    assert page.title.get_text() == "Аспандағы көрініс: one – Izdeu"


def test_its_date_is_local_with_the_time(get) -> None:
    assert get("/article", url=URL).select_one("time").get_text() == "2024 ж. 23 наурыз, 01:30"
    assert get("/article", url=URL, lang="ru").select_one("time").get_text() == "23 марта 2024 г., 01:30"


def test_its_people_countries_source_section_and_author_lead_to_searches(get) -> None:
    page = get("/article", url=URL, q="кемпірқосақ", country="KZ")
    links = [parse_qs(urlsplit(a["href"]).query) for a in page.select(".meta a, .filters a")]
    paths = {urlsplit(a["href"]).path for a in page.select(".filters a")}
    assert {f"/person/{quote('Қасым-Жомарт Тоқаев')}", "/country/CN"} <= paths
    assert {"source": ["one.example"]} in links
    assert {"section": ["саясат"]} in links
    assert {"author": ["Айгүл Тілшіқызы"]} in links
    for link in page.select(".meta a, .filters a"):
        assert get(link["href"]).select(".hit")


def test_the_original_is_linked_for_the_web_only(get) -> None:
    original = get("/article", url=URL).select_one(".original a")
    assert original["href"] == URL
    assert set(original["rel"]) == {"noopener", "noreferrer"}
    assert not get("/article", url="file:///home/reader/letter.txt").select(".original")


def test_the_way_back_is_the_search_that_led_here(get) -> None:
    search = {"q": "парақша", "source": "many.example", "not.country": "RU", "sort": "oldest", "page": "2"}
    hit = get(**search, lang="en").select_one(".hit h3 a")
    back = get(hit["href"]).select_one(".back a")
    assert parse_qs(urlsplit(back["href"]).query) == {k: [v] for k, v in {**search, "lang": "en"}.items()}


def test_an_unknown_article_is_not_found(get) -> None:
    assert (
        "Мұнда ондай мақала жоқ" in get("/article", url="https://one.example/none", status=404).h1.get_text()
    )
    get("/article", status=404)


def test_arabic_script_runs_from_right_to_left(get) -> None:
    hit = get(language="kk-Arab").select_one(".hit h3")
    assert (hit["lang"], hit["dir"]) == ("kk-Arab", "rtl")
    assert get(hit.a["href"]).select_one(".text")["dir"] == "rtl"
