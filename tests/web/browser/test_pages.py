"""What people do with the pages, in Chromium: with JavaScript and without it."""

import re

import pytest

from tests.web.browser.site import kinds

BOX = "input[name=q]"


@pytest.fixture(params=[True, False], ids=["with-scripts", "without-scripts"])
def settings(request: pytest.FixtureRequest) -> dict[str, object]:
    return {"java_script_enabled": request.param, "viewport": {"width": 1280, "height": 800}}


def total(page) -> int:
    return int(re.sub(r"\D", "", page.locator("h1").inner_text()) or 0)


def search(page, query: str) -> None:
    page.fill(BOX, query)
    page.press(BOX, "Enter")
    page.wait_for_url(re.compile(r"[?&]q="))


def test_type_filter_leave_out_and_take_back(visit, settings) -> None:
    page = visit("/", **settings)
    search(page, "Қазақстан")
    everything = total(page)
    assert everything > 20
    country = page.locator("#facet-country li").nth(1)
    named = country.locator(".label").inner_text()
    country.locator("a.value").click()
    page.wait_for_selector(".chip")
    assert named in page.locator(".chip").inner_text()
    chosen = total(page)
    assert 0 < chosen < everything
    page.locator("#facet-country .selected a.leave-out").click()
    page.wait_for_selector(".chip.excluded")
    assert total(page) == everything - chosen
    page.locator(".chip").click()
    page.wait_for_selector(".chip", state="detached")
    assert total(page) == everything


def test_page_on_and_back(visit, settings) -> None:
    page = visit("/?q=Қазақстан", **settings)
    first = page.locator(".hit h3").all_inner_texts()
    page.click("a[rel=next]")
    page.wait_for_url("**page=2*")
    assert not set(first) & set(page.locator(".hit h3").all_inner_texts())
    page.go_back()
    page.wait_for_url(re.compile("^(?!.*page=2)"))
    assert page.locator(".hit h3").all_inner_texts() == first
    assert page.input_value(BOX) == "Қазақстан"


def test_read_an_article_from_match_to_match_and_return(visit, settings) -> None:
    page = visit("/?q=Қазақстан&sort=oldest", **settings)
    title = page.locator(".hit h3").first.inner_text()
    page.locator(".hit h3 a").first.click()
    page.wait_for_selector(".text")
    assert page.locator("h1").inner_text() == title
    page.click(".matches a")
    page.wait_for_url("**#match-1")
    steps = page.locator("#match-1 + .steps")
    assert steps.is_visible()
    if page.locator("#match-2").count():
        steps.locator("a", has_text="↓").click()
        page.wait_for_url("**#match-2")
        assert not steps.is_visible()
        assert page.locator("#match-2 + .steps").is_visible()
    page.click(".back a")
    page.wait_for_url(re.compile("sort=oldest"))
    assert page.locator(".hit h3").first.inner_text() == title


def test_languages_and_scripts_are_switched_on_the_same_page(visit, settings) -> None:
    page = visit("/?q=Қазақстан&country=RU", **settings)
    found = total(page)
    for code, direction in (
        ("ru", "ltr"),
        ("kk-Latn", "ltr"),
        ("kk-Arab", "rtl"),
        ("en", "ltr"),
        ("kk", "ltr"),
    ):
        page.click(f".languages a[lang={code}]")
        page.wait_for_selector(f"html[lang={code}]")
        assert page.get_attribute("html", "dir") == direction
        assert total(page) == found
        assert page.input_value(BOX) == "Қазақстан"


def test_years_lead_to_months_and_months_to_days(visit, settings) -> None:
    page = visit("/?q=Қазақстан", **settings)
    page.locator(".plot a").last.click()
    page.wait_for_url("**since=*")
    assert re.search(r"since=(\d{4})-01-01&until=\1-12-31", page.url)
    year = total(page)
    bars = page.locator(".plot a")
    if bars.count():
        bars.first.click()
        page.wait_for_url(re.compile(r"since=(\d{4}-\d\d)-01&until=\1-"))
        assert 0 < total(page) <= year


