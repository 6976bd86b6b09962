"""Train the tagger: ``python -m index.entities.train KAZNERD.jsonl [MODEL]``.

The same file gives the same model, bit for bit: CRFsuite's L-BFGS has no randomness and the sentences are
read in order. Each line of the JSONL has ``tokens``, ``entities`` and ``other`` (start, end, label).
"""

import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pycrfsuite

from index.entities.features import sentence_features

# labels that stand next to people and places and must not be taken for them
KEPT = {
    "PERSON": "PERSON",
    "GPE": "GPE",
    "ORGANISATION": "ORG",
    "POSITION": "POSITION",
    "FACILITY": "ORG",
    "LOCATION": "LOCATION",
    "ART": "ART",
    "PROJECT": "ART",
}
PARAMETERS = {"c1": 0.1, "c2": 0.01, "max_iterations": 120, "feature.possible_transitions": True}
MODEL = Path(__file__).parent / "data" / "entities.crfsuite"


def read(path: Path) -> list[dict[str, Any]]:
    """The sentences of a JSONL file."""
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def marks(sentence: dict[str, Any]) -> list[str]:
    """The sentence's labels as ``B-X I-X O``, one per token."""
    found = ["O"] * len(sentence["tokens"])
    for entity in [*sentence.get("other", []), *sentence["entities"]]:
        label = KEPT.get(entity["label"])
        if label is None:
            continue
        for i in range(entity["start"], entity["end"]):
            found[i] = ("B-" if i == entity["start"] else "I-") + label
    return found


def train(sentences: Iterable[dict[str, Any]], model: Path) -> None:
    """Fit a model to the sentences and write it."""
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", params=PARAMETERS, verbose=False)
    for sentence in sentences:
        trainer.append(sentence_features(sentence["tokens"]), marks(sentence))
    trainer.train(str(model))


if __name__ == "__main__":
    train(read(Path(sys.argv[1])), Path(sys.argv[2]) if len(sys.argv) > 2 else MODEL)
