import random
from itertools import cycle, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clean import decode

KAZAKH = (
    "Өңірлерде мектеп құрылысы жүріп жатыр, деді министр. «Биыл жүз елу жаңа нысан ашылады» — ол үкімет "
    "отырысында осылай мәлімдеді. Әкімдер һәм ғалымдар бұған келісті, бірақ мерзімі кейінге қалды."
)
RUSSIAN = "В регионах строят школы, заявил министр. «В этом году откроем сто пятьдесят» — сказал он. Ещё один объект."
SHORT = "Жаңа мектеп ашылды"


def page(text, charset=None):
    meta = f'<meta charset="{charset}">' if charset else ""
    return f'<html><head>{meta}<title class="a">{text}</title></head><body><p>{text}</p></body></html>'


def read_as(text, wrong):
    """UTF-8 bytes of a text as they look through the wrong table, holes of the table as control letters."""
    return "".join(bytes([byte]).decode(wrong, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("text", [KAZAKH, SHORT])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "kz1048", "ptcp154"]
)
@pytest.mark.parametrize("declared", [None, "utf-8", "windows-1251", "no-such-charset"])
def test_kazakh_pages_whatever_they_declare(text, encoding, declared):
    source = page(text, declared)
    assert decode(source.encode(encoding), declared) == source


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1251", "koi8_r", "kz1048"])
@pytest.mark.parametrize("declared", [None, "utf-8", "koi8-r", "iso-8859-1"])
def test_russian_pages_whatever_they_declare(encoding, declared):
    text = RUSSIAN.replace("«", '"').replace("»", '"').replace("—", "-") if encoding == "koi8_r" else RUSSIAN
    assert decode(page(text, declared).encode(encoding)) == page(text, declared)


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_page_cut_off_anywhere_loses_its_last_letter_at_most(cut):
    raw = KAZAKH.encode()[:-cut]
    assert decode(raw) == raw.decode("utf-8", "ignore")


def test_a_few_broken_bytes_leave_a_page_readable():
    half = len(KAZAKH) // 2
    broken = KAZAKH[:half].encode() + b"\xff" + KAZAKH[half:].encode()
    assert decode(broken) == KAZAKH[:half] + "\ufffd" + KAZAKH[half:]


@pytest.mark.parametrize("wrong", ["cp1251", "cp1252", "latin-1"])
@pytest.mark.parametrize("text", [KAZAKH, RUSSIAN, SHORT])
def test_text_that_was_encoded_twice(wrong, text):
    assert decode(page(read_as(text, wrong)).encode()) == page(text)


@pytest.mark.parametrize("table", ["kz1048", "ptcp154"])
def test_kazakh_letters_that_were_read_as_foreign_ones(table):
    spoilt = KAZAKH.encode(table).decode("cp1251")
    assert spoilt != KAZAKH
    assert decode(spoilt.encode()) == KAZAKH


def test_kazakh_letters_of_old_fonts():
    spoilt = "ќазіргі ѓалымдар мен џкімет ќђќыќтыњ маѕызы, тѕуелсіз ел туралы айтты".replace(
        "маѕызы", "мањызы"
    )
    assert decode(spoilt.encode()) == "қазіргі ғалымдар мен үкімет құқықтың маңызы, тәуелсіз ел туралы айтты"


def test_letters_written_as_numbers():
    assert decode("&#1201;лт&#x4D9; &#38; &#60;b> &amp;".encode("cp1251")) == "ұлтә &#38; &#60;b> &amp;"


@pytest.mark.parametrize(
    "text",
    [
        "Президент України підписав закон про єдиний реєстр, їхній ґрунт і воду.",
        "Прэзідэнт Беларусі падпісаў закон, ён уступіць у сілу ўвосень.",
        "Претседателот потпиша закон за нив, ќе стапи на сила; ѕвезда, џеб и ѓердан.",
        "Bakanlar Kurulu bugün Ankara'da toplandı, ekonomi görüşüldü.",
        "哈萨克斯坦总统今天签署了新的法律。",
    ],
)
def test_other_languages_stay_as_they_are(text):
    assert decode(text.encode()) == text


