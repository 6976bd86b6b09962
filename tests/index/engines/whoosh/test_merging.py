"""The merge policy keeps few segments and copies a document seldom."""

from index.engines.whoosh.merging import MAX_SEGMENTS, to_merge


def test_few_segments_are_left_alone() -> None:
    assert to_merge([(10, 0)] * MAX_SEGMENTS) == []


def test_many_commits_leave_few_segments_and_copy_little() -> None:
    segments: list[int] = [1_000_000]
    copied = 0
    for _ in range(2_000):
        segments.append(100)
        chosen = to_merge([(size, 0) for size in segments])
        merged = sum(segments[number] for number in chosen)
        copied += merged
        segments = [size for number, size in enumerate(segments) if number not in chosen]
        segments += [merged] if merged else []
        assert len(segments) <= MAX_SEGMENTS
    assert sum(segments) == 1_200_000
    assert copied < 20 * 200_000


def test_a_segment_with_many_deletions_is_written_anew() -> None:
    assert to_merge([(100, 34), (100, 33)]) == [0]


def test_segments_without_live_documents_are_not_copied() -> None:
    assert to_merge([(100, 100), (5, 0)]) == []
