"""Russian lemmas."""

import subprocess
import sys

import pytest

from index.text import russian


@pytest.mark.parametrize(
    ("form", "lemma"), [("министров", "министр"), ("шёл", "идти"), ("ёлками", "елка"), ("войны", "война")]
)
def test_lemma(form: str, lemma: str) -> None:
    assert russian.lemma(form) == lemma


def test_known() -> None:
    assert russian.is_known("министрами")
    assert not russian.is_known("қазақ")
    assert not russian.is_known("astana")


def test_the_dictionary_waits_until_it_is_needed() -> None:
    program = "import sys, search, index.text; assert 'pymorphy3' not in sys.modules"
    subprocess.run([sys.executable, "-c", program], check=True)
