"""Where the tests of every engine find one."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.engines import Engine, open_engine


@pytest.fixture(scope="module", params=["whoosh", pytest.param("opensearch", marks=pytest.mark.opensearch)])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def location(kind: str, request: pytest.FixtureRequest, tmp_path: Path) -> Path | str:
    if kind == "whoosh":
        return tmp_path / "index"
    return str(request.getfixturevalue("place_in_cluster"))


@pytest.fixture
def engine(location: Path | str) -> Iterator[Engine]:
    with open_engine(location) as opened:
        yield opened
