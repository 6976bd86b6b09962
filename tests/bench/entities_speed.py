"""Time ``extract`` on running text: ``python tests/bench/entities_speed.py KAZNERD.jsonl [RUNS]``.

Twenty sentences make an article. Each run is a fresh process on one core, so word caches start empty; the first
article is read before the clock starts, for the model and the word lists. Prints tokens a second of CPU time,
the median of the runs.
"""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

SENTENCES = 20


def articles(path: Path) -> list[str]:
    """Texts of twenty sentences, in the order of the file."""
    with path.open(encoding="utf-8") as lines:
        sentences = [" ".join(json.loads(line)["tokens"]) for line in lines if line.strip()]
    return [" ".join(sentences[i : i + SENTENCES]) for i in range(0, len(sentences), SENTENCES)]


def run(path: Path) -> float:
    """Tokens a second of one process."""
    from index.entities import extract
    from index.entities.tokens import tokenize

    first, *texts = articles(path)
    extract(first)
    tokens = sum(len(tokenize(text)) for text in texts)
    started = time.process_time()
    for text in texts:
        extract(text)
    return tokens / (time.process_time() - started)


def main() -> None:
    """Run in processes of their own and print the median."""
    if sys.argv[-1] == "--once":
        print(run(Path(sys.argv[1])))
        return
    runs = int(sys.argv[2]) if len(sys.argv) > 2 else 5
    command = [sys.executable, __file__, sys.argv[1], "--once"]
    rates = [float(subprocess.check_output(command)) for _ in range(runs)]
    print(
        f"{statistics.median(rates):,.0f} tokens a second (median of {runs}; {min(rates):,.0f} to {max(rates):,.0f})"
    )


if __name__ == "__main__":
    main()
