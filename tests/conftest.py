"""Fixtures and options that every test may use."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from crawler.article import Article
from crawler.corpus import Corpus

pytest_plugins = ["tests.opensearch.fixtures"]

settings.register_profile(  # over the profile in force: how long an example takes says nothing on a busy machine
    "untimed", settings(), deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("untimed")

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-goldens", action="store_true", help="write goldens anew instead of comparing")


@pytest.fixture(scope="session")
def update_goldens(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def root() -> Path:
    """The project's top folder."""
    return ROOT


@pytest.fixture(scope="session")
def seed() -> Path:
    """The folder of the real article; it lies outside the project, so a test that needs it may skip."""
    folder = SHARED / "data" / "seed"
    if not folder.is_dir():
        pytest.skip("needs ../shared/data/seed, which is not here")
    return folder


@pytest.fixture(scope="session")
def sample_articles() -> list[Article]:
    """Every article of the bundled corpus."""
    return [
        Article.from_json(line, f"{path.name}:{number}")
        for path in sorted((ROOT / "crawler" / "sample").glob("*.jsonl"))
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
    ]


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    """An empty corpus in a folder of its own."""
    with Corpus.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture(scope="session")
def article() -> Callable[..., Article]:
    """Makes an article of a few words; anything may be overridden."""

    def make(name: str = "a", text: str = "Астанада жиын өтті.", **fields: object) -> Article:
        values: dict[str, object] = {
            "url": f"https://dala.example/{name}",
            "title": "Жаңалық",
            "text": text,
            "published": datetime(2024, 5, 1, 6, 0, tzinfo=UTC),
            "source": "dala.example",
            "language": "kk",
        }
        return Article(**{**values, **fields})  # type: ignore[arg-type]

    return make
