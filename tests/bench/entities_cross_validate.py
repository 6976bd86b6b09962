"""Cross-validate the tagger: ``python tests/bench/entities_cross_validate.py KAZNERD.jsonl [FOLDS] [OUT.jsonl]``.

Sentences are grouped into blocks of a thousand sentence numbers (the place in the broadcast), and a block is
wholly in one fold: neighbouring sentences tell of the same people, and plain folds would flatter.
OUT gets the predictions in the order of the file.
"""

import json
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any

import pycrfsuite

from index.entities import tagger, train
from index.entities.features import sentence_features

BLOCK = 1000


def fold_of(sentence: dict[str, Any], folds: int) -> int:
    """The fold of a sentence, by the block of its number."""
    number = int("".join(letter for letter in sentence["id"] if letter.isdigit()))
    return number // BLOCK % folds


def predict(sentences: list[dict[str, Any]], folds: int) -> list[list[tagger.Span]]:
    """Spans for each sentence by a model that saw no sentence of its fold."""
    found: list[list[tagger.Span]] = [[] for _ in sentences]
    for fold in range(folds):
        with tempfile.TemporaryDirectory() as folder:
            model = Path(folder) / "model"
            train.train((s for s in sentences if fold_of(s, folds) != fold), model)
            crf = pycrfsuite.Tagger()
            crf.open(str(model))
            for i, sentence in enumerate(sentences):
                if fold_of(sentence, folds) == fold:
                    tokens = sentence["tokens"]
                    found[i] = tagger.decode(tokens, crf.tag(sentence_features(tokens)))
            crf.close()
    return found


def report(sentences: list[dict[str, Any]], found: list[list[tagger.Span]]) -> None:
    """Print exact-match precision, recall and F1."""
    for label in tagger.LABELS:
        counts: Counter[str] = Counter()
        for sentence, spans in zip(sentences, found, strict=True):
            gold = {(e["start"], e["end"]) for e in sentence["entities"] if e["label"] == label}
            guess = {(start, end) for start, end, name in spans if name == label}
            counts.update(right=len(gold & guess), gold=len(gold), guess=len(guess))
        precision, recall = counts["right"] / counts["guess"], counts["right"] / counts["gold"]
        f1 = 2 * precision * recall / (precision + recall)
        print(f"{label:7} P {100 * precision:.2f} R {100 * recall:.2f} F1 {100 * f1:.2f} {dict(counts)}")


def main() -> None:
    """Read, predict, report."""
    sentences = train.read(Path(sys.argv[1]))
    found = predict(sentences, int(sys.argv[2]) if len(sys.argv) > 2 else 10)
    report(sentences, found)
    if len(sys.argv) > 3:
        lines = ([{"start": s, "end": e, "label": n} for s, e, n in spans] for spans in found)
        Path(sys.argv[3]).write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
