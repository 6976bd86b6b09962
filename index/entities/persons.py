"""People in an article: the tagger's spans, initials, and surnames met again."""

from collections.abc import Sequence

from index.entities import tagger
from index.entities.tokens import Token

Span = tuple[int, int, str]


def find(tokens: Sequence[Token]) -> list[Span]:
    """PERSON and GPE spans of one Kazakh sentence; initials belong to the surname they stand at."""
    spans = tagger.tag([token.text for token in tokens])
    named = initialled(tokens)
    kept = [span for span in spans if not any(_overlap(span, other) for other in named)]
    return sorted(kept + named)


def initialled(tokens: Sequence[Token]) -> list[Span]:
    """Spans such as «З. Гасанов» and «Ә. Н. Бөкейхан»."""
    found: list[Span] = []
    i = 0
    while i < len(tokens):
        end = i
        while end < len(tokens) and tokens[end].is_initial:
            end += 1
        if end > i and end < len(tokens) and _capitalised(tokens[end].text):
            found.append((i, end + 1, "PERSON"))
            end += 1
        i = max(end, i + 1)
    return found


def _capitalised(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper()


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
