"""The search page: results, filters, order and paging, all in the URL."""

from urllib.parse import parse_qs, urlsplit

from bs4 import BeautifulSoup, Tag

WORD = "кемпірқосақ"


def titles(page: BeautifulSoup) -> list[str]:
    return [title.get_text(strip=True) for title in page.select(".hit h3")]


def parameters(link: Tag) -> dict[str, list[str]]:
    return parse_qs(urlsplit(str(link["href"])).query)


def facet(page: BeautifulSoup, name: str) -> dict[str, Tag]:
    """The values of a facet by label."""
    section = next(s for s in page.select("#filters section") if s.h2 and s.h2.get_text() == name)
    return {str(item.select_one(".label").get_text()): item for item in section.select("li")}  # type: ignore[union-attr]


def counts(page: BeautifulSoup, name: str) -> dict[str, int]:
    return {
        label: int(item.select_one(".count").get_text())  # type: ignore[union-attr]
        for label, item in facet(page, name).items()
    }


def value_link(item: Tag) -> Tag:
    link = item.select_one("a.value")
    assert link
    return link


def test_the_start_page_explains_and_shows_the_newest(get) -> None:
    page = get()
    assert page.select_one("form[role=search] input[name=q]")
    assert len(page.select(".syntax a")) >= 5
    moments = [time["datetime"] for time in page.select(".hit time")]
    assert len(moments) == 10
    assert moments == sorted(moments, reverse=True)
    assert facet(page, "Елдер")


def test_words_are_found_and_marked(get) -> None:
    page = get(q=WORD)
    assert page.h1.get_text(strip=True) == "3 мақала"
    assert sorted(titles(page)) == [f"Аспандағы көрініс: {name}" for name in ("one", "three", "two")]
    for snippet in page.select(".hit .snippet"):
        assert "кемпірқосақ" in [mark.get_text()[:11] for mark in snippet.select("mark")]


def test_a_date_is_the_day_in_kazakhstan_in_words(get) -> None:
    article = get(q=WORD, source="one.example").select_one(".hit time")
    assert article.get_text().replace("\u202f", " ") == "2024 ж. 23 наурыз"
    assert article["datetime"] == "2024-03-22T20:30:00+00:00"


def test_people_and_countries_of_a_result_narrow_the_search(get) -> None:
    page = get(q=WORD, source="one.example", page=1)
    links = {a.get_text(): parameters(a) for a in page.select(".hit .names a")}
    assert links["Қасым-Жомарт Тоқаев"]["person"] == ["Қасым-Жомарт Тоқаев"]
    assert links["Қытай"] == {"q": [WORD], "source": ["one.example"], "country": ["CN"]}


def test_counts_of_a_facet_stay_while_its_values_are_chosen(get) -> None:
    one = get(q=WORD, source="one.example")
    assert len(titles(one)) == 1
    assert counts(one, "Дереккөздер") == {"one.example": 1, "three.example": 1, "two.example": 1}
    assert counts(one, "Айдарлар") == {"саясат": 1}
    both = get(q=WORD, source=["one.example", "two.example"])
    assert len(titles(both)) == 2


def test_a_facet_link_adds_a_value_and_takes_it_away(get) -> None:
    sources = facet(get(q=WORD, source="one.example"), "Дереккөздер")
    assert parameters(value_link(sources["two.example"]))["source"] == ["one.example", "two.example"]
    assert "selected" in sources["one.example"]["class"]
    assert "source" not in parameters(value_link(sources["one.example"]))


def test_a_value_can_be_left_out_and_taken_back(get) -> None:
    out = facet(get(q=WORD), "Дереккөздер")["one.example"].select_one("a.leave-out")
    assert parameters(out) == {"q": [WORD], "not.source": ["one.example"]}
    page = get(str(out["href"]))
    assert sorted(titles(page)) == ["Аспандағы көрініс: three", "Аспандағы көрініс: two"]
    left_out = facet(page, "Дереккөздер")["one.example"]
    assert "excluded" in left_out["class"]
    assert parameters(value_link(left_out)) == {"q": [WORD]}


def test_leaving_out_a_chosen_value_no_longer_wants_it(get) -> None:
    chosen = facet(get(q=WORD, source="one.example"), "Дереккөздер")["one.example"]
    assert parameters(chosen.select_one("a.leave-out")) == {"q": [WORD], "not.source": ["one.example"]}


def test_chips_show_what_is_chosen_and_take_it_away(get) -> None:
    chosen = {"country": "KZ", "not.section": "әлем", "since": "2024-01-01", "until": "2024-12-31"}
    page = get(q=WORD, **chosen)
    chips = {" ".join(chip.get_text(" ").split()): parameters(chip) for chip in page.select(".chip")}
    assert {name.split(": ", 1)[1]: set(chosen) - set(left) for name, left in chips.items()} == {
        "Елдер: Қазақстан ×": {"country"},
        "Айдарлар: әлем (шығарылған) ×": {"not.section"},
        "Уақыты: 2024-01-01 – 2024-12-31 ×": {"since", "until"},
    }


def test_dates_narrow_the_search_both_days_included(get) -> None:
    assert titles(get(q=WORD, since="2024-03-24", until="2024-03-24")) == ["Аспандағы көрініс: two"]
    page = get(q=WORD, since="2024-03-24", until="2024-03-24")
    assert page.select_one("input[type=date][name=since]")["value"] == "2024-03-24"


def test_an_empty_date_of_the_form_is_no_date(get) -> None:
    assert len(titles(get(q=WORD, since="", until=""))) == 3


