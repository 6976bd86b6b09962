"""How a stem is spelled before the suffixes that change it.

A stem is looked up in the shape it has in the text, so the changes are made to the lexicon once and not undone
in every word. Each shape says how the suffix after it may open.
"""

from typing import NamedTuple

from index.text.kazakh.letters import CONSONANT, VOICED, VOWEL_LETTERS

HIGH_VOWEL = ("ы", "і")  # what opens a possessive
VERBAL_VOWEL = ("ы", "і", "а", "е", "у")  # and the converbs and the infinitive
ANY_SUFFIX = tuple("абғгдежиікқлмнпрстуүшыія")


class Shape(NamedTuple):
    """A spelling of ``lemma``.

    ``opens``: how the suffix after it may open (empty: in any way, or no suffix at all); ``last``: the letter
    that the suffix takes its own shape from.
    """

    spelled: str
    lemma: str
    opens: tuple[str, ...]
    last: str


def _changes(lemma: str, kind: str) -> list[tuple[str, tuple[str, ...]]]:
    """(spelling, openings of the suffix after it) for each change that ``lemma`` goes through."""
    last, body, verb = lemma[-1], lemma[:-1], kind == "verb"
    changes: list[tuple[str, tuple[str, ...]]] = []
    if last in VOICED and lemma[-2:-1] in VOWEL_LETTERS:  # кітап: кітабы; шық: шығады
        changes.append((body + VOICED[last], VERBAL_VOWEL if verb else HIGH_VOWEL))
    if verb and last == "п":  # тап: тауып
        changes.append((body + "у", ("ып", "іп")))
    elif verb and last == "й":  # қой: қояды, қою
        changes.append((body, ("я", "ю")))
    elif verb and last in "ыі":  # оқы: оқу, оқиды
        changes.append((body, ("у", "и")))
    elif last == "ь":  # рөль: рөлі
        changes.append((body, HIGH_VOWEL))
    elif lemma.endswith("кт"):  # объект: объектілер
        changes.append((lemma + "і", ANY_SUFFIX))
    elif lemma.endswith("ст"):  # журналист: журналистер
        changes.append((body, ("т",)))
    elif not verb and last in CONSONANT and lemma.endswith(last * 2):  # класс: класы, кластар
        changes.append((body, ANY_SUFFIX))
    return changes


def shapes(lemma: str, kind: str, shortened: str = "") -> list[Shape]:
    """Every spelling of a stem; ``shortened`` is the one without its last vowel (орын: орн-), where it has one."""
    found = [Shape(lemma, lemma, (), lemma[-1])]
    for spelled, opens in _changes(lemma, kind):
        found.append(Shape(spelled, lemma, opens, spelled[-1] if len(spelled) > len(lemma) else lemma[-1]))
    if shortened:
        found.append(Shape(shortened, lemma, VERBAL_VOWEL if kind == "verb" else HIGH_VOWEL, lemma[-1]))
    return found
