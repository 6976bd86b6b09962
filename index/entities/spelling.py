"""One name in many spellings: Тоқаев, Токаев and Tokayev share a key; the best spelling is shown.

Kazakh, Russian and Latin spellings of a name differ in regular ways: Kazakh letters are written with their
Russian neighbours (қ → к), Russian softens (Гүлнәр → Гульнар), Latin alphabets spell sounds out (ж → zh, j).
The key undoes these; it is for comparing, not for reading.
"""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from index.entities import lists

KAZAKH_LETTERS = frozenset("әіңғүұқөһ")

_LATIN = (
    ("shch", "щ"), ("kh", "х"), ("zh", "ж"), ("gh", "г"), ("ch", "ш"), ("sh", "ш"), ("ts", "ц"), ("yu", "у"),
    ("ya", "иа"), ("ye", "е"), ("yo", "е"), ("ph", "ф"), ("ck", "к"), ("w", "в"), ("x", "кс"), ("c", "к"), ("q", "к"),
    ("a", "а"), ("á", "а"), ("ä", "а"), ("b", "б"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("ğ", "г"), ("ǵ", "г"),
    ("h", "х"), ("i", "и"), ("ı", "и"), ("í", "и"), ("j", "ж"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("ñ", "н"), ("ń", "н"),
    ("o", "о"), ("ó", "о"), ("ö", "о"), ("p", "п"), ("r", "р"), ("s", "с"), ("ş", "ш"), ("t", "т"), ("u", "у"), ("ú", "у"), ("ü", "у"), ("ū", "у"),
    ("v", "в"), ("y", "и"), ("ý", "у"), ("z", "з"),
)  # fmt: skip
_LETTERS = str.maketrans("әіңғүұқөһэёйыщч", "аингуукохееиишш", "ьъ'’ʼ-‐‑")
_SOUNDS = (("дж", "ж"), ("ия", "иа"), ("я", "а"), ("ю", "у"), ("ии", "и"))
_PATRONYMIC = re.compile(r"(?:улы|кизи|огли|[оеи]виш|[оеи]вна|[иы]шна)$")


def merge_key(name: str) -> str:
    """The same for all spellings of a name, whatever the script, the word order and the patronymic.

    >>> merge_key("Қасым-Жомарт Кемелұлы Тоқаев") == merge_key("Tokayev Kassym-Jomart")
    True
    """
    words = [fold(word) for word in name.split()]
    if len(words) > 2:
        words = [word for word in words if not _PATRONYMIC.search(word)] or words
    return " ".join(sorted(words))


@lru_cache(1 << 14)
def fold(word: str) -> str:
    """One word's key."""
    lower = word.lower()
    for latin, cyrillic in _LATIN if lower.isascii() or not _is_cyrillic(lower) else ():
        lower = lower.replace(latin, cyrillic)
    folded = lower.translate(_LETTERS)
    for sound, plain in _SOUNDS:
        folded = folded.replace(sound, plain)
    folded = re.sub(r"(\w)\1+", r"\1", folded)
    folded = re.sub(r"^уа", "ва", re.sub(r"^о", "у", folded))
    return _variants().get(folded, folded)


def best_form(forms: Mapping[str, int]) -> str:
    """Of the spellings of one name (with counts), the one to show.

    Kazakh Cyrillic before Russian before Latin; then whole words before initials, no patronymic before
    one, the spelling met most, the first by alphabet.
    """
    return min(forms, key=lambda form: (_script(form), "." in form, abs(len(form.split()) - 2), -forms[form], form))


def _script(form: str) -> int:
    lower = form.lower()
    if not KAZAKH_LETTERS.isdisjoint(lower):
        return 0
    return 1 if _is_cyrillic(lower) else 2


def _is_cyrillic(lower: str) -> bool:
    return any("а" <= letter <= "я" or letter in KAZAKH_LETTERS for letter in lower)


@cache
def _variants() -> dict[str, str]:
    """Folded spelling → the folded first spelling of its line in ``data/name_variants.txt``."""
    found: dict[str, str] = {}
    for row in lists.rows("name_variants"):
        first, *others = [word.strip().lower().translate(_LETTERS) for word in row.split(",")]
        found.update(dict.fromkeys(others, first))
    return found
