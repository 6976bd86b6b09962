"""People in a Kazakh sentence: the tagger's spans, initials, and bare surnames that others may prove."""

from collections.abc import Iterator, Sequence

from index.entities import gazetteer, tagger
from index.entities.names import kazakh_form
from index.entities.tagger import Span
from index.entities.tokens import Token

# «Назарбаев университеті», «Абай көшесі»: named after a person
_THINGS = frozenset(("org", "facility", "thing", "land", "place"))


def find(tokens: Sequence[Token]) -> list[Span]:
    """PERSON and GPE spans of one sentence; initials belong to the surname they stand at."""
    spans = tagger.tag([token.text for token in tokens])
    named = list(initialled(tokens))
    kept = [span for span in spans if not any(span[0] < end and start < span[1] for start, end, _ in named)]
    return sorted(kept + named)


def initialled(tokens: Sequence[Token]) -> Iterator[Span]:
    """Spans such as «З. Гасанов», «Ә. Н. Бөкейхан» and, in lists of names, «Гасанов З.»."""
    i = 0
    while i < len(tokens):
        end = i
        while end < len(tokens) and tokens[end].is_initial:
            end += 1
        if end > i and end < len(tokens) and _is_capitalised(tokens[end].text):
            end += 1
            yield i, end, "PERSON"
        elif end > i > 0 and gazetteer.surname_ending(tokens[i - 1].text.lower()):
            yield i - 1, end, "PERSON"
        i = max(end, i + 1)


def bare_surnames(tokens: Sequence[Token], spans: Sequence[Span]) -> Iterator[tuple[int, str]]:
    """(token, dictionary form) of capitalised words with a surname's ending that no span holds."""
    taken = {i for start, end, _ in spans for i in range(start, end)}
    for i, token in enumerate(tokens):
        if i in taken or not _is_capitalised(token.text):
            continue
        base = kazakh_form(token.text, "PERSON")
        following = tokens[i + 1].text if i + 1 < len(tokens) else ""
        if gazetteer.surname_ending(base.lower()) and gazetteer.head_kind(following) not in _THINGS:
            yield i, base


def _is_capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper()
