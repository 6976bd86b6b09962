"""Learn from running text how common stems and suffixes are: ``python -m index.text.kazakh.learn TEXT...``

Reads sentences (``.tsv`` or ``.tsv.gz``: last column; ``.jsonl``: the list ``tokens``) and rewrites
``data/learnt.txt`` and ``data/weights.txt``. Expectation maximisation: the stemmer reads every distinct word, each
reading counts by its probability, and the counts make the next round's costs. A stem that nobody wrote down is
learnt once it is seen with several endings. Deterministic: the same files give the same data.
"""

import argparse
import gzip
import json
import math
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from index.text.kazakh.candidates import Candidate, candidates, forget
from index.text.kazakh.layers import FINAL
from index.text.kazakh.letters import alphabetical
from index.text.kazakh.lexicon import RARE, Stem, entries, lexicon, written
from index.text.kazakh.shapes import shapes
from index.text.kazakh.suffixes import TABLE
from index.text.kazakh.weights import WEIGHTS

WORD = re.compile(r"[а-яёәғқңөұүһі]+")
ROUNDS = 5
ENOUGH_ENDINGS = 2  # distinct endings that make an unknown stem a learnt one
ENOUGH_COUNT = 2.0
SMOOTHING = 0.05
DATA = Path(__file__).parent / "data"
GROUPS = {group.name: group for group in TABLE}

Step = tuple[str, str]


def sentences(path: Path) -> Iterator[list[str]]:
    """The tokens of each line, in lower case."""
    packed = path.read_bytes()
    text = (gzip.decompress(packed) if path.suffix == ".gz" else packed).decode("utf-8")
    for line in text.splitlines():
        if ".jsonl" in path.name:
            yield [str(token).lower() for token in json.loads(line)["tokens"]]
        else:
            yield line.split("\t")[-1].lower().split()


def count_words(paths: list[Path]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for path in paths:
        for sentence in sentences(path):
            counts.update(token for token in sentence if WORD.fullmatch(token) and len(token) > 1)
    return counts


def steps(candidate: Candidate) -> list[Step]:
    """The way through the layers that a candidate takes, ending in "."."""
    layer, way = candidate.kind, []
    for taken in candidate.reading.layers:
        way.append((layer, taken.group))
        layer = GROUPS[taken.group].then
    return [*way, (layer, ".")]


class Round:
    """One round of expectation maximisation: what the words say under the present costs."""

    def __init__(self) -> None:
        self.stems: dict[Stem, float] = defaultdict(float)
        self.endings: dict[Stem, set[str]] = defaultdict(set)
        self.steps: dict[Step, float] = defaultdict(float)

    def read(self, word: str, count: float) -> None:
        found = candidates(word)
        if not found:
            return
        best = min(c.cost for c in found)
        shares = [math.exp(best - c.cost) for c in found]
        total = sum(shares)
        for candidate, share in zip(found, shares, strict=True):
            part = count * share / total
            if part < 1e-3:
                continue
            key = candidate.base, candidate.kind
            self.stems[key] += part
            if share / total > 0.3:
                self.endings[key].add(word[len(candidate.base) :])
            for step in steps(candidate):
                self.steps[step] += part


def starting_weights() -> dict[Step, float]:
    """Before anything is learnt: half of all words stop, the groups share the rest."""
    weights: dict[Step, float] = {}
    for layer in {layer for group in TABLE for layer in group.after} | set(FINAL):
        nexts = [group for group in TABLE if layer in group.after]
        for group in nexts:
            weights[layer, group.name] = math.log(2 * len(nexts)) + (3.0 if group.kept else 0.0)
        if layer in FINAL:
            weights[layer, "."] = math.log(2) if layer != "verb" else 3.0
    return weights


def new_weights(counts: dict[Step, float]) -> dict[Step, float]:
    totals: dict[str, float] = defaultdict(float)
    for (layer, _), count in counts.items():
        totals[layer] += count
    return {
        (layer, step): -math.log((counts.get((layer, step), 0.0) + SMOOTHING) / (totals[layer] + 1.0))
        for layer, step in starting_weights()
    }


def new_costs(result: Round, own: dict[Stem, str]) -> dict[Stem, float]:
    total = sum(result.stems.values())
    changed = {
        shape.spelled for (lemma, kind), short in own.items() for shape in shapes(lemma, kind, short)[1:]
    }
    return {
        key: min(RARE, -math.log(count / total))
        for key, count in result.stems.items()
        if (key in own and count >= 0.3)
        or (
            key not in own
            and key[0] not in changed
            and len(result.endings[key]) >= ENOUGH_ENDINGS
            and count >= ENOUGH_COUNT
        )
    }


def install(own: dict[Stem, str], costs: dict[Stem, float], weights: dict[Step, float]) -> None:
    """Make the stemmer use these costs."""
    WEIGHTS.clear()
    WEIGHTS.update(weights)
    lexicon().clear()
    lexicon().update(entries(own, costs))
    forget()


def learn(paths: list[Path]) -> tuple[dict[Stem, float], dict[Step, float]]:
    words = count_words(paths)
    own = written()
    costs: dict[Stem, float] = {}
    weights = starting_weights()
    for _ in range(ROUNDS):
        install(own, costs, weights)
        result = Round()
        for word, count in sorted(words.items()):
            result.read(word, math.sqrt(count))
        costs, weights = new_costs(result, own), new_weights(result.steps)
    return costs, weights


def write(folder: Path, name: str, lines: list[str]) -> None:
    """Write a data file: the header that the project's own has, then ``lines``."""
    header = [line for line in (DATA / name).read_text("utf-8").splitlines() if line.startswith("#")]
    (folder / name).write_text("\n".join([*header, *lines]) + "\n", "utf-8")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(description="Learn how common stems and suffixes are.")
    parser.add_argument("texts", nargs="+", type=Path)
    parser.add_argument("--into", type=Path, default=DATA, help="folder to write to")
    chosen = parser.parse_args(arguments)
    costs, weights = learn(chosen.texts)
    ordered = sorted(costs, key=lambda key: (alphabetical(key[0]), key[1]))
    write(
        chosen.into, "learnt.txt", [f"{lemma}\t{kind}\t{costs[lemma, kind]:.1f}" for lemma, kind in ordered]
    )
    write(
        chosen.into,
        "weights.txt",
        [f"{layer}\t{step}\t{weights[layer, step]:.2f}" for layer, step in sorted(weights)],
    )


if __name__ == "__main__":
    main(sys.argv[1:])
