"""How long suggestions, corrections and matched forms take over a large made-up index.

    python -m tests.bench.suggest_at_size [--articles 1000000] [--keep FOLDER]

The articles are made up: a title of six words, a text of twelve, two people of 200,000, from 300,000 stems with up
to ten endings each, frequent ones often and rare ones seldom (Zipf). Every query is asked cold (a new state of
``search``) and warm; times are CPU milliseconds.
"""

import json
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

import click
import numpy as np

import search
from index.engines.whoosh.fields import Terms
from index.engines.whoosh.manifest import Manifest
from index.engines.whoosh.writer import PublishingWriter
from index.fingerprint import fingerprint
from index.query import pair_key
from index.text.scripts import fold

SYLLABLES = [c + v + d for c in "бдғжзкқлмнпрстш" for v in "аәеиоөұүыі" for d in ("", "р", "н", "л", "с")]
ENDINGS = ("", "ның", "ға", "да", "дан", "мен", "лар", "ы", "ымыз", "дағы")
STEMS, PEOPLE = 300_000, 200_000
BATCH = 10_000
TYPED = [
    *(
        "қа",
        "каз",
        "мұн",
        "бер",
        "тал",
        "сар",
        "рол",
        "шақ",
        "Ал",
        "Ти",
        "Kas",
        "жан",
        "қазан",
        "мәр",
        "кел",
        "ғал",
    ),
    *(
        "қа та",
        "бал дар",
        "сарка",
        "нұры",
        "лос",
        "пұт",
        "зан ме",
        "шон",
        "дар",
        "кеп",
        "көл",
        "ғұр",
        "бі",
        "же",
    ),
]


def stem(number: int) -> str:
    """A word of two to four syllables, the same for the same number."""
    word = ""
    while number or len(word) < 4:
        number, at = divmod(number, len(SYLLABLES))
        word += SYLLABLES[at]
    return word


def documents(count: int) -> Iterator[dict[str, Any]]:
    """The fields of made-up articles."""
    chance = np.random.default_rng(1)
    stems = [stem(number * 37 + 11) for number in range(STEMS)]
    folded = [fold(word) for word in stems]
    people = [f"{folded[n % STEMS]} {folded[(n * 7919 + 5) % STEMS]}" for n in range(PEOPLE)]
    for number in range(count):
        if number % BATCH == 0:
            words = (np.minimum(chance.zipf(1.2, (BATCH, 18)), STEMS) - 1).tolist()
            ends = chance.integers(0, len(ENDINGS), (BATCH, 18)).tolist()
            names = (np.minimum(chance.zipf(1.3, (BATCH, 2)), PEOPLE) - 1).tolist()
        at = words[number % BATCH]
        surfaces = [stems[a] + ENDINGS[e] for a, e in zip(at, ends[number % BATCH], strict=True)]
        terms = [folded[a] for a in at]
        named = [people[n] for n in names[number % BATCH]]
        url, title = f"https://dala.example/{number}", " ".join(surfaces[:6])
        yield {
            "url": url,
            "article": json.dumps(
                {"url": url, "title": title, "text": " ".join(surfaces[6:])}, ensure_ascii=False
            ),
            "title": Terms(terms[:6]),
            "title_exact": Terms(surfaces[:6]),
            "text": Terms(terms[6:]),
            "text_exact": Terms(surfaces[6:]),
            "published": 1_700_000_000 + number,
            "facet_person": named,
            "facet_spelling": [pair_key(name, name.title()) for name in named],
            "facet_name": [pair_key(word, name) for name in named for word in name.split()],
            "facet_country": ["KZ"],
        }


def build(folder: Path, count: int) -> None:
    writer = PublishingWriter(folder)
    for fields in documents(count):
        writer.add_document(**fields)
    writer.publish(
        lambda generation, size, files: Manifest(generation, size, fingerprint(), "made up", 1, files)
    )


def milliseconds(ask: Callable[[], object]) -> float:
    started = time.process_time()
    ask()
    return 1000 * (time.process_time() - started)


def report(name: str, times: list[float]) -> None:
    ranked = sorted(times)
    p95 = ranked[int(0.95 * (len(ranked) - 1))]
    click.echo(f"{name:32} median {statistics.median(times):7.2f}  p95 {p95:7.2f}  most {ranked[-1]:7.2f} ms")


@click.command()
@click.option("--articles", default=1_000_000, show_default=True)
@click.option("--keep", type=click.Path(path_type=Path), help="Build in this folder, or use what is there.")
def main(articles: int, keep: Path | None) -> None:
    with nullcontext(str(keep)) if keep else tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "index"
        if not folder.exists():
            build(folder, articles)
        with search.open(folder) as index:
            click.echo(f"{index.info.documents:,} articles")
            index.suggest("мекте")
            cold = [milliseconds(lambda text=text: index.suggest(text)) for text in TYPED]  # type: ignore[misc]
            report("suggest, first time", cold)
            warm = [milliseconds(lambda text=text: index.suggest(text)) for text in TYPED]  # type: ignore[misc]
            report("suggest, again", warm)
            state = index._state()
            words = [stem(n * 37 + 11) for n in (3, 50, 400, 3000, 20_000, 100_000)]
            slips = [word[:3] + word[4:] for word in words]
            corrected = [milliseconds(lambda w=w: state.spelling.corrections(w, 0)) for w in slips]  # type: ignore[misc]
            report("corrections of a word, cold", corrected)
            forms = [milliseconds(lambda w=w: state.forms.of(fold(w), w)) for w in words]  # type: ignore[misc]
            report("forms of a word, cold", forms)


if __name__ == "__main__":
    main()