def test_results_can_be_sorted_by_date(get) -> None:
    oldest = ["Аспандағы көрініс: " + name for name in ("one", "two", "three")]
    assert titles(get(q=WORD, sort="oldest")) == oldest
    assert titles(get(q=WORD, sort="newest")) == oldest[::-1]
    current = get(q=WORD, sort="oldest").select(".sorts [aria-current]")
    assert [link.get_text() for link in current] == ["алдымен ескісі"]


def test_relevance_is_no_order_without_words(get) -> None:
    assert len(get(q=WORD).select(".sorts a")) == 3
    assert len(get(source="many.example").select(".sorts a")) == 2


def test_pages_follow_each_other_without_overlap(get) -> None:
    page, seen = get(q="парақша"), []
    while True:
        seen += titles(page)
        following = page.select_one("a[rel=next]")
        if following is None:
            break
        page = get(str(following["href"]))
    assert len(seen) == len(set(seen)) == 25
    assert parameters(page.select_one("a[rel=prev]"))["page"] == ["2"]
    assert page.select_one(".paging [aria-current=page]").get_text() == "3"


def test_paging_ends_at_the_depth_limit_and_says_so(get) -> None:
    assert "Тізім осымен аяқталады" not in get(page=3).text
    last = get(page=4)
    assert "Тізім осымен аяқталады" in last.text
    assert last.select_one("a[rel=next]") is None
    get(page=5, status=404)
    get(page=600, status=404)


def test_wrong_page_numbers_are_no_pages(get) -> None:
    for number in ("0", "-1", "x", "2.5", "", "9" * 30, "٣"):
        get(q="парақша", page=number, status=404)
    get(q="парақша", page=4, status=404)


def test_a_relaxed_search_says_so(get) -> None:
    note = "бәрі бірге кездесетін мақала жоқ"
    assert note in get(q=f"{WORD} парақша").text
    assert note not in get(q=WORD).text


def test_nothing_found_helps(get) -> None:
    page = get(q="жоқтықсөз", country="KZ")
    assert page.h1.get_text(strip=True) == "Ештеңе табылмады"
    links = [parameters(a) for a in page.select(".help > ul a")]
    assert links == [{"q": ["жоқтықсөз"]}]
    assert not get(q="жоқтықсөз").select(".help > ul a")


def test_the_form_keeps_filters_and_order_but_not_the_page(get) -> None:
    chosen = {"person": "А", "not.country": "RU", "sort": "newest", "lang": "ru"}
    page = get(q="парақша", page=1, since="2020-01-01", **chosen)
    hidden = {field["name"]: field["value"] for field in page.select("#search input[type=hidden]")}
    assert hidden == chosen
    assert page.select_one("[form=search][name=since]")["value"] == "2020-01-01"


def test_rare_values_hide_behind_more_but_chosen_ones_do_not(get) -> None:
    page = get()
    hidden = page.select("#facet-person details .label")
    assert hidden
    name = hidden[-1].get_text()
    chosen = get(person=name).select("#facet-person > ul .selected .label")
    assert [label.get_text() for label in chosen] == [name]


def test_a_story_is_one_row_that_names_its_first_outlet(get) -> None:
    page = get(q="тасқын құтқарушылар", lang="en")
    assert len(page.select(".hit")) == 1
    story = " ".join(page.select_one(".story").get_text(" ").split())
    assert story == "3 reports of this story 3 sources first: first.example , April 22, 2024"
    every = get(page.select_one(".switches a[href*='fold=0']")["href"])
    assert len(every.select(".hit")) == 3
    assert not every.select(".story")
    assert len(get(every.select_one(".switches a:not([href*=fold])")["href"]).select(".hit")) == 1


def test_an_article_shows_the_other_reports_of_its_story(get) -> None:
    page = get("/article", url="https://second.example/flood")
    others = [a["href"] for a in page.select("#story a")]
    assert ["first.example" in others[0], "third.example" in others[1], len(others)] == [True, True, 2]


def test_what_was_also_searched_is_said_and_can_be_switched_off(get) -> None:
    page = get(q="кемпиркосак", lang="en")
    assert len(page.select(".hit")) == 3
    assert (
        "“кемпиркосак” was also read with Kazakh letters: кемпірқосақ." in page.select_one(".note").get_text()
    )
    off = page.select_one(".note a")
    assert parameters(off)["off"] == ["letters"]
    plain = get(str(off["href"]))
    assert not plain.select(".hit")
    assert get(plain.select_one(".note a[href*='q=']")["href"]) is not None


def test_other_words_are_offered_and_every_guess_comes_back(get) -> None:
    plain = get(q="кемпиркосак", off="letters", lang="en")
    back = next(a for a in plain.select(".note a") if a.get_text() == "Switch them on")
    assert len(get(back["href"]).select(".hit")) == 3


def test_the_forms_that_matched_lead_to_exactly_those(get) -> None:
    page = get(q=WORD)
    forms = {a.get_text(): parameters(a)["q"] for a in page.select(".forms a")}
    assert forms["кемпірқосақтың"] == ['"кемпірқосақтың"']
    exact = get(q='"кемпірқосақты"')
    assert [mark.get_text() for mark in exact.select(".snippet mark")] == ["кемпірқосақты"]


def test_a_search_inside_a_facet_shows_what_begins_so(get) -> None:
    page = get(q="парақша OR кемпірқосақ", **{"in.source": "tw"})
    assert list(facet(page, "Дереккөздер")) == ["two.example"]
    assert page.select_one("#in-source")["value"] == "tw"
    hidden = {field["name"]: field["value"] for field in page.select("#facet-source input[type=hidden]")}
    assert hidden == {"q": "парақша OR кемпірқосақ"}
    assert (
        "Бұлай басталатын ештеңе жоқ"
        in get(q="парақша", **{"in.source": "жж"}).select_one("#facet-source").get_text()
    )
