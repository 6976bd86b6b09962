"""How names are declined in Russian: endings of the text's form → the nominative.

Men's names and surnames that end in a consonant are declined, women's are not (Айгуль, Самал Байел);
-ов, -ев, -ин and -ский have forms of their own for women; -о, -и, -у, -е and -ы stay as they are.
"""

from collections.abc import Iterator
from dataclasses import dataclass

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_VOWELS = frozenset("аеёиоуыэюя")
_UNDECLINED = frozenset("еёиоуыэю")


@dataclass(frozen=True, slots=True)
class Form:
    """A reading of a word: its nominative, ``m`` or ``f``, and the case it stands in."""

    base: str
    gender: str
    case: str


# what the nominative ends with, its genders, its endings in the six cases
_Table = tuple[tuple[tuple[str, ...], str, tuple[str, ...]], ...]

_SURNAMES: _Table = (
    (("ов", "ев", "ёв", "ин", "ын"), "m", ("", "а", "у", "а", "ым", "е")),
    (("ова", "ева", "ёва", "ина", "ына"), "f", ("а", "ой", "ой", "у", "ой", "ой")),
    (("ский", "цкий"), "m", ("ий", "ого", "ому", "ого", "им", "ом")),
    (("ская", "цкая"), "f", ("ая", "ой", "ой", "ую", "ой", "ой")),
)
_ADJECTIVES: _Table = (
    (("ый",), "m", ("ый", "ого", "ому", "ого", "ым", "ом")),
    (("ой",), "m", ("ой", "ого", "ому", "ого", "ым", "ом")),
    (("ая",), "f", ("ая", "ой", "ой", "ую", "ой", "ой")),
)
_NAMES: _Table = (
    (("ий",), "m", ("ий", "ия", "ию", "ия", "ием", "ии")),
    (tuple(vowel + "й" for vowel in sorted(_VOWELS)), "m", ("й", "я", "ю", "я", "ем", "е")),
    (tuple(letter + "ь" for letter in sorted(_CONSONANTS)), "m", ("ь", "я", "ю", "я", "ем", "е")),
    (("ия",), "mf", ("ия", "ии", "ии", "ию", "ией", "ии")),
    (tuple(letter + "я" for letter in "бвдзлмнпрстфаеоуь"), "mf", ("я", "и", "е", "ю", "ей", "е")),
    (("га", "ка", "ха"), "mf", ("а", "и", "е", "у", "ой", "е")),
    (("жа", "ша", "ча", "ща", "ца"), "mf", ("а", "и", "е", "у", "ей", "е")),
    (tuple(letter + "а" for letter in "бвджзлмнпрстфцуиео"), "mf", ("а", "ы", "е", "у", "ой", "е")),
    (tuple("бвгдзклмнпрстфх"), "m", ("", "а", "у", "а", "ом", "е")),
    (tuple("жцчшщ"), "m", ("", "а", "у", "а", "ем", "е")),
)
_MEN_OF_FATHERS = ("", "а", "у", "а", "ем", "е")
_WOMEN_OF_FATHERS = ("а", "ы", "е", "у", "ой", "е")
_PATRONYMICS: _Table = (
    (("ович", "евич", "ильич"), "m", _MEN_OF_FATHERS),
    (("овна", "евна", "ична"), "f", _WOMEN_OF_FATHERS),
)


def names(word: str) -> Iterator[Form]:
    """Every (nominative, gender, case) that a given name or foreign surname in the form ``word`` may be."""
    yield from _by_table(word, _NAMES)
    if word[-1:] in _UNDECLINED:
        yield from _undeclined(word, "mf")
    elif word[-1:] in _CONSONANTS or word[-1:] == "ь":
        yield from _undeclined(word, "f")


def surnames(word: str) -> Iterator[Form]:
    """The same for a surname with an ending of surnames (-ов, -ина, -ский)."""
    return _by_table(word, _SURNAMES)


def adjectives(word: str) -> Iterator[Form]:
    """The same for a surname that is an adjective (Дворцевой, Белый)."""
    return (form for form in _by_table(word, _ADJECTIVES) if not form.base.endswith(("ский", "цкий")))


def patronymics(word: str) -> Iterator[Form]:
    """Forms of -ович, -евич, -овна, -евна and of the undeclined -улы, -кызы, -оглы."""
    yield from _by_table(word, _PATRONYMICS)
    if word.endswith(("улы", "ұлы", "оглы")):
        yield from _undeclined(word, "m")
    if word.endswith(("кызы", "қызы")):
        yield from _undeclined(word, "f")


def _by_table(word: str, table: _Table) -> Iterator[Form]:
    for suffixes, genders, endings in table:
        for ending, case in zip(endings, CASES, strict=True):
            base = word[: len(word) - len(ending)] + endings[0]
            if word.endswith(ending) and base.endswith(suffixes) and len(base) > len(endings[0]) + 1:
                yield from (Form(base, gender, case) for gender in genders)


def _undeclined(word: str, genders: str) -> Iterator[Form]:
    yield from (Form(word, gender, case) for gender in genders for case in CASES)
