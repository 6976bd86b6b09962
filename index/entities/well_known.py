"""People whom news name by initials or surname alone, though the article never gives the full name."""

from collections import defaultdict
from functools import cache

from index.entities import lists
from index.entities.spelling import fold


def full_name(initials: list[str], word: str) -> str | None:
    """Whom «Н. Назарбаев» or «Тоқаев» means, in any spelling; None where nobody or several fit.

    >>> full_name(["Н."], "Назарбаева"), full_name(["Н."], "Назарбаев")
    (None, 'Нұрсұлтан Назарбаев')
    """
    if not initials:
        return _alone().get(fold(word))
    fitting = _by_initial().get((fold(initials[0])[0], fold(word)), [])
    return fitting[0] if len(fitting) == 1 else None


@cache
def _alone() -> dict[str, str]:
    """Spelling key of what alone means somebody → the full name."""
    rows = (row.partition(":") for row in lists.rows("well_known"))
    return {fold(word.strip()): name.strip() for name, _, words in rows for word in words.split(",") if word}


@cache
def _by_initial() -> dict[tuple[str, str], list[str]]:
    """First letter of the given name and key of the surname → full names."""
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in lists.rows("well_known"):
        name = row.partition(":")[0].strip()
        given, *_, surname = name.split()
        found[fold(given)[0], fold(surname)].append(name)
    return dict(found)
