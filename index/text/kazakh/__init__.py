"""The Kazakh stemmer: a table of suffixes, a lexicon of stems, and the choice between readings."""

from index.text.kazakh.stem import explain, stem

__all__ = ["explain", "stem"]
