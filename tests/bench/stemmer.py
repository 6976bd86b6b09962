"""Stemmer speed: ``python tests/bench/stemmer.py [WORDS.tsv...]``, first column; without a file, the goldens.

Prints distinct words a second, cold (nothing kept from before) and warm, by processor time on one core.
"""

import sys
from pathlib import Path
from time import process_time

from index.text.kazakh import stem

GOLDENS = Path(__file__).parents[1] / "index" / "text" / "kazakh" / "vocab.tsv"


def words(paths: list[Path]) -> list[str]:
    lines = [line for path in paths for line in path.read_text("utf-8").splitlines()]
    return list(dict.fromkeys(line.split("\t")[0].lower() for line in lines if line))


def measure(distinct: list[str]) -> float:
    start = process_time()
    for word in distinct:
        stem(word)
    return len(distinct) / (process_time() - start)


def main() -> None:
    distinct = words([Path(name) for name in sys.argv[1:]] or [GOLDENS])
    stem("сөз")  # the lexicon is read on first use
    for state in ("cold", "warm"):
        print(f"{state}\t{len(distinct)} words\t{measure(distinct):,.0f} words/s")


if __name__ == "__main__":
    main()
