"""Text → terms. The pipeline is the list in ``analyze.py``; each step is a pure function of its own file."""

from index.text.analyze import Term, analyze, terms
from index.text.kazakh import stem

__all__ = ["Term", "analyze", "stem", "terms"]
