"""The terms that begin so, as counted by hand."""

from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st
from whoosh.fields import Schema

from index.engines.whoosh.codec.builder import SegmentBuilder
from index.engines.whoosh.codec.segment_file import SegmentFile
from index.engines.whoosh.fields import Terms, TextField
from index.engines.whoosh.vector.terms import terms_with_prefix

WORDS = st.text("абв", min_size=1, max_size=5)


def written(folder: Path, documents: list[list[str]]) -> SegmentFile:
    builder = SegmentBuilder(Schema(text=TextField()), folder, memory=10_000_000)
    for words in documents:
        builder.add({"text": Terms(words)})
    builder.write(folder / "a.seg")
    return SegmentFile(folder / "a.seg")


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(WORDS, min_size=1, max_size=12), min_size=1, max_size=8),
    st.text("абвг", max_size=3),
    st.none() | st.integers(0, 6),
)
def test_terms_that_begin_so(documents: list[list[str]], prefix: str, most: int | None) -> None:
    counts = Counter(word for words in documents for word in set(words) if word.startswith(prefix))
    ranked = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    with TemporaryDirectory() as folder:
        found = list(terms_with_prefix([written(Path(folder), documents)], "text", prefix, most).items())
    assert [count for _, count in found] == [count for _, count in ranked[:most]]
    assert set(found) <= set(ranked) and len(dict(found)) == len(found)
    if most is None:
        assert found == ranked
