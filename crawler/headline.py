"""The title of a text that has none: its headline or its first sentence."""

import re

MAX_TITLE = 300
_SENTENCE_END = re.compile(r"[.!?…]+[»\"”’)\]]*(?=\s+[«\"“„(\[—–-]*\s*[^\W_a-zа-яёәіңғүұқөһ])")
# What ends in a full stop and ends no sentence: initials, and these, in Kazakh and Russian.
_INITIAL = re.compile(r"(?:^|[\s.«\"(])[^\W\d_]\.$")
_ABBREVIATIONS = frozenset((
    "т.б", "т.с.с", "б.з.д", "ж", "жж", "обл", "ауд", "көш", "қ", "мың", "млн", "млрд", "трлн", "тг", "теңг", "акад",
    "проф", "доц", "канд", "мәс", "қар", "см", "т.д", "т.п", "т.е", "т.к", "г", "гг", "в", "вв", "руб", "тыс", "ул",
    "пр", "им", "ст", "стр", "гл", "зам", "ген", "др", "пос", "н.э", "кв", "кг", "км", "мм", "пл", "dr", "mr", "mrs",
    "st", "no", "vs", "prof", "gen", "etc",
))  # fmt: skip


def title_of(text: str) -> str:
    """The first line where it is a headline (no sentence ends in it), else its first sentence.

    ``text`` has one paragraph per line and is not empty. At most 300 characters, cut between words.
    """
    first = text.split("\n", 1)[0].strip()
    sentence = first[: _end_of_first(first)]
    if len(sentence) <= MAX_TITLE:
        return sentence
    return sentence[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"


def _end_of_first(line: str) -> int:
    for match in _SENTENCE_END.finditer(line):
        if not match.group().startswith(".") or not _is_abbreviated(line[: match.start() + 1]):
            return match.end()
    return len(line)


def _is_abbreviated(before: str) -> bool:
    """``before`` ends with the full stop in question."""
    last = before[:-1].rsplit(None, 1)[-1].lower().lstrip('«"“„(')
    return bool(_INITIAL.search(before)) or last in _ABBREVIATIONS
