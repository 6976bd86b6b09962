import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawler.clean import detect_language

SENTENCES = """
kk       Өңірлерде жаңа мектептер салынып жатыр, деді министр.
kk       Ол маған кітап берді және үйіне қайтты.
kk       Алматы мен Шымкент арасында жаңа пойыз жүреді.
kk       АСТАНАДА ҮКІМЕТ ОТЫРЫСЫ ӨТТІ
kk-Latn  Öñırlerde jaña mektepter salynyp jatyr, dedı ministr.
kk-Latn  Óńirlerde jańa mektepter salynyp jatyr, dedi mınıstr.
kk-Latn  O'n'irlerde jan'a mektepter salynyp jatyr, dedi mi'ni'str.
kk-Latn  Onirlerde jana mektepter salynyp jatyr, dedi ministr.
kk-Arab  وڭىرلەردە جاڭا مەكتەپتەر سالىنىپ جاتىر، دەدى مينيستر.
ru       В регионах строят новые школы, сказал министр.
ru       Аким области Ғалымжан Әбдіқалықов провёл совещание.
ky       Аймактарда жаңы мектептер курулуп жатат, деди министр.
ky       Өкмөт мүчөлөрү бүгүн жолугушуу өткөрүштү.
tt       Төбәкләрдә яңа мәктәпләр төзелә, диде министр.
uz       Ҳудудларда янги мактаблар қурилмоқда, деди вазир.
uz       Hududlarda yangi maktablar qurilmoqda, dedi vazir. Bu haqda ular bilan gaplashdik.
ky       Бишкекте кечээ жаан жаады, бүгүн күн ачык болот.
ky       Президент жаңы мыйзамга кол койду.
ky       Ал мага китеп берди да, үйүнө кетти.
ky       Эртең облустун мектептеринде сабак болбойт.
ky       Айыл чарба министри дыйкандар менен жолукту.
tt       Президент яңа канунга кул куйды.
tt       Ул миңа китап бирде дә өенә китте.
tt       Казанда кичә яңгыр яуды, бүген һава аяз.
tt       Авыл хуҗалыгы министры фермерлар белән очрашты.
uz       Президент бугун янги қонунга имзо чекди.
uz       Prezident yangi qonunga imzo chekdi.
uz       U menga kitob berdi va uyiga ketdi.
uz       Toshkentda kecha yomgʻir yogʻdi, bugun havo ochiq.
uz       Qishloq xo‘jaligi vaziri dehqonlar bilan uchrashdi.
uz       Ertaga viloyat maktablarida dars bo'lmaydi.
kk       Ауыл шаруашылығы министрі диқандармен кездесті.
kk       Аралассын деген оймен келдім.
kk       Апат айтып келмейді.
kk-Latn  Prezident jaña zañğa qol qoidy.
kk-Latn  Ol mağan kıtap berdı de, üiıne kettı.
kk-Latn  Prezident jana zanga qol qoidy.
kk-Arab  پرەزيدەنت جاڭا زاڭعا قول قويدى.
mn       Ерөнхийлөгч шинэ хуульд гарын үсэг зурлаа.
tr       Bölgelerde yeni okullar yapılıyor, dedi bakan.
uk       У регіонах будують нові школи, сказав міністр.
en       New schools are being built in the regions, said the minister.
ar       قال الوزير إن المدارس الجديدة تبنى في المناطق.
fa       وزیر گفت که مدرسه‌های تازه در استان‌ها ساخته می‌شود.
ug       رايونلاردا يېڭى مەكتەپلەر سېلىنىۋاتىدۇ، دېدى مىنىستىر.
und      12 345,60
und      地区正在建设新学校
"""


@pytest.mark.parametrize("line", SENTENCES.strip().splitlines())
def test_sentences(line):
    tag, sentence = line.split(maxsplit=1)
    assert detect_language(sentence) == tag


def test_the_bundled_articles_are_of_the_language_they_say(sample_articles):
    wrong = [article.url for article in sample_articles if detect_language(article.text) != article.language]
    assert wrong == []


def test_sentences_of_kazakh_broadcasts(root):
    """Real sentences, many of a few words; they lie outside the project."""
    path = root.parent / "shared" / "data" / "kaznerd-dev.jsonl"
    if not path.is_file():
        pytest.skip("needs ../shared/data/kaznerd-dev.jsonl, which is not here")
    lines = path.read_text("utf-8").splitlines()[::10]
    found = [detect_language(" ".join(json.loads(line)["tokens"])) for line in lines]
    assert found.count("kk") / len(found) >= 0.99


@given(st.text())
def test_any_text_has_an_answer(text):
    assert detect_language(text)
