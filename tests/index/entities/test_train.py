"""The training command: the same sentences give the same model, bit for bit."""

import json
import subprocess
import sys
from pathlib import Path

import pycrfsuite

from index.entities import features, train

ROOT = Path(__file__).parents[3]
SENTENCES = [
    {
        "tokens": ["Серік", "Астанаға", "барды", "."],
        "entities": [[0, 1, "PERSON"], [1, 2, "GPE"]],
        "other": [],
    },
    {
        "tokens": ["Әсел", "Алматыда", "тұрады", "."],
        "entities": [[0, 1, "PERSON"], [1, 2, "GPE"]],
        "other": [],
    },
    {"tokens": ["Президент", "келді", "."], "entities": [], "other": [[0, 1, "POSITION"]]},
]


def write(path: Path) -> Path:
    def spans(entities: list[list[object]]) -> list[dict[str, object]]:
        return [dict(zip(("start", "end", "label"), entity, strict=True)) for entity in entities]

    rows = ({**s, "entities": spans(s["entities"]), "other": spans(s["other"])} for s in SENTENCES * 5)
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def test_the_command_rebuilds_the_same_model(tmp_path: Path) -> None:
    data = write(tmp_path / "train.jsonl")
    for name in ("one", "two"):
        command = [sys.executable, "-m", "index.entities.train", str(data), str(tmp_path / name)]
        subprocess.run(command, cwd=ROOT, check=True, timeout=120)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    model = pycrfsuite.Tagger()
    model.open(str(tmp_path / "one"))
    tokens = ["Серік", "Алматыда", "тұрады", "."]
    assert model.tag(features.sentence_features(tokens)) == ["B-PERSON", "B-GPE", "O", "O"]


def test_marks_name_the_labels_that_are_kept(tmp_path: Path) -> None:
    sentence = train.read(write(tmp_path / "train.jsonl"))[2]
    assert train.marks(sentence) == ["B-POSITION", "O", "O"]


def test_the_shipped_model_is_small_and_says_where_it_comes_from() -> None:
    model = ROOT / "index" / "entities" / "data" / "entities.crfsuite"
    assert model.stat().st_size <= 3_000_000
    note = model.with_name("entities.crfsuite.md").read_text(encoding="utf-8")
    assert all(word in note for word in ("KazNERD", "CC BY 4.0", "Yeshpanov", "LREC"))