def test_a_western_page_is_read_as_declared():
    text = "Der Präsident sagte: „Größe“ fällt"
    assert decode(page(text, "windows-1252").encode("cp1252")) == page(text, "windows-1252")


def test_an_east_asian_page_is_read_as_declared():
    assert decode("<p>宮崎県で震度</p>".encode("shift_jis"), "shift_jis") == "<p>宮崎県で震度</p>"


@given(st.binary())
def test_any_bytes_are_some_text(raw):
    assert isinstance(decode(raw), str)


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_ascii_is_itself(text):
    assert decode(text.encode()) == text or "&#" in text


def in_table(text, encoding):
    """A text without the signs that a table has not."""
    plain = text.translate(str.maketrans("«»“”„–—’", '"""""--\'')) if encoding == "koi8_r" else text
    return plain.encode(encoding, "ignore").decode(encoding)


def passages(articles, language, count):
    """Pieces of the bundled articles, eight words and more, wherever they begin; the same every time."""
    chance = random.Random(language)
    texts = [article.text.split() for article in articles if article.language == language]
    for _ in range(count):
        words = chance.choice(texts)
        start = chance.randint(0, len(words) - 8)
        yield " ".join(words[start : start + chance.randint(8, 60)])


CHARSETS = [None, "utf-8", "windows-1251", "koi8-r", "iso-8859-1", "x-unknown"]
ENCODINGS = [
    *(("kk", encoding) for encoding in ("utf-8", "utf-16", "utf-16-le", "utf-16-be", "kz1048", "ptcp154")),
    *(("ru", encoding) for encoding in ("utf-8", "utf-16-le", "cp1251", "koi8_r")),
    *(("kk-Latn", encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")),
    *(("kk-Arab", encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be")),
]


@pytest.mark.parametrize(("language", "encoding"), ENCODINGS)
def test_any_passage_in_any_encoding_whatever_is_declared(sample_articles, language, encoding):
    declarations = cycle(product(CHARSETS, CHARSETS))  # within the page, and in the header
    for text, (inside, header) in zip(passages(sample_articles, language, 72), declarations, strict=False):
        source = page(in_table(text, encoding), inside)
        assert decode(source.encode(encoding), header) == source


@pytest.mark.parametrize("language", ["kk", "ru", "kk-Latn", "kk-Arab"])
@pytest.mark.parametrize("wrong", ["cp1251", "cp1252", "latin-1"])
def test_any_passage_that_was_encoded_twice(sample_articles, language, wrong):
    for text in passages(sample_articles, language, 40):
        assert decode(page(read_as(text, wrong)).encode()) == page(text)


FONT = str.maketrans("ӘәҢңҒғҮүҰұҚқӨөҺһ", "ЅѕЊњЃѓЏџЂђЌќҐґЋћ")


@pytest.mark.parametrize("spoil", ["kz1048", "ptcp154", "font"])
def test_any_passage_whose_kazakh_letters_were_read_as_foreign_ones(sample_articles, spoil):
    for text in passages(sample_articles, "kk", 100):
        if spoil == "font":
            spoilt = text.translate(FONT)
        else:
            text = in_table(text, spoil)
            spoilt = text.encode(spoil).decode("cp1251")
        assert decode(page(spoilt).encode()) == page(text)


def test_a_passage_of_utf8_cut_off_anywhere(sample_articles):
    for number, text in enumerate(passages(sample_articles, "kk", 40)):
        raw = page(text).encode()
        cut = len(raw) // 2 + number
        assert decode(raw[:cut]) == raw[:cut].decode("utf-8", "ignore")


def test_a_passage_in_cp1251_with_numbers_for_what_it_has_not(sample_articles):
    for text in passages(sample_articles, "kk", 40):
        source = page(text, "windows-1251")
        assert decode(source.encode("cp1251", "xmlcharrefreplace"), "windows-1251") == source


def test_russian_with_a_name_in_ukrainian_stays_as_it_is(sample_articles):
    for text in passages(sample_articles, "ru", 40):
        quoting = f"{text} {'Текст новости о гостях. ' * 9}Її звати Єва."
        assert decode(quoting.encode()) == quoting
