"""The query language cut into pieces: operators, brackets, fields, quoted phrases, words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

FIELD_NAMES = (
    "title", "text", "person", "country", "source", "author", "section", "lang", "url", "after", "before", "date",
)  # fmt: skip

_WORD_ENDS = r"""(?![^\s()"])"""
_LEXER = re.compile(
    rf"""\s*(?:
        (?P<open>\() | (?P<close>\))
      | (?P<or>(?:OR|НЕМЕСЕ|ИЛИ){_WORD_ENDS}) | (?P<and>(?:AND|ЖӘНЕ|И){_WORD_ENDS})
      | (?P<not>(?:NOT|ЕМЕС|НЕ){_WORD_ENDS}|-(?=[^\s\-–—]))
      | (?P<field>(?:{"|".join(FIELD_NAMES)}):(?=[^\s)]))
      | (?P<phrase>["«“„](?:\\.|[^"«»“”„\\])*["»“”](?:~\d{{1,3}}(?![^\s()]))?)
      | (?P<quote>["«“„»”])
      | (?P<word>(?:\\.|[^\s()"«»“”„\\])+|\\)
    )""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of the query and where it starts."""

    kind: str
    text: str
    position: int

    @property
    def plain(self) -> str:
        """The text without quotes, nearness and the backslashes that escape."""
        text = self.text
        if self.kind == "phrase":
            text = text[1 : text.rindex("~") - 1] if self.nearness is not None else text[1:-1]
        return _ESCAPE.sub(r"\1", text)

    @property
    def nearness(self) -> int | None:
        """The number after ``~`` of a phrase."""
        end = self.text.rpartition("~")[2]
        return int(end) if self.kind == "phrase" and self.text[-1].isdigit() and end.isdigit() else None

    @property
    def is_prefix(self) -> bool:
        """Whether a word ends in an asterisk that is not escaped."""
        return self.kind == "word" and self.text.endswith("*") and not self.text.endswith("\\*")


def lex(query: str) -> Iterator[Lexeme]:
    """The pieces of a query, in order; every character but white space is in one."""
    for match in _LEXER.finditer(query):
        kind = match.lastgroup or ""
        yield Lexeme(kind, match.group(kind), match.start(kind))
