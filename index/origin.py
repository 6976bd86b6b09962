"""What an index was built from: the corpus, and the editor's decisions on people and countries."""

from dataclasses import dataclass
from typing import Self

from crawler.corpus import Corpus
from index.engines.base import IndexInfo
from index.entities.aliases import Aliases, fingerprint

_SEPARATOR = "/"


@dataclass(frozen=True, slots=True)
class Origin:
    """The id of a corpus and the fingerprints of decisions; as text it is what an index keeps in ``info.corpus``."""

    corpus: str
    people: str
    countries: str

    @classmethod
    def of(cls, corpus: Corpus, aliases: Aliases) -> Self:
        """Of an index that is to be built."""
        return cls(corpus.identity, fingerprint(aliases.people), fingerprint(aliases.countries))

    @classmethod
    def of_index(cls, info: IndexInfo) -> Self:
        """Of an index that there is."""
        corpus, _, decisions = info.corpus.partition(_SEPARATOR)
        people, _, countries = decisions.partition(_SEPARATOR)
        return cls(corpus, people, countries)

    def __str__(self) -> str:
        return _SEPARATOR.join((self.corpus, self.people, self.countries))
