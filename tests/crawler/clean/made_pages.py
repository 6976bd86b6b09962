# ruff: noqa: E501 -- markup
"""Made-up news pages after what Kazakhstan's sites do: the bundled articles in a dozen templates, with their traps.

A template is a function of a ``Story`` that gives the markup; ``every_page`` puts each of them to each article.
"""

import html
import json
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from crawler.article import Article

LOCAL = ZoneInfo("Asia/Almaty")
KAZAKH_MONTHS = "қаңтар ақпан наурыз сәуір мамыр маусым шілде тамыз қыркүйек қазан қараша желтоқсан".split()  # noqa: SIM905
RUSSIAN_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()  # noqa: SIM905
NOMINATIVE = "Январь Февраль Март Апрель Май Июнь Июль Август Сентябрь Октябрь Ноябрь Декабрь".split()  # noqa: SIM905
PHOTOS = ("Сурет: {site}", "Фото: пресс-служба акимата", "Коллаж: Kazinform/ Canva", "Фото из архива {site}")
ALSO = (
    "Сондай-ақ оқыңыз: {other}",
    "Оқи отырыңыз: {other}",
    "Читайте также: {other}",
    "Тағы оқыңыз: {other}",
    "Новости по теме: {other}",
)
CALLS = (
    "Telegram-арнамызға жазылыңыз!",
    "Google News-те бізге жазылыңыз",
    "Подписывайтесь на наш канал в Google News",
    "Біздің WhatsApp арнамызға қосылыңыз",
    "Маңызды жаңалықтарды жіберіп алмау үшін бізге жазылыңыз",
    "Хотите получать главные новости на свой телефон? Подпишитесь на наш Telegram-канал",
)


@dataclass(frozen=True)
class Story:
    """An article in the hands of a template: its moment in local time, another headline, and where chance comes from."""

    article: Article
    moment: datetime
    other: str
    chance: random.Random

    @property
    def title(self) -> str:
        return html.escape(self.article.title)

    @property
    def lines(self) -> list[str]:
        return [html.escape(line) for line in self.article.text.splitlines()]

    @property
    def site(self) -> str:
        return self.article.source

    def pick(self, lines: tuple[str, ...]) -> str:
        return self.chance.choice(lines).format(site=self.site, other=self.other)

    def with_junk(self, tag: str = "p") -> str:
        """The paragraphs, a photo credit before them, a link to another story and a call between or behind."""
        lines = [f"<{tag}>{line}</{tag}>" for line in self.lines]
        for junk in (self.pick(ALSO), self.pick(CALLS)):
            lines.insert(self.chance.randint(1, len(lines)), f"<{tag}><a href='/n/1'>{junk}</a></{tag}>")
        lines.insert(self.chance.randint(1, len(lines)), f"<{tag}><em>{self.pick(PHOTOS)}</em></{tag}>")
        return "".join(lines)


def _shell(story: Story, body: str, head: str = "") -> str:
    others = "".join(
        f"<li><a href='/n/{n}'>{story.other} {n}</a><span>{n * 37} қаралым</span></li>" for n in range(12)
    )
    return (
        f"<!doctype html><html><head><title>{story.title} | {story.site}</title>"
        f"<meta property='og:title' content='{story.title}'><meta property='og:site_name' content='{story.site}'>"
        f"{head}<script>window.dataLayer=[];</script></head><body>"
        f"<header><nav><ul><li><a href='/'>Басты бет</a><li><a href='/s'>Саясат</a><li><a href='/q'>Қоғам</a></ul></nav>"
        f"</header>{body}<div class='sidebar'><h3>Соңғы жаңалықтар</h3><ul>{others}</ul></div>"
        "<footer><p>Барлық құқықтар қорғалған. Сайт материалдарын пайдаланғанда гиперсілтеме міндетті.</p>"
        "<p>Редакция мекенжайы: Астана қаласы, Мәңгілік Ел даңғылы, 8.</p></footer></body></html>"
    )


def _data(story: Story, **more: str) -> str:
    record = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.article.title,
        **more,
    }
    record["datePublished"] = story.moment.isoformat()
    return f'<script type="application/ld+json">{json.dumps(record, ensure_ascii=False)}</script>'


def egemen(story: Story) -> str:
    body = (
        f"<div class='name-auth'><h4>Айгүл Сәрсенова</h4></div><h1 class='responsive_title'>{story.title}</h1>"
        f"<div itemprop='articleBody'>{story.with_junk()}<div class='top-news social-links'><p>Бөлісу</p></div>"
        f"<h3>Оқи отырыңыз</h3><p><a href='/1'>{story.other}</a></p><p>Тағы да жүктеу</p></div>"
    )
    return _shell(
        story, body, f"<meta property='article:published_time' content='{story.moment.isoformat()}'>"
    )


