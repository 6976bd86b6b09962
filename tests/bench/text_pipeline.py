"""How fast text becomes terms: distinct words cold, running tokens warm. CPU time of one core, median of five.

    python tests/bench/text_pipeline.py TEXT...

TEXT are plain text, JSON Lines with a ``text`` or ``tokens``; a fresh process for every cold figure.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROUNDS = 5

COLD = """
import json, sys, time
from index.text import analyze, stem
from index.text.russian import dictionary
words = json.load(sys.stdin)
stem("а"), dictionary()
work = {"stem": stem, "analyze": analyze}[sys.argv[1]]
started = time.process_time()
for word in words:
    work(word)
print(len(words) / (time.process_time() - started))
"""


def main(paths: list[str]) -> None:
    from index.text import analyze, terms

    texts = [text for path in paths for text in read(Path(path))]
    words = sorted({word for text in texts for word in text.lower().split() if word.isalpha()})
    for name in ("stem", "analyze"):
        rates = [float(run_cold(name, words)) for _ in range(ROUNDS)]
        print(f"{name:8} cold  {statistics.median(rates):>10,.0f} distinct words a second of {len(words):,}")
    for work in (analyze, terms):
        count = sum(len(list(work(text))) for text in texts)
        rates = []
        for _ in range(ROUNDS):
            started = time.process_time()
            for text in texts:
                list(work(text))
            rates.append(count / (time.process_time() - started))
        print(f"{work.__name__:8} warm  {statistics.median(rates):>10,.0f} tokens a second of {count:,}")


def read(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    if path.suffix != ".jsonl":
        return lines
    records = map(json.loads, lines)
    return [record.get("text") or " ".join(record["tokens"]) for record in records]


def run_cold(name: str, words: list[str]) -> str:
    command = [sys.executable, "-c", COLD, name]
    return subprocess.run(command, input=json.dumps(words), capture_output=True, text=True, check=True).stdout


if __name__ == "__main__":
    main(sys.argv[1:])
