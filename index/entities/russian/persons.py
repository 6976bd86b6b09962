"""People in a Russian sentence: runs of capitalised words that read as a name, with its nominative."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import product, takewhile

from index.entities import lists
from index.entities.russian import context, words
from index.entities.russian.words import Reading
from index.entities.tokens import initial
from index.kept import Kept, answered

# the orders in which a full name is written; the first that reads wins
_PATTERNS = (
    ("given", "patronymic", "surname"),
    ("surname", "given", "patronymic"),
    ("given", "given", "surname"),
    ("given", "surname"),
    ("surname", "given"),
    ("given", "patronymic"),
)
_LONGEST = max(map(len, _PATTERNS))


@dataclass(frozen=True, slots=True)
class Found:
    """A naming: token span, its possible nominatives with what speaks for each.

    ``full`` is a name of several words; ``sure`` is false for a single word that only another naming
    in the article can prove to be a person.
    """

    start: int
    end: int
    bases: Mapping[str, float]
    full: bool
    sure: bool


def find(tokens: Sequence[str], in_sentence: bool = True) -> Iterator[Found]:
    """Namings in the order of the sentence; a name by itself (not ``in_sentence``) may stand in any case."""
    free = 0
    for i, _ in answered(_may_begin, tokens):
        if i < free:
            continue
        before = tokens[:i] if in_sentence else [","]
        found = next(filter(None, (read(tokens, i, before) for read in _READERS)), None)
        if found and not _names_a_thing(tokens, found):
            yield found
        free = found.end if found else i + 1


def _full(tokens: Sequence[str], i: int, before: Sequence[str]) -> Found | None:
    names = list(takewhile(_name_shaped.__getitem__, tokens[i : i + _LONGEST]))
    for pattern in _PATTERNS:
        run = names[: len(pattern)]
        if len(run) < len(pattern) or not _is_plausible(run, pattern):
            continue
        options = [_options(token, kind) for token, kind in zip(run, pattern, strict=True)]
        if bases := _agreeing(options, before):
            return Found(i, i + len(run), _recased(bases, run), full=True, sure=True)
    return None


def _is_plausible(run: Sequence[str], pattern: Sequence[str]) -> bool:
    """Is one word known as what it stands for, or are all unknown words? No word may be a place or a plain word."""
    known = [_has(word, kind) for word, kind in zip(run, pattern, strict=True)]
    for i, word in enumerate(run):
        if known[i]:
            continue
        last_beside_given = pattern[i] == "surname" and i == len(run) - 1 and known[0]
        if words.is_place(word) or (words.is_known(word) and not last_beside_given):
            return False
    if pattern[0] == "surname" and not all(known):
        return False
    if pattern == ("surname", "given") and words.is_word(run[0]):
        return False
    return "patronymic" not in pattern or known[pattern.index("patronymic")]


def _has(word: str, kind: str) -> bool:
    return any(reading.kind == kind for reading in words.readings(word))


def _options(word: str, kind: str) -> list[Reading]:
    known = [reading for reading in words.readings(word) if reading.kind == kind]
    if kind == "given" and known:
        return known
    return known if kind == "patronymic" else [*known, *words.guesses(word, kind)]


def _agreeing(options: Sequence[Sequence[Reading]], before: Sequence[str]) -> dict[str, float]:
    """Nominative → weight, over all choices of readings that agree in gender and case."""
    bases: dict[str, float] = {}
    bonuses = context.bonuses(before)
    first, *others = options
    agreeing = [_by_agreement(readings) for readings in others]
    for reading in first:
        agreement = reading.agreement
        for choice in product([reading], *[readings[agreement] for readings in agreeing]):
            base = " ".join([reading.form.base for reading in choice])
            weight = sum([reading.weight for reading in choice]) + bonuses.get(agreement, 0.0)
            bases[base] = max(weight, bases.get(base, 0.0))
    return bases


def _by_agreement(readings: Iterable[Reading]) -> dict[tuple[str, str], list[Reading]]:
    found: dict[tuple[str, str], list[Reading]] = defaultdict(list)
    for reading in readings:
        found[reading.agreement].append(reading)
    return found


def _initialled(tokens: Sequence[str], i: int, before: Sequence[str]) -> Found | None:
    end = i
    while end < len(tokens) and initial[tokens[end]]:
        end += 1
    if end == i or end == len(tokens) or not _name_shaped[tokens[end]]:
        return None
    bases = _agreeing([_options(tokens[end], "surname")], before)
    if not bases:
        return None
    initials = " ".join(tokens[i:end])
    whole = {f"{initials} {base}": weight for base, weight in bases.items()}
    return Found(i, end + 1, _recased(whole, tokens[i : end + 1]), full=True, sure=True)


def _initials_behind(tokens: Sequence[str], i: int, before: Sequence[str]) -> Found | None:
    """«Гасанов З.», of surnames alone that are known as such."""
    end = i + 1
    while end < len(tokens) and initial[tokens[end]]:
        end += 1
    following = tokens[end] if end < len(tokens) else ""
    if end == i + 1 or not _name_shaped[tokens[i]] or _name_shaped[following]:
        return None
    known = [reading for reading in words.readings(tokens[i]) if reading.kind == "surname"]
    initials = " ".join(tokens[i + 1 : end])
    whole = {f"{base} {initials}": weight for base, weight in _agreeing([known], before).items()}
    return Found(i, end, _recased(whole, tokens[i:end]), full=True, sure=True) if whole else None


def _single(tokens: Sequence[str], i: int, before: Sequence[str]) -> Found | None:
    word = tokens[i]
    if not _name_shaped[word]:
        return None
    readings = [reading for reading in words.readings(word) if reading.kind != "patronymic"]
    sure = i > 0 and _is_surname(word)
    if not sure and not words.is_place(word):
        readings += words.guesses(word, "surname")
    bases = _agreeing([readings], before)
    if not bases:
        return None
    return Found(i, i + 1, _recased(bases, tokens[i : i + 1]), full=False, sure=sure)


_READERS = (_initialled, _initials_behind, _full, _single)


def _is_surname(word: str) -> bool:
    """A surname by itself; an unlisted -ский may be any adjective (Алматинский)."""
    if len(word) < 4 or not _has(word, "surname") or words.is_word(word) or words.is_place(word):
        return False
    adjective = any(reading.form.base.endswith(("кий", "ая")) for reading in words.readings(word))
    return words.is_known(word) or not adjective


def _names_a_thing(tokens: Sequence[str], found: Found) -> bool:
    """«имени Абая», «улица Достоевского», a title in quotation marks: named after a person, no person."""
    before = tokens[found.start - 1] if found.start else None
    after = tokens[found.end] if found.end < len(tokens) else None
    quoted = before in ("«", '"', "“", "„") and after in ("»", '"', "”", "“")
    return quoted or (before is not None and before.lower() in lists.words("russian_named_after"))


def _is_name_shaped(word: str) -> bool:
    parts = word.split("-")
    return (
        len(word) > 1 and all(part[:1].isupper() and part.isalpha() for part in parts) and not word.isupper()
    )


_name_shaped = Kept(_is_name_shaped, 1 << 14)
_may_begin = Kept[str, bool](lambda word: initial[word] or _name_shaped[word], 1 << 14)


def _recased(bases: Mapping[str, float], run: Sequence[str]) -> dict[str, float]:
    """The nominatives with capitals where the text has them."""
    text = " ".join(run)
    return {recase(base, text): weight for base, weight in bases.items()}


def recase(base: str, text: str) -> str:
    """A nominative with a capital for each of its parts; ``text`` itself where that is the nominative."""
    if base.lower() == text.lower():
        return text
    return " ".join(
        "-".join(part[:1].upper() + part[1:] for part in word.split("-")) for word in base.split(" ")
    )
