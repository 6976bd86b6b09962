"""Whole pages, made up after what the sites of Kazakhstan do."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.article import Article
from crawler.clean import clean
from crawler.errors import BadArticle

URL = "https://dala.example/news/10234-zhana-mektep?utm_source=x"
NOW = datetime(2024, 11, 22, 10, 0, tzinfo=UTC)
TITLE = "Өңірлерде жаңа мектептер салынады"
STORY = [
    "Өңірлерде биыл жүз елу жаңа мектеп салынады, деп хабарлады министр баспасөз мәслихатында.",
    "Оның айтуынша, құрылысқа қажетті қаржы республикалық бюджетте қарастырылған және уақытында бөлінеді.",
    "«Ең алдымен үш ауысымды мектептердің мәселесін шешеміз», – деді ол журналистерге.",
    "Былтыр осындай жүз жиырма нысан пайдалануға берілген болатын.",
]
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in STORY)
MENU = "<nav><ul><li><a href='/'>Басты бет</a><li><a href='/sport'>Спорт</a></ul></nav>"
TAIL = (
    "<footer><p>Барлық құқықтар қорғалған. Материалды көшіріп басқанда сілтеме жасау міндетті.</p></footer>"
)


def read(body, head="", url=URL):
    page = f"<html><head><title>{TITLE} | Дала</title>{head}</head><body>{MENU}{body}{TAIL}</body></html>"
    return clean(page.encode(), url, NOW)


def linked_data(**fields):
    record = {"@context": "https://schema.org", "@graph": [{"@type": ["NewsArticle"], **fields}]}
    return f'<script type="application/ld+json">{json.dumps(record)}</script>'


WRAPPED = "".join(f"<div><div><p>{line}</p></div></div>" for line in STORY)
SIDEBARS = "".join(f"<div class='sidebar-grid'><p>{line}</p></div>" for line in STORY)
BLOCKS = "".join(f"<div class=article__text>{line}</div>" for line in STORY)
NEXT_DATA = json.dumps(
    {"props": {"pageProps": {"post": {"title": TITLE, "content": PARAGRAPHS, "lead": "x"}}}}
)
BODIES = {
    "article element": f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>",
    "itemprop": f"<h1>{TITLE}</h1><div itemprop='articleBody'>{PARAGRAPHS}</div>",
    "only a div": f"<h1>{TITLE}</h1><div class='q7'>{PARAGRAPHS}</div>",
    "lines broken by br": f"<h1>{TITLE}</h1><div class='single-news'>{'<br><br>'.join(STORY)}</div>",
    "every paragraph in a wrapper": f"<h1>{TITLE}</h1><main>{WRAPPED}</main>",
    "a div for each paragraph": f"<h1>{TITLE}</h1><section>{BLOCKS}</section>",
    "a name that means furniture": f"<h1>{TITLE}</h1><div class='tags-wrapper related'>{PARAGRAPHS}</div>",
    "names that mean furniture": f"<h1>{TITLE}</h1><div>{SIDEBARS}</div>",
    "a form around everything": f"<form id=aspnetForm><h1>{TITLE}</h1><div>{PARAGRAPHS}</div></form>",
    "inline marks": f"<article><h1>{TITLE}</h1>{PARAGRAPHS.replace('министр', '<b>мин<i>истр</i></b>')}</article>",
    "data of the page's script": f"<div id=__next></div><script id=__NEXT_DATA__>{NEXT_DATA}</script>",
}


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES.keys())
def test_the_story_is_found_wherever_it_stands(body):
    article = read(body)
    assert article.text.splitlines() == STORY
    assert (article.title, article.language, article.source) == (TITLE, "kk", "dala.example")
    assert article.url == "https://dala.example/news/10234-zhana-mektep"
    assert article.fetched_at == NOW


JUNK = """
Сурет: Dala.example
Фото: пресс-служба
Сондай-ақ оқыңыз: Басқа жаңалық осы туралы
Оқи отырыңыз: Тағы бір жаңалық
Читайте также: Другая новость
Telegram-арнамызға жазылыңыз!
Подписывайтесь на наш канал в Telegram
Google News-те жазылыңыз
Бөлісу:
Нашли ошибку? Выделите её и нажмите Ctrl+Enter
22.11.2024, 14:05
2 645
Қаралды: 2645
Тегтер: мектеп, білім
"""


@pytest.mark.parametrize("line", JUNK.strip().splitlines())
def test_lines_that_are_no_story_go(line):
    blocks = [f"<p>{text}</p>" for text in [*STORY[:2], line, *STORY[2:], line]]
    assert read(f"<article><h1>{TITLE}</h1>{''.join(blocks)}</article>").text.splitlines() == STORY


@pytest.mark.parametrize(
    "block",
    [
        "<figure><img src=x><figcaption>Жаңа мектептің ғимараты</figcaption></figure>",
        "<aside><p>Бұл тақырыптағы басқа да жаңалықтарды мына жерден оқи аласыз, құрметті оқырман.</p></aside>",
        "<div class='related-news'><p>Бұл тақырыптағы басқа да жаңалықтарды мына жерден оқисыз.</p></div>",
        "<ul><li><a href=/1>Бірінші ұқсас жаңалықтың тақырыбы</a><li><a href=/2>Екінші ұқсас жаңалық</a></ul>",
        "<script>var text = 'Өңірлерде биыл жүз елу жаңа мектеп салынады';</script>",
        "<!-- Өңірлерде биыл жүз елу жаңа мектеп салынады -->",
        "<p style='display: none'>Көрінбейтін мәтін осында тұр, оны ешкім оқымайды.</p>",
    ],
)
def test_blocks_that_are_no_story_go(block):
    half = "".join(f"<p>{line}</p>" for line in STORY[:2])
    assert (
        read(f"<article><h1>{TITLE}</h1>{half}{block}{PARAGRAPHS[len(half) :]}</article>").text.splitlines()
        == STORY
    )


def test_comments_below_are_not_the_story():
    comment = (
        "<div class=comment><p>Бұл өте дұрыс шешім болды деп ойлаймын, бізге мектеп керек еді ғой.</p></div>"
    )
    page = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article><div id=comments>{comment * 9}</div>"
    assert read(page).text.splitlines() == STORY


def test_a_lead_in_the_data_does_not_replace_the_story():
    lead = linked_data(articleBody="Биыл жүз елу жаңа мектеп салынады. " * 20)
    longer = PARAGRAPHS + "".join(f"<p>{number} {STORY[1]}</p>" for number in range(9))
    assert read(f"<article><h1>{TITLE}</h1>{longer}</article>", lead).text.splitlines()[:4] == STORY


def test_the_data_holds_the_story_that_the_page_does_not():
    data = linked_data(articleBody="\n".join([*STORY, "Соңы. " * 40]))
    assert read(f"<h1>{TITLE}</h1><div><p>{STORY[0]}</p></div>", data).text.splitlines()[:4] == STORY


ARTICLE = f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>"


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (linked_data(datePublished="2024-11-20T14:05:00+05:00"), ""),
        ("<meta property='article:published_time' content='2024-11-20T14:05:00+05:00'>", ""),
        ("<meta name='article:published_time' content='2024-11-20 14:05'>", ""),
        ("<meta property='aiturec:datetime' content='2024-11-20T14:05+05:00'>", ""),
        ("", "<span itemprop=datePublished content='2024-11-20T09:05:00Z'></span>"),
        ("", "<time datetime='2024-11-20T14:05:00+05:00'>кеше</time>"),
        ("", "<div class='article__date'>20 қараша 2024, 14:05</div>"),
        ("", "<span class='news-info'>14:05, 20 Қараша 2024 | GMT +5</span>"),
        ("", "<li class='date-time'>20.11.2024, 14:05 33221</li>"),
    ],
)
def test_the_moment_of_publication(head, body):
    assert read(ARTICLE.replace("</h1>", f"</h1>{body}"), head).published == datetime(
        2024, 11, 20, 9, 5, tzinfo=UTC
    )


def test_the_sites_own_clock_is_not_the_date_of_the_story():
    header = "<div class=header-date>Жұма, 22 Қараша 2024</div>"
    article = read(header + ARTICLE.replace("</h1>", "</h1><div class=date>20.11.2024, 14:05</div>"))
    assert article.published == datetime(2024, 11, 20, 9, 5, tzinfo=UTC)


def test_a_date_that_is_not_there_is_none():
    article = read(ARTICLE + "<p>Байланыс: +7 727 250 10 10</p>")
    assert article.published is None and article.modified is None


def test_what_the_page_says_about_itself():
    people = [{"@type": "Person", "name": name} for name in ("Айгүл Серікқызы", "https://dala.example/a")]
    data = {"headline": TITLE, "dateModified": "2024-11-21T09:00:00+05:00", "author": people}
    head = linked_data(**data, articleSection=["Қоғам", "x"], keywords="мектеп, білім,мектеп")
    head += "<meta property='og:image' content='/i/1.jpg'><link rel=canonical href='/kk/news/10234'>"
    article = read(ARTICLE, head)
    assert article.modified == datetime(2024, 11, 21, 4, tzinfo=UTC)
    assert (article.authors, article.section) == (("Айгүл Серікқызы",), "Қоғам")
    assert article.tags == ("мектеп", "білім")
    assert (article.image, article.url) == (
        "https://dala.example/i/1.jpg",
        "https://dala.example/kk/news/10234",
    )


@pytest.mark.parametrize("stated", ["https://dala.example/", "https://other.example/news/1", "http://[x", ""])
def test_a_canonical_address_that_cannot_be_true_is_not_believed(stated):
    assert (
        read(ARTICLE, f"<link rel=canonical href='{stated}'>").url
        == "https://dala.example/news/10234-zhana-mektep"
    )


TITLES = [
    ("<meta property='og:title' content='Өңірлерде жаңа мектептер салынады — Дала'>", "<h2>Басқа</h2>"),
    ("<meta property='og:title' content='Өңірлерде жаңа мектептер салынады'>", "<h1>Дала</h1>"),
    ("", "<h1><a href=/>Дала</a></h1>"),
    (
        linked_data(headline="Өңірлерде жаңа мектептер салынады"),
        "<h1>Өңірлерде жаңа <br>мектептер салынады</h1>",
    ),
]


TITLES.append(
    (
        linked_data(headline=TITLE) + f"<meta property='og:title' content='{TITLE}'>",
        "<h1>Өңірлерде жаңа мектептер</h1>",
    )
)


@pytest.mark.parametrize(("head", "body"), TITLES)
def test_the_headline_is_told_from_the_name_of_the_site(head, body):
    assert read(f"{body}<article>{PARAGRAPHS}</article>", head).title == TITLE


@pytest.mark.parametrize(
    "raw", [b"", b"<html>", b"<h1>x</h1>", b"\0" * 1000, b"<title>x</title><p></p>", b"<div>" * 20_000]
)
def test_what_is_no_article_is_one_clear_error(raw):
    with pytest.raises(BadArticle) as caught:
        clean(raw, URL, NOW)
    assert "\n" not in str(caught.value)


def test_a_page_nested_past_all_measure_is_read():
    depth = 10_000
    raw = f"<h1>{TITLE}</h1>{'<div>' * depth}{PARAGRAPHS}{'</div>' * depth}".encode()
    try:
        assert STORY[0] in clean(raw, URL, NOW).text
    except BadArticle as error:
        assert "the page" in error.why


def test_data_that_is_not_json_is_passed_over():
    broken = "<script type='application/ld+json'>{'headline': oops</script>"
    nested = "<script type='application/ld+json'>" + "[" * 100_000 + "</script>"
    assert read(ARTICLE, broken + nested + linked_data(articleSection="Қоғам")).section == "Қоғам"


@given(st.binary() | st.text().map(lambda text: f"<h1>т</h1><p>{text}</p>".encode()))
def test_any_bytes_give_an_article_or_one_clear_error(raw):
    try:
        article = clean(raw, URL, NOW)
    except BadArticle:
        return
    assert article.title.strip() and article.text.strip()
    assert Article.from_json(article.to_json()) == article


KICKED = [
    (
        "<meta property='og:title' content='Өңірлерде жаңа мектептер салынады'>",
        "Білім: Өңірлерде жаңа мектептер салынады",
    ),
    (
        "<meta property='og:title' content='Өңірлерде жаңа мектептер салынады'>",
        "Білім - Өңірлерде жаңа мектептер салынады",
    ),
]


@pytest.mark.parametrize(("head", "heading"), KICKED)
def test_the_kicker_before_a_headline_goes(head, heading):
    data = linked_data(headline=heading)
    assert read(f"<article><h1>{heading}</h1>{PARAGRAPHS}</article>", head + data).title == TITLE


AUTHORS = [
    ([{"@type": "Person", "givenName": "Айгүл", "familyName": "Серікқызы"}], ("Айгүл Серікқызы",)),
    ([{"name": "Айгүл Серікқызы (aig)"}, {"name": "ai-gul"}], ("Айгүл Серікқызы",)),
    ([{"name": "Айгүл Серікқызы және Болат Әлі"}], ("Айгүл Серікқызы", "Болат Әлі")),
    ([{"@type": "Organization", "name": "ҚазАқпарат"}], ("ҚазАқпарат",)),
    ([{"name": "Дала"}, {"name": "Болат Әлі"}], ("Болат Әлі",)),
    ([{"name": "Дала"}], ("Дала",)),
    ([{"name": "https://dala.example/a"}, {"name": "a@dala.example"}], ()),
]


@pytest.mark.parametrize(("stated", "authors"), AUTHORS)
def test_authors_are_people_and_agencies(stated, authors):
    head = "<meta property='og:site_name' content='Дала'>" + linked_data(author=stated)
    assert read(ARTICLE, head).authors == authors


def test_the_sites_own_name_in_a_meta_element_gives_way_to_a_byline():
    head = "<meta property='og:site_name' content='Дала'><meta name=author content='Дала'>"
    assert read(f"{ARTICLE}<div class=byline>Авторы: Болат Әлі</div>", head).authors == ("Болат Әлі",)


def test_a_moment_without_zone_gives_way_to_the_same_one_with_its_zone():
    head = "<meta property='article:published_time' content='2024-11-20T14:05:00+02:00'>"
    article = read(ARTICLE, linked_data(datePublished="2024-11-20 14:05:00") + head)
    assert article.published == datetime(2024, 11, 20, 12, 5, tzinfo=UTC)
    other = read(ARTICLE, linked_data(datePublished="2024-11-20 10:05:00") + head)
    assert other.published == datetime(2024, 11, 20, 5, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("head", "paywalled"),
    [
        ("", False),
        (linked_data(isAccessibleForFree=True), False),
        (linked_data(isAccessibleForFree="True"), False),
        (linked_data(isAccessibleForFree=False), True),
        (linked_data(isAccessibleForFree="False"), True),
        (linked_data(isAccessibleForFree="http://schema.org/False"), True),
        ("<meta itemprop=isAccessibleForFree content=false>", True),
        ("<meta property='article:content_tier' content='locked'>", True),
        ("<meta property='article:content_tier' content='free'>", False),
    ],
)
def test_whether_the_story_is_free_to_read(head, paywalled):
    article = read(ARTICLE, head)
    assert article.paywalled is paywalled
    assert Article.from_json(article.to_json()) == article


LARGE = {
    "empty elements": "<b></b>" * 200_000,
    "lines": "<br>" * 300_000,
    "links": "<a href=/x>а</a>" * 100_000,
    "headings": "<h1>Өңірлерде тағы бір тақырып тұр</h1>" * 50_000,
    "dates": "<div class=date>22 қараша</div>" * 50_000,
    "text": "сөз " * 400_000,
}


@pytest.mark.parametrize("much", LARGE.values(), ids=LARGE.keys())
def test_of_a_page_without_measure_the_beginning_is_read(much, monkeypatch):
    """No other extractor is asked: some take minutes for it."""
    monkeypatch.setattr("crawler.clean.body.Opinions", None)
    assert read(f"<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>{much}").text.splitlines()[:4] == STORY


def test_a_tag_with_attributes_without_measure_is_passed_over():
    """The parser would take minutes for it."""
    tag = "<div " + " ".join(f"a{number}=1" for number in range(300_000)) + ">"
    assert read(f"{tag}<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>").text.splitlines() == STORY