def nur(story: Story) -> str:
    lead, *rest = story.lines
    slot = "<div id='adfox_1' class='adfox-banner'></div>"
    paragraphs = slot.join(f"<p class='formatted-body__paragraph'>{line}</p>" for line in rest)
    body = (
        f"<main><h1 class='main-headline'>{story.title}</h1>"
        f"<time class='datetime--publication' datetime='{story.moment.isoformat()}'>Бүгін</time>"
        f"<div class='formatted-body__content--wrapper'><strong class='formatted-body__strong'>{lead}</strong>"
        f"<figure><img class=lazyload data-src=x><figcaption>{story.pick(PHOTOS)}</figcaption></figure>{paragraphs}"
        f"<p class='formatted-body__paragraph'><a href='/2'>{story.pick(ALSO)}</a></p></div></main>"
    )
    return _shell(story, body, _data(story, articleBody="\n".join(story.article.text.splitlines())))


def zakon(story: Story) -> str:
    body = (
        f"<h1>{story.title}</h1><div class='article__block'><div class='content'>{story.with_junk()}"
        "<div class='willShare'>Поделитесь новостью</div><div class='google-news-follow'>Следите за новостями zakon.kz в "
        "Google News</div><div class='tags newsTags'><a href='/t'>Астана</a></div><p>Нашли ошибку? Выделите ее и нажмите "
        "Ctrl + Enter.</p></div></div>"
    )
    return _shell(story, body, _data(story, articleBody=story.article.text.splitlines()[0][:300]))


def tengrinews(story: Story) -> str:
    day = f"{story.moment.day} {RUSSIAN_MONTHS[story.moment.month - 1]} {story.moment.year}, {story.moment:%H:%M}"
    body = (
        f"<ol class='breadCrumb-ls date-time'><li><a href='/'>Басты бет</a></li><li><span>{day}</span></li></ol>"
        f"<h1 class='head-single'>{story.title}</h1><div class='content_main_text'>{story.with_junk()}"
        "<div class='content_main_text_tags'><span>Тегтер</span></div></div><div id='comm'><div class='comment'><p>Бұл "
        "жаңалықты көптен күтіп жүр едік, енді не болар екен?</p></div></div>"
    )
    return _shell(story, body)