def test_the_chart_is_a_table_too_and_shows_shares(visit, settings) -> None:
    page = visit("/?q=Қазақстан", **settings)
    page.click(".chart summary")
    rows = page.locator(".chart tbody tr")
    assert rows.count() == page.locator(".plot a").count()
    counts = sum(
        int(re.sub(r"\D", "", text)) for text in page.locator(".chart td:nth-child(2)").all_inner_texts()
    )
    assert counts == total(page)
    page.click(".chart figcaption li:nth-child(2) a")
    page.wait_for_url("**chart=share*")
    assert page.locator(".most").inner_text().endswith("%")


def test_a_name_is_found_inside_a_facet(visit, settings) -> None:
    page = visit("/?q=Қазақстан", **settings)
    page.fill("#in-person", "тоқ")
    page.press("#in-person", "Enter")
    page.wait_for_url("**in.person=*")
    labels = page.locator("#facet-person .label").all_inner_texts()
    assert labels
    assert all("Тоқ" in label for label in labels)
    page.click("#facet-person .value")
    page.wait_for_url("**person=*")
    assert page.locator("#facet-person .selected").count() == 1


def test_dates_narrow_the_search(visit, settings) -> None:
    page = visit("/?q=Қазақстан", **settings)
    page.fill("#since", "2020-01-01")
    page.click(".dates button")
    page.wait_for_url("**since=2020-01-01*")
    years = (
        {time[:4] for time in page.locator(".hit time").evaluate_all("ts => ts.map(t => t.dateTime)")}
        if (settings["java_script_enabled"])
        else {page.locator(".hit time").first.get_attribute("datetime")[:4]}
    )
    assert years and min(years) >= "2020"


def test_a_person_and_a_country_have_pages(visit, settings) -> None:
    page = visit("/article?url=" + kinds()["article"].partition("url=")[2], **settings)
    page.locator(".filters a[href*='/country/']").first.click()
    page.wait_for_url("**/country/**")
    assert page.locator(".plot a").count()
    assert page.locator(".hit").count()
    page.click(".lead a")
    page.wait_for_url("**country=*")
    assert total(page) > 0


def test_suggestions_by_keyboard(visit) -> None:
    page = visit("/")
    page.locator(BOX).press_sequentially("тоқ", delay=20)
    page.wait_for_selector("#suggestions [role=option]")
    assert page.get_attribute(BOX, "aria-expanded") == "true"
    page.press(BOX, "ArrowDown")
    chosen = page.get_attribute(BOX, "aria-activedescendant")
    assert page.get_attribute(f"#{chosen}", "aria-selected") == "true"
    assert page.input_value(BOX) == page.locator(f"#{chosen} span").first.inner_text()
    page.press(BOX, "ArrowUp")
    assert page.input_value(BOX) == "тоқ"
    page.press(BOX, "ArrowDown")
    page.press(BOX, "Escape")
    assert page.input_value(BOX) == "тоқ"
    assert page.get_attribute(BOX, "aria-expanded") == "false"
    page.press(BOX, "ArrowDown")
    page.wait_for_selector("#suggestions [role=option]")
    page.press(BOX, "ArrowDown")
    with page.expect_navigation():
        page.press(BOX, "Enter")
    assert page.url.rstrip("/") != page.evaluate("location.origin")
    page.go_back()
    page.wait_for_selector(BOX)


def test_suggestions_by_mouse_and_for_screen_readers(visit) -> None:
    page = visit("/?lang=ru")
    page.locator(BOX).press_sequentially("қыт", delay=20)
    option = page.locator("#suggestions [role=option]", has_text="Страна").first
    option.wait_for()
    assert re.search(r"\d", page.locator("form [role=status]").inner_text())
    option.click()
    page.wait_for_url("**/country/CN*")
    assert page.locator("h1").inner_text() == "Китай"


def test_nothing_moves_while_a_page_loads(visit) -> None:
    page = visit("/?q=Қазақстан")
    shift = page.evaluate(
        """() => new Promise(resolve => new PerformanceObserver(list => resolve(list.getEntries()))
        .observe({type: "layout-shift", buffered: true}) || setTimeout(() => resolve([]), 300))"""
    )
    assert not shift
