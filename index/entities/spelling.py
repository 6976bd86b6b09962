"""One name in many spellings: Тоқаев, Токаев and Tokayev share a key; the best spelling is shown.

Kazakh, Russian and Latin spellings of a name differ in regular ways: Kazakh letters are written with their
Russian neighbours (қ → к), Russian softens (Гүлнәр → Гульнар), Latin alphabets spell sounds out (ж → zh, j).
The key undoes these; it is for comparing, not for reading.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from index.entities import lists
from index.text.scripts import NINE_LETTERS

# Latin spellings of sounds: English usage, then the Kazakh alphabets of 2017 to 2021
_LATIN_SOUNDS = [
    pair.split("=")
    for row in (
        "shch=щ zh=ж kh=х gh=г ch=ш sh=ш ts=ц ph=ф ck=к yu=у ya=иа ye=е yo=е x=кс",
        "a=а á=а ä=а b=б c=к d=д e=е f=ф g=г ğ=г ǵ=г h=х i=и ı=и í=и j=ж k=к l=л m=м n=н ñ=н ń=н",
        "o=о ó=о ö=о p=п q=к r=р s=с ş=ш t=т u=у ú=у ü=у ū=у v=в w=в y=и ý=у z=з",
    )
    for pair in row.split()
]
_CYRILLIC = NINE_LETTERS.union("абвгдежзийклмнопрстуфхцчшщъыьэюя")
_PLAIN_LETTERS = str.maketrans("әіңғүұқөһэёйыщч", "аингуукохееиишш", "ьъ'’ʼ-‐‑")
_PLAIN_SOUNDS = (("дж", "ж"), ("ия", "иа"), ("я", "а"), ("ю", "у"), ("ии", "и"), ("тилеу", "тлеу"))
_DOUBLED = re.compile(r"(\w)\1+")
_PATRONYMIC = re.compile(r"(?:ули|кизи|огли|[оеи]виш|[оеи]вна|[иы]шна)$")


@lru_cache(1 << 14)
def merge_key(name: str) -> str:
    """The same for all spellings of a name, whatever the script, the word order and the patronymic.

    >>> merge_key("Қасым-Жомарт Кемелұлы Тоқаев") == merge_key("Tokayev Kassym-Jomart")
    True
    """
    fathers = patronymics(name)
    words = [fold(word) for word in name.split() if word not in fathers] or [fold(word) for word in fathers]
    return " ".join(sorted(words))


def patronymics(name: str) -> list[str]:
    """The words of a name of three or more that name the father (Серікұлы, Кемелевич)."""
    words = name.split()
    return [word for word in words if _PATRONYMIC.search(fold(word))] if len(words) > 2 else []


def is_kazakh(form: str) -> bool:
    """Is the spelling Kazakh by its letters?"""
    return _script(form) == 0


@lru_cache(1 << 14)
def fold(word: str) -> str:
    """One word's key."""
    plain = _plain(word)
    return _variants().get(plain, plain)


def best_form(forms: Mapping[str, int]) -> str:
    """Of the spellings of one name (with counts), the one to show.

    Kazakh Cyrillic before Russian before Latin; then whole words before initials, given name and surname
    before longer and shorter names, the spelling met most, the first by alphabet.
    """
    return min(
        forms, key=lambda form: (_script(form), "." in form, abs(len(form.split()) - 2), -forms[form], form)
    )


def _plain(word: str) -> str:
    plain = word.lower()
    for latin, cyrillic in () if _is_cyrillic(plain) else _LATIN_SOUNDS:
        plain = plain.replace(latin, cyrillic)
    plain = plain.replace("йе", "е").translate(_PLAIN_LETTERS)  # Тоқайев, as Arabic script has it
    for sound, plainer in _PLAIN_SOUNDS:
        plain = plain.replace(sound, plainer)
    plain = _DOUBLED.sub(r"\1", plain)
    if plain.startswith("уа"):  # Уәлиханов, Валиханов
        return "ва" + plain[2:]
    return "у" + plain[1:] if plain.startswith("о") else plain  # Ораз, Ураз; Өмірзақ, Умирзак


def _script(form: str) -> int:
    lower = form.lower()
    if not NINE_LETTERS.isdisjoint(lower):
        return 0
    return 1 if _is_cyrillic(lower) else 2


def _is_cyrillic(lower: str) -> bool:
    return not _CYRILLIC.isdisjoint(lower)


@cache
def _variants() -> dict[str, str]:
    """Plain spelling → the plain first spelling of its line in ``data/name_variants.txt``."""
    found: dict[str, str] = {}
    for row in lists.rows("name_variants"):
        first, *others = [_plain(word.strip()) for word in row.split(",")]
        found.update(dict.fromkeys(others, first))
    return found
