"""Which reading of a page is taken, and which of its lines stay."""

import json
from datetime import UTC, datetime

import pytest

from crawler.clean import body, clean, masses
from crawler.clean.body import story
from crawler.clean.opinions import Opinions
from crawler.clean.page import Page
from crawler.clean.tree import parse_html, text_of
from crawler.sources import sources

STORY = [
    f"{number}-мектептің құрылысы {place} жүріп жатыр, деп хабарлады министр онда {number * 7} орын болады."
    for number, place in enumerate(
        ("Астанада", "Алматыда", "Шымкентте", "Ақтөбеде", "Таразда", "Семейде"), 11
    )
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in STORY)
OTHER = "".join(
    f"<p>Тағы бір хабар туралы {n} рет айтылды, оны көпшілік қызу талқылады әрі қолдады.</p>"
    for n in range(9)
)


def read(markup, title="Мектептер салынады"):
    return story(
        Page("https://dala.example/1", parse_html(f"<html><body>{markup}</body></html>")), title
    ).splitlines()


def refuse(self):
    raise AssertionError("an easy page is not worth an opinion")


def test_where_the_data_says_the_same_no_other_is_asked(monkeypatch):
    for name in ("trafilatura", "readability"):
        monkeypatch.setattr(Opinions, name, property(refuse))
    record = {"@type": "NewsArticle", "articleBody": "\n".join(STORY)}
    assert (
        read(
            f"<article>{PARAGRAPHS}</article><script type='application/ld+json'>{json.dumps(record)}</script>"
        )
        == STORY
    )


def test_where_one_other_says_the_same_the_third_is_not_asked(monkeypatch):
    monkeypatch.setattr(Opinions, "trafilatura", property(lambda self: "\n".join(STORY)))
    monkeypatch.setattr(Opinions, "readability", property(refuse))
    assert read(f"<article>{PARAGRAPHS}</article>") == STORY


def test_where_readings_differ_the_one_that_most_agree_with_is_taken(monkeypatch):
    monkeypatch.setattr(Opinions, "trafilatura", property(lambda self: "\n".join(STORY)))
    monkeypatch.setattr(Opinions, "readability", property(lambda self: "\n".join(STORY[:-1])))
    assert read(f"<div><p>{STORY[0]}</p></div><div class=main-content>{OTHER}</div>") == STORY


def test_the_two_others_read_a_plain_page():
    opinions = Opinions(parse_html(f"<html><body><article>{PARAGRAPHS * 2}</article></body></html>"))
    for text in (opinions.trafilatura, opinions.readability):
        assert STORY[2] in text.splitlines()


def test_an_extractor_that_breaks_is_no_opinion(monkeypatch):
    def fail(*_, **__):
        raise ValueError("broken")

    monkeypatch.setattr("trafilatura.extract", fail)
    monkeypatch.setattr("readability.Document", fail)
    opinions = Opinions(parse_html(f"<p>{STORY[0]}</p>"))
    assert (opinions.trafilatura, opinions.readability) == ("", "")
    assert read(f"<article>{PARAGRAPHS}</article>") == STORY


@pytest.mark.parametrize(
    ("texts", "best"),
    [
        (["а б в г д е", "а б в г д е ж", "а б в г д е ж з"], 1),
        (["а б в г д е", "а б в г д е"], 0),
        (["а б в г", "ж з и к л м"], 1),
        (["", "а б в г"], 1),
    ],
)
def test_the_medoid(texts, best):
    assert body._medoid(texts) == texts[best]


JUNK = {
    "lines before the headline": (
        "<p>Дала агенттігінің барлық жаңалықтары осында.</p><h1>Мектептер салынады</h1>",
        "",
    ),
    "what follows a heading of other news": (
        "",
        "<h3>Оқи отырыңыз</h3><p>Басқа жаңалықтың қысқаша мазмұны осы жерде.</p>",
    ),
    "labels of their own": ("<div>Айгүл Серікқызы</div>", "<div>2 мин оқылады</div>"),
    "a post of others": (
        "",
        "<blockquote class='twitter-tweet'><p>Бұл біреудің жазбасы ғана, мақала емес екен.</p></blockquote>",
    ),
}


@pytest.mark.parametrize(("before", "after"), JUNK.values(), ids=JUNK.keys())
def test_what_is_around_the_story_goes(before, after):
    assert read(f"<article>{before}{PARAGRAPHS}{after}</article>") == STORY


@pytest.fixture
def alone(monkeypatch):
    """No opinion but our own."""
    for name in ("trafilatura", "readability"):
        monkeypatch.setattr(Opinions, name, "")


def test_far_more_comments_than_story_are_not_the_story(alone):
    comments = f"<ol class=comment-list><li class=comment>{OTHER * 9}</li></ol>"
    assert read(f"<main><div>{PARAGRAPHS}</div>{comments}</main>") == STORY


def test_an_aside_that_is_never_closed_swallows_nothing(alone):
    assert (
        read(f"<aside><a href=/>Басты бет</a><div><h1>Мектептер салынады</h1><div>{PARAGRAPHS}</div></div>")
        == STORY
    )


def test_text_in_spans_of_a_block_counts(alone):
    spans = "".join(f"<div><span>{line}</span></div>" for line in STORY)
    beside = "".join(f"<p>{number} {STORY[0]}</p>" for number in range(3))
    page = f"<div><div><h1>Мектептер салынады</h1>{spans}</div><div>{beside}</div></div>"
    assert read(page)[: len(STORY)] == STORY


