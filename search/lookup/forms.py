"""Surface forms: which spellings and endings of a term the articles have, and which of them are as it was typed."""

from functools import lru_cache
from itertools import islice, product

from index.engines import Engine
from index.text import analyze, kazakh, russian
from index.text.analyze import is_russian, split_hyphens, term
from index.text.kazakh.chains import FORMS
from index.text.kazakh.letters import VOICED
from index.text.kazakh.restore import RARE, restore
from index.text.scripts import fold

MOST = 400
"""Surface forms looked at for each beginning of a word."""
_VARIANTS = 48
"""Spellings of the beginning of a word, with and without the nine letters, that are looked for."""
_CUT = 2
"""Letters at the end of a stem that its forms may change: кітап, кітабы; орын, орны."""
_CHANGED = {"к": "г", "п": "б", "й": "яю", "ы": "уи", "ь": "и"}
"""The last letter of a folded Kazakh stem → what stands in its place in some forms: кітап, кітабы; қой, қоя."""
_NARROW_VOWELS = "ыиу"
"""Vowels, folded, that a stem may lose before its last letter: орын, орны; дауыс, даусы; ерін, ерні."""
_IRREGULAR = frozenset(("ол", "сол", "бул", "бол", "кыл"))
"""Folded stems that change as no other does: ол, оның; бұл, бұның; бол, боп; қыл, қып."""
_SUFFIXES = frozenset(
    fold(form[:-1] + last) for form in FORMS for last in (form[-1], VOICED.get(form[-1], form[-1]))
)
_LONGEST_SUFFIX = max(map(len, _SUFFIXES))
_KEPT = 4096
_FAR_RARER = 300
"""A form in so many times fewer articles than another is not worth stemming: nearly all are slips, and all of them
together are two articles of a hundred (made-up news, 50,000 articles)."""
_FEW = 30
"""Forms among which the dictionary form is looked for."""

_UNFOLDED: dict[str, str] = {}
"""A letter as folded → the letters that it may stand for, itself first."""
for _letter in "әіңғүұқөһё":
    _UNFOLDED[fold(_letter)] = _UNFOLDED.get(fold(_letter), fold(_letter)) + _letter


def script(word: str) -> str:
    """ "latin", "arabic" or "cyrillic", by the first letter that tells."""
    for letter in word:
        if "\u0400" <= letter <= "\u052f":
            return "cyrillic"
        if "a" <= letter <= "z" or "à" <= letter <= "ɏ":
            return "latin"
        if "\u0600" <= letter <= "\u06ff":
            return "arabic"
    return "cyrillic"


@lru_cache(maxsize=1 << 16)
def stem_as_spelled(word: str) -> str:
    """The stem of a lower-case Cyrillic word that takes its letters as they are."""
    word = word.removesuffix(split_hyphens(word)[1])
    stem = russian.lemma(word) if is_russian(word) else kazakh.stem(word)
    return stem.replace("ё", "е")


class Forms:
    """The surface forms of terms, as one state of the index has them; what was looked up is kept."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self.of = lru_cache(maxsize=_KEPT)(self._of)
        self.dictionary_form = lru_cache(maxsize=_KEPT)(self._dictionary_form)

    def _of(self, stem: str, typed: str) -> dict[str, int]:
        """The forms of a term in articles' texts and in about how many each, most frequent first.

        ``typed`` is a form to begin from: forms in its script and in Cyrillic are found. Others that are in
        ``_FAR_RARER`` times fewer articles than the most frequent form are left out.
        """
        starts = (
            *unfolded(stem[: max(2, len(stem) - _CUT)]),
            _beginning(typed),
            _beginning(restore(typed)[0]),
        )
        found = self._engine.vocabulary("text", tuple(dict.fromkeys(starts)), MOST, exact=True)
        for surface, count in self._engine.frequencies("text", [typed], exact=True).items():
            found[surface] = count
        forms: dict[str, int] = {}
        most = 0
        for surface, count in sorted(found.items(), key=lambda pair: (-pair[1], pair[0])):
            if count * _FAR_RARER < most and surface != typed:
                continue
            if count and _may_have(surface, stem) and _term(surface) == stem:
                forms[surface] = count
                most = most or count
        return forms

    def _dictionary_form(self, stem: str) -> str:
        """The word that a folded stem stands for: itself with its letters, or the shortest of its frequent forms."""
        whole, cost = restore(stem)
        if _term(whole) == stem and (
            cost <= RARE or self._engine.frequencies("text", [whole], exact=True)[whole]
        ):
            return whole
        forms = self._engine.vocabulary("text", unfolded(stem), _FEW, exact=True)
        mine = {form: count for form, count in forms.items() if _term(form) == stem}
        enough = max(mine.values(), default=0) / 20
        return min(
            (f for f, n in mine.items() if n >= enough), key=lambda f: (len(f), -mine[f]), default=stem
        )

    def as_typed(self, stem: str, typed: str) -> dict[str, int]:
        """Those of the forms that need no guess: in the script of what was typed, and with its letters."""
        forms = self.of(stem, typed)
        if script(typed) != "cyrillic":
            return {form: count for form, count in forms.items() if script(form) == script(typed)}
        spelled = stem_as_spelled(typed)
        return {
            form: count
            for form, count in forms.items()
            if script(form) == "cyrillic" and stem_as_spelled(form) == spelled
        }


def _may_have(surface: str, stem: str) -> bool:
    """Whether a word may have this term, as far as a look at its letters tells: stemming takes far longer."""
    folded = fold(surface)
    if folded in _in_russian(stem) or stem in _IRREGULAR or script(surface) != "cyrillic":
        return True
    before, last = stem[-2:-1], stem[-1:]
    if folded.startswith(stem):
        return not folded.isalpha() or _may_be_suffixes(folded[len(stem) :])
    if folded.startswith(stem[:-1]):
        return folded[len(stem) - 1 : len(stem)] in _CHANGED.get(last, "")
    return before in _NARROW_VOWELS and folded.startswith(stem[:-2] + last)


@lru_cache(maxsize=1 << 10)
def _in_russian(stem: str) -> frozenset[str]:
    """The folded forms of the Russian words with this lemma."""
    return frozenset(map(fold, russian.forms(stem)))


@lru_cache(maxsize=1 << 16)
def _may_be_suffixes(tail: str) -> bool:
    """Whether folded letters are suffixes one after the other, whether or not these follow each other in a word."""
    return not tail or any(
        tail[:end] in _SUFFIXES and _may_be_suffixes(tail[end:])
        for end in range(1, min(len(tail), _LONGEST_SUFFIX) + 1)
    )


def _term(surface: str) -> str:
    """The term that an indexed surface form has; an ending glued on by a hyphen belongs to it."""
    return term(surface) if surface.isalpha() else next(iter(analyze(surface)), "")


def _beginning(word: str) -> str:
    return word[: max(2, len(word) - _CUT)] if len(word) < 6 else word[: max(4, len(word) - 4)]


def unfolded(start: str) -> tuple[str, ...]:
    """The spellings that fold to ``start``, itself first, up to a limit."""
    letters = (_UNFOLDED.get(letter, letter) for letter in start)
    return tuple("".join(spelled) for spelled in islice(product(*letters), _VARIANTS))
