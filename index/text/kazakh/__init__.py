"""The Kazakh stemmer: a table of suffixes, a lexicon of stems, and the choice between readings."""

from index.text.kazakh.stem import stem

__all__ = ["stem"]
