"""Learning: what it takes from a text, and that the same text teaches the same."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

SENTENCES = [
    "жаңа құлыпжалғауыш келді",
    "құлыпжалғауыштың құны",
    "құлыпжалғауыштарды алды",
    "құлыпжалғауышқа қарады",
    "жалғыз бірретсөз жоқ",
]


def _learn(into: Path, *texts: Path) -> dict[str, str]:
    into.mkdir()
    command = [sys.executable, "-m", "index.text.kazakh.learn", *map(str, texts), "--into", str(into)]
    subprocess.run(command, check=True, timeout=300)
    return {path.name: path.read_text("utf-8") for path in sorted(into.iterdir())}


@pytest.fixture
def text(tmp_path: Path) -> Path:
    path = tmp_path / "text.tsv.gz"
    path.write_bytes(gzip.compress("".join(f"site\t{line}\n" for line in SENTENCES).encode()))
    return path


def test_a_stem_with_several_endings_is_learnt(tmp_path: Path, text: Path) -> None:
    learnt = _learn(tmp_path / "a", text)["learnt.txt"]
    assert "\nқұлыпжалғауыш\t" in learnt
    assert "бірретсөз" not in learnt


def test_the_same_text_teaches_the_same(tmp_path: Path, text: Path) -> None:
    tokens = tmp_path / "text.jsonl"
    tokens.write_text("".join(json.dumps({"tokens": line.split()}) + "\n" for line in SENTENCES), "utf-8")
    first = _learn(tmp_path / "a", text)
    assert first == _learn(tmp_path / "b", text) == _learn(tmp_path / "c", tokens)
    assert set(first) == {"learnt.txt", "weights.txt"}
