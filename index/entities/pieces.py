"""What stands between the blanks of a text: pieces recur, and each is read once."""

import re

from index.entities.tokens import may_be_initial, tokenize
from index.kept import Kept
from index.text.analyze import LONGEST_KEPT
from index.text.scripts import NINE_LETTERS

_SMALL_WORDS = frozenset(
    ("и", "в", "на", "с", "по", "что", "не", "для", "из", "о", "к", "от", "как", "за", "во", "его")
)
ENDS = frozenset(".!?…")
CLOSERS = frozenset("»”\"')")
_SIGNS = ENDS | CLOSERS
MAY_END = ""
_LETTERS = re.compile(r"[^\W\d_]+")


Piece = tuple[tuple[str, ...], int, int]
"""Its words, none where those around are needed to tell them, and ``MAY_END`` where a sentence may end behind them; and
what it says of the language.

Summed up over a text, more than one word in twenty is a small Russian one where the first number is below naught, and
less than one in four has a Kazakh letter where the second is above. (A plain tuple: others are slower to take apart.)
"""


def _read(piece: str) -> Piece:
    words = [] if may_be_initial(piece) else marked(tokenize(piece))
    runs = _LETTERS.findall(piece.lower())
    missing_small_words = len(runs) - 20 * sum(map(_SMALL_WORDS.__contains__, runs))
    missing_letters = len(runs) - 4 * sum(not NINE_LETTERS.isdisjoint(run) for run in runs)
    return tuple(words), missing_small_words, missing_letters


def marked(words: list[str]) -> list[str]:
    """The words of a piece, with ``MAY_END`` where a sentence may end behind them."""
    return [*words, MAY_END] if words[-1] in _SIGNS else words


pieces = Kept(_read, 1 << 15, worth=lambda piece: len(piece) <= LONGEST_KEPT)