def test_blocks_far_within_each_other_are_not_read_again_for_each_one(monkeypatch):
    calls = []
    monkeypatch.setattr(masses, "text_of", lambda tag: calls.append(tag) or text_of(tag))
    read(f"<h1>Мектептер салынады</h1>{'<blockquote>' * 200}{PARAGRAPHS}{'</blockquote>' * 200}")
    assert len(calls) < 40


def test_text_behind_a_headline_and_in_marks_is_not_lost(alone):
    lines = "<br><br>".join(STORY)
    assert read(f"<h1>Мектептер салынады</h1>{lines}") == STORY
    rest = "".join(f"<p>{line}</p>" for line in STORY[1:])
    assert (
        read(f"<div><h1>Мектептер салынады</h1><strong>{STORY[0]}</strong><div class=txt>{rest}</div></div>")
        == STORY
    )


def test_headings_of_the_first_order_within_a_story_cut_nothing(alone):
    parts = "".join(f"<h1>{number}-бөлім туралы</h1><p>{line}</p>" for number, line in enumerate(STORY))
    assert read(f"<article><p>Дала жаңалықтары.</p><h1>Мектептер салынады</h1>{parts}</article>") == STORY


def test_other_names_of_paragraphs_say_how_they_look(alone):
    paragraphs = "".join(f"<p class=tools>{line}</p>" for line in STORY[:2]) + PARAGRAPHS
    assert read(f"<article><h1>Мектептер салынады</h1>{paragraphs}</article>") == STORY
    assert read(f"<article><p class=views>{LATE}</p>{PARAGRAPHS}</article>") == [LATE, *STORY]


def test_bylines_and_captions_in_paragraphs_go(alone):
    before = "<p>By JOHN A. SMITH and Ann Brown</p><p class=wp-caption-text>Көпір таң алдында.</p>"
    assert read(f"<article><h1>Мектептер салынады</h1>{before}{PARAGRAPHS}</article>") == STORY


@pytest.mark.parametrize("heading", ["Пікірлер (12)", "12 комментариев", "Comments", "3 responses"])
def test_readers_talk_below_a_heading_is_not_the_story(heading):
    talk = "".join(f"<div><b>user{number}</b>{OTHER}</div>" for number in range(3))
    page = f"<article><h1>Мектептер салынады</h1>{PARAGRAPHS}<div><h3>{heading}</h3></div>{talk}</article>"
    assert hinted_page("https://dala.example/1", page, "Мектептер салынады").text.splitlines() == STORY


def test_a_heading_of_comments_above_the_story_takes_nothing_away():
    page = f"<article><h1>Мектептер салынады</h1><h4>Comments (3)</h4>{PARAGRAPHS}</article>"
    assert hinted_page("https://dala.example/1", page, "Мектептер салынады").text.splitlines() == STORY


def hinted_page(url, story, title="Өңірлерде жаңа мектептер салынады"):
    return clean(f"<title>{title}</title><h1>{title}</h1>{story}".encode(), url)


LINES = [
    f"{number}. Бұл әңгіменің бір сөйлемі, ол басқа сөйлемдерден бөлек тұр, бірақ бәрі бір жерде."
    for number in range(9)
]
LATE = "Редакция бұл пікірмен келіспеуі мүмкін, оқырмандар өз ойын редакцияға жаза алады."


def test_a_hint_ends_the_story_where_the_site_does():
    story = "".join(f"<p>{line}</p>" for line in LINES)
    tail = f"<div class=willShare>Ортақ</div><p>{LATE}</p>"
    page = f"<div class=article__block><div class=content>{story}{tail}</div></div>"
    assert hinted_page("https://kaz.zakon.kz/news/1", page).text.splitlines() == LINES
    assert hinted_page("https://dala.example/news/1", page).text.splitlines() == [*LINES, LATE]


def test_a_hint_may_point_at_many_blocks():
    page = "".join(f"<div class=b><div class=article__text>{line}</div></div>" for line in LINES)
    assert hinted_page("https://sputnik.kz/20241122/1.html", f"<div>{page}</div>").text.splitlines() == LINES


@pytest.mark.parametrize("rotten", ["", "<div class=content_main_text>Басты бет Саясат Қоғам Спорт</div>"])
def test_a_hint_that_has_rotted_costs_nothing(rotten):
    story = "".join(f"<p>{line}</p>" for line in LINES)
    page = f"{rotten}<div class=renamed>{story}</div>"
    assert hinted_page("https://tengrinews.kz/news/1", page).text.splitlines() == LINES


def test_hints_of_title_date_and_author():
    story = "".join(f"<p>{line}</p>" for line in LINES)
    page = (
        "<div class='name-auth'><h4>Айгүл Сәрсенова</h4></div><h1>Egemen</h1>"
        "<h1 class=responsive_title>Жаңа мектеп ашылды</h1>"
        f"<div itemprop=articleBody>{story}</div>"
    )
    article = clean(page.encode(), "https://egemen.kz/article/1")
    assert (article.title, article.authors) == ("Жаңа мектеп ашылды", ("Айгүл Сәрсенова",))
    day = "<ul><li class=border-gredient-left>22.11.2024</ul>"
    page = f"<h1>Жаңа мектеп ашылды</h1>{day}<div class=iq-blog-box>{story}</div>"
    assert clean(page.encode(), "https://khabar.kz/kk/news/1").published == datetime(2024, 11, 22, tzinfo=UTC)


def test_every_hint_can_be_read():
    for source in sources().values():
        for name in ("title", "body", "until", "date", "author"):
            page = Page.parse(b"<p>x</p>", f"https://{source.host}/1")
            assert page.hinted(name) == []
