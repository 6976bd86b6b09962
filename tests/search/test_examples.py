"""The examples in the package's docstring are true."""

import doctest
from pathlib import Path

import search


def test_the_examples_of_the_package_run(location: Path) -> None:
    names = {"search": search, "location": location}
    result = doctest.testmod(search, extraglobs=names, optionflags=doctest.ELLIPSIS)
    assert result.attempted > 10
    assert result.failed == 0
