"""Pages in three languages: the switch, and catalogues that are whole."""

import io
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po

from index.text.transliterate import to_arabic, to_latin
from web.languages import SCRIPTS

TRANSLATED = ("kk", "ru")
HEADINGS = {"kk": "25 мақала", "ru": "25 статей", "en": "25 articles"}


def catalogue(root: Path, language: str) -> tuple[Path, Catalog]:
    path = root / "web" / "translations" / language / "LC_MESSAGES" / "messages.po"
    with path.open("rb") as file:
        return path, read_po(file, locale=language, abort_invalid=True)


def source_texts(root: Path) -> set[object]:
    methods = [("**.py", "python"), ("templates/**.html", "jinja2")]
    return {message for _, _, message, _, _ in extract_from_dir(root / "web", methods)}


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_is_translated(root: Path, language: str) -> None:
    _, messages = catalogue(root, language)
    known = {message.id for message in messages if message.id}
    assert known == source_texts(root)
    for message in messages:
        forms = message.string if isinstance(message.string, tuple) else (message.string,)
        assert not message.id or all(forms), f"{message.id!r} is not translated"
        assert not message.id or not message.fuzzy, f"{message.id!r} is fuzzy"
        assert not list(message.check(messages)), f"{message.id!r} has other placeholders"
    assert not messages.obsolete


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_compiled_catalogue_is_of_this_text(root: Path, language: str) -> None:
    path, messages = catalogue(root, language)
    compiled = io.BytesIO()
    write_mo(compiled, messages)
    assert path.with_suffix(".mo").read_bytes() == compiled.getvalue(), (
        "run: pybabel compile -d web/translations"
    )


@pytest.mark.parametrize("language", TRANSLATED)
def test_plurals_are_those_of_the_language(root: Path, language: str) -> None:
    _, messages = catalogue(root, language)
    rule = get_plural(language)
    assert (messages.num_plurals, messages.plural_expr) == (rule.num_plurals, rule.plural_expr)


@pytest.mark.parametrize("language", HEADINGS)
def test_the_url_chooses_the_language(get, language: str) -> None:
    page = get(q="парақша", lang=language)
    assert page.html["lang"] == language
    assert page.h1.get_text(strip=True) == HEADINGS[language]
    assert page.select_one(".languages [aria-current]")["lang"] == language


@pytest.mark.parametrize("path", ["/?q=парақша&page=2", "/article?url=https://one.example/rainbow"])
@pytest.mark.parametrize("language", HEADINGS)
def test_the_switch_leads_to_the_same_page_in_each_language(get, path: str, language: str) -> None:
    page = get(f"{path}&lang={language}")
    for link in page.select(".languages a"):
        other = get(str(link["href"]))
        assert other.html["lang"] == link["lang"]
        write = SCRIPTS.get(str(link["lang"]), str)
        for part in ("h3", ".text"):
            assert [a.get_text() for a in other.select(part)] == [
                write(a.get_text()) for a in page.select(part)
            ]


def test_kazakh_is_the_language_of_the_house(get, client) -> None:
    assert get().html["lang"] == "kk"
    assert get(lang="xx").html["lang"] == "kk"
    assert not client.get("/?lang=ru").headers.getlist("Set-Cookie")


@pytest.mark.parametrize(("number", "heading"), [(1, "1 статья"), (3, "3 статьи")])
def test_russian_counts(get, number: int, heading: str) -> None:
    sources = ["one.example", "two.example", "three.example"][:number]
    assert get(q="кемпірқосақ", source=sources, lang="ru").h1.get_text(strip=True) == heading


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 200), ("/?since=x", 400), ("/?q=(", 200), ("/none", 404), ("/?q=жоқтықсөз", 200)],
)
def test_kazakh_pages_hold_no_english(get, path: str, status: int) -> None:
    page = get(path, status=status)
    for part in page.select("style, [lang=en], .languages, .syntax, .brand, .hit, #filters li, .takeaway"):
        part.decompose()
    text = page.body.get_text(" ")
    assert not re.findall(r"\b(?!Izdeu\b)[A-Za-z]{3,}", text)


@pytest.mark.parametrize(("script", "write"), [("kk-Latn", to_latin), ("kk-Arab", to_arabic)])
def test_kazakh_pages_are_shown_in_other_scripts_articles_included(get, script: str, write) -> None:
    page = get("/article", url="https://one.example/rainbow", q="кемпірқосақ", lang=script)
    usual = get("/article", url="https://one.example/rainbow", q="кемпірқосақ")
    assert (page.html["lang"], page.html["dir"]) == (script, "rtl" if script == "kk-Arab" else "ltr")
    assert (page.select_one(".text")["lang"], page.select_one(".text")["dir"]) == (script, page.html["dir"])
    for part in ("h1", ".text p", ".text mark", ".filters .label", "time", ".original a"):
        texts = [tag.get_text() for tag in usual.select(part)]
        assert texts
        assert [tag.get_text() for tag in page.select(part)] == [write(text) for text in texts]
    for part in page.select(".languages, title, .brand, .citation"):
        part.decompose()
    assert not re.findall(r"[а-яәіңғүұқөһ]", page.get_text())


def test_the_query_and_what_is_written_in_another_language_keep_their_letters(get) -> None:
    page = get(q="кемпірқосақ", lang="kk-Latn")
    assert page.select_one("input[name=q]")["value"] == "кемпірқосақ"
    russian = get(language="ru", lang="kk-Latn").select_one(".hit h3")
    assert (russian["lang"], russian["dir"]) == ("ru", "ltr")
    assert re.search("[а-я]", russian.get_text())


def test_an_article_in_arabic_letters_is_shown_in_latin_ones(get) -> None:
    hit = get(language="kk-Arab", lang="kk-Latn").select_one(".hit h3")
    assert (hit["lang"], hit["dir"]) == ("kk-Latn", "ltr")
    assert re.fullmatch(r"[^\u0400-\u06ff]+", hit.get_text())
