"""The language of a text: naive Bayes over letters, and everyday words, per script."""

import math
import re
import tomllib
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib import resources

UNKNOWN = "und"
SAMPLE_LETTERS = 5000
# Per thousand: what a letter is worth in a language that does not have it (names, quotations).
FLOOR = 0.15
WORD_EVIDENCE = 3.0

_SCRIPTS = {
    "Cyrillic": re.compile(r"[\u0400-\u052f]"),
    "Latin": re.compile(r"[A-Za-z\u00c0-\u024f\u0259]"),
    "Arabic": re.compile(r"[\u0600-\u06ff]"),
}
_WORD = re.compile(r"[^\W\d_]+(?:['‘ʻ’ٴ-][^\W\d_]+)*'?|ٴ[^\W\d_]+")
_APOSTROPHES = str.maketrans("’ʼ", "''")


@dataclass(frozen=True, slots=True)
class Language:
    """One row of languages.toml: log-probabilities of its script's letters, and words."""

    tag: str
    script: str
    prior: float
    letters: dict[str, float]
    words: frozenset[str]

    def score(self, letters: Counter[str], words: set[str]) -> float:
        """Log-likelihood of the letters, and a bonus for each of its words that is there."""
        telling = sum(count * self.letters.get(letter, 0.0) for letter, count in letters.items())
        return self.prior + telling + WORD_EVIDENCE * len(words & self.words)


def detect_language(text: str) -> str:
    """The BCP 47 tag of a text's main language: "kk", "kk-Latn", "kk-Arab", "ru", … or "und".

    A text in a script or language that the model does not hold is "und" or its nearest relative there.
    """
    sample = unicodedata.normalize("NFC", text[:SAMPLE_LETTERS]).translate(_APOSTROPHES).casefold()
    script = _main_script(sample)
    if script is None:
        return UNKNOWN
    letters = Counter(sample)
    words = set(_WORD.findall(sample))
    return max(_languages()[script], key=lambda language: language.score(letters, words)).tag


def _main_script(text: str) -> str | None:
    counts = {name: len(pattern.findall(text)) for name, pattern in _SCRIPTS.items()}
    name = max(counts, key=lambda script: counts[script])
    letters = sum(map(str.isalpha, text))
    return name if letters and counts[name] * 2 > letters else None


@cache
def _languages() -> dict[str, list[Language]]:
    text = resources.files(__package__).joinpath("languages.toml").read_text("utf-8")
    rows: list[dict[str, str]] = tomllib.loads(text)["language"]
    languages: dict[str, list[Language]] = {}
    for script in {row["script"] for row in rows}:
        here = [row for row in rows if row["script"] == script]
        alphabet = {letter for row in here for letter in _per_thousand(row)}
        languages[script] = [_language(row, alphabet) for row in here]
    return languages


def _per_thousand(row: dict[str, str]) -> dict[str, float]:
    fields = row["letters"].split()
    return {letter: float(number) for letter, number in zip(fields[::2], fields[1::2], strict=True)}


def _language(row: dict[str, str], alphabet: set[str]) -> Language:
    known = _per_thousand(row)
    shares = {letter: max(known.get(letter, 0.0), FLOOR) for letter in alphabet}
    whole = sum(shares.values())
    logs = {letter: math.log(share / whole) for letter, share in shares.items()}
    return Language(
        row["tag"], row["script"], float(row.get("prior", 0)), logs, frozenset(row["words"].split())
    )