def inform_2020(story: Story) -> str:
    lines = [f"<p>{line}</p>" for line in story.lines]
    box = f"<div class='frame_news_article_bl'><p>Новости по теме</p><a href='/3'>{story.other}</a></div>"
    lines.insert(max(1, len(lines) // 2), box)
    day = f"{story.moment.day} {RUSSIAN_MONTHS[story.moment.month - 1].capitalize()} {story.moment:%Y %H:%M}"
    body = (
        f"<div class='title_article_bl'><h1>{story.title}</h1></div><div class='time_article_bl'>{day}</div>"
        f"<div class='body_article_bl'>{''.join(lines)}</div>"
    )
    head = f"<meta property='aiturec:datetime' content='{story.moment.isoformat()}'><link rel='amphtml' href='/amp/1'>"
    return _shell(story, body, head)


def inform_2026(story: Story) -> str:
    offset = int(story.moment.utcoffset().total_seconds() // 3600)  # type: ignore[union-attr]
    day = f"{story.moment:%H:%M}, {story.moment.day} {NOMINATIVE[story.moment.month - 1]} {story.moment.year} | GMT +{offset}"
    body = (
        f"<div class='article'><h1>{story.title}</h1><div class='article__date'>{day}</div>"
        f"<div class='article__photo'><img src=x><span>{story.pick(PHOTOS)}</span></div>"
        f"<div class='article__content'>{story.with_junk()}</div></div>"
    )
    return _shell(story, body)


def khabar(story: Story) -> str:
    body = (
        f"<h1 itemprop='name'>{story.title}</h1><div class='iq-blog-box'><ul><li class='border-gredient-left'>"
        f"{story.moment:%d.%m.%Y}</li></ul>{story.with_junk()}<div class='iq-blog-tag'><a href='/t'>#Хабар</a></div></div>"
    )
    return _shell(story, body)


def sputnik(story: Story) -> str:
    blocks = "".join(
        f"<div class='article__block'><div class='article__text'>{line}</div></div>" for line in story.lines
    )
    body = (
        f"<div class='article'><h1>{story.title}</h1><div class='article__announce'><div itemprop='datePublished' "
        f"content='{story.moment.isoformat()}'></div></div><div class='article__body'>{blocks}</div></div>"
    )
    return _shell(story, body)


def kazpravda(story: Story) -> str:
    when = story.moment
    day = f"{when.day} {RUSSIAN_MONTHS[when.month - 1]} {when.year} г. {when.hour}:{when:%M} 2640"
    body = (
        f"<article><h1 class='article__title'>{story.title}</h1><time class='article__date'>{day}</time>"
        f"{story.with_junk()}<p>Поделиться</p></article>"
    )
    return _shell(story, body)


def abai(story: Story) -> str:
    today = "Бейсенбі, 22 Наурыз 2018"
    body = (
        f"<div class='header-date'>{today}</div><h1>{story.title}</h1><div class='post-info'>"
        f"{story.moment.day} {KAZAKH_MONTHS[story.moment.month - 1].capitalize()}, {story.moment.year} 4517 0 пікір</div>"
        f"<div class='single-news'>{'<br><br>'.join(story.lines)}<br><br>{story.site}</div><div><h3>0 пікір</h3></div>"
        f"<div><h3>Үздік материалдар</h3><p>{story.other}</p><h3>Фото мұрағат</h3></div>"
    )
    return _shell(story, body)


def akorda(story: Story) -> str:
    day = f"{story.moment.year} жылғы {story.moment.day} {KAZAKH_MONTHS[story.moment.month - 1]}"
    lines = "".join(f"<p>{line}</p>" for line in story.lines)
    body = f"<article><h2 class='mt-5'>{story.title}</h2><h5>{day}</h5>{lines}<p>akorda.kz</p><a href='/'>Артқа</a></article>"
    return _shell(story, body)


def next_data(story: Story) -> str:
    content = "".join(f"<p>{line}</p>" for line in story.lines)
    post = {"title": story.article.title, "published_at": story.moment.isoformat(), "content": content}
    more = [{"title": story.other, "content": f"<p>{story.other}</p>"}]
    data = json.dumps({"props": {"pageProps": {"post": post, "related": more}}, "page": "/news/[slug]"})
    return (
        f"<html><head><title>{story.title}</title><meta name='description' content='{story.lines[0][:150]}'>"
        f"<meta property='article:published_time' content='{story.moment.isoformat()}'></head><body><div id='__next'></div>"
        f"<script id='__NEXT_DATA__' type='application/json'>{data}</script></body></html>"
    )


def div_lead(story: Story) -> str:
    lead, *rest = story.lines
    paragraphs = "".join(f"<p>{line}</p>" for line in rest)
    body = (
        f"<div class='news-detail'><h1>{story.title}</h1><div class='news-date'>{story.moment:%d.%m.%Y, %H:%M} 33221</div>"
        f"<div class='lead'>{lead}</div><div class='photo-author'>{story.pick(PHOTOS)}</div>"
        f"<div class='text'>{paragraphs}<p>{story.pick(CALLS)}</p></div></div>"
    )
    return _shell(story, body)


def old_table(story: Story) -> str:
    rows = (
        "<br>&nbsp;&nbsp;".join(story.lines)
        .replace("«", "&laquo;")
        .replace("»", "&raquo;")
        .replace("–", "&ndash;")
    )
    return (
        f"<html><head><title>{story.title}</title></head><body><table width=100%><tr><td width=200><a href=/>Басты бет</a><br>"
        f"<a href=/a>Архив</a></td><td><font size=4><b>{story.title}</b></font><br><small>{story.moment:%d.%m.%Y %H:%M}"
        f"</small><br><br><font size=2>{rows}</font></td></tr></table></body></html>"
    )


TEMPLATES: tuple[Callable[[Story], str], ...] = (
    egemen, nur, zakon, tengrinews, inform_2020, inform_2026, khabar, sputnik, kazpravda, abai, akorda, next_data,
    div_lead, old_table,
)  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "kz1048", "cp1251 with numbers", "utf-8 cut off", "utf-16")


@dataclass(frozen=True)
class MadePage:
    """A page's bytes, and what is to come out of it."""

    template: str
    encoding: str
    raw: bytes
    story: Story

    @property
    def url(self) -> str:
        return f"https://{self.story.site}/news/{self.story.moment:%H%M}123-zhanalyq"


def every_page(articles: list[Article]) -> Iterator[MadePage]:
    """Each template with each article; encodings and junk by chance, the same every time."""
    chance = random.Random(5)
    for number, article in enumerate(articles):
        for template in TEMPLATES:
            moment = datetime(2016, 2, 3, tzinfo=UTC) + timedelta(minutes=chance.randrange(60 * 24 * 3500))
            story = Story(article, moment.astimezone(LOCAL), articles[number - 1].title, chance)
            encoding = chance.choice(ENCODINGS)
            yield MadePage(template.__name__, encoding, encoded(template(story), encoding), story)


def encoded(page: str, encoding: str) -> bytes:
    """The page as bytes; a declared charset is often wrong."""
    if encoding == "utf-8 cut off":
        return page.encode()[: page.encode().rindex(b"</body>") - 1] + "қ".encode()[:1]
    if encoding == "cp1251 with numbers":
        page = page.replace("<head>", "<head><meta charset='windows-1251'>")
        return page.encode("cp1251", "xmlcharrefreplace")
    if encoding == "kz1048":
        page = page.replace("<head>", "<head><meta charset='windows-1251'>")
        return page.encode("kz1048", "xmlcharrefreplace")
    return page.encode(encoding)
