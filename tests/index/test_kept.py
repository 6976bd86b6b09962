"""Kept answers: made once while they are asked for, never more than twice as many as wanted."""

from index.kept import Kept, answered


def test_an_answer_is_made_once() -> None:
    asked: list[str] = []

    def lengths(word: str) -> int:
        asked.append(word)
        return len(word)

    kept = Kept(lengths, 10)
    assert [kept[word] for word in ("бал", "ата", "бал", "", "")] == [3, 3, 3, 0, 0]
    assert asked == ["бал", "ата", ""]


def test_what_is_asked_for_stays_and_the_rest_is_forgotten() -> None:
    asked: list[int] = []
    kept = Kept(lambda number: asked.append(number) or number, 3)
    for number in range(1, 100):
        assert kept[0] == 0
        assert kept[number] == number
        assert len(kept) + len(kept._before) <= 6
    assert asked == list(range(100))
    assert kept[1] == 1
    assert asked[-1] == 1


def test_what_is_not_worth_it_is_made_anew() -> None:
    asked: list[str] = []
    kept = Kept(lambda word: asked.append(word) or len(word), 10, worth=lambda word: len(word) < 3)
    assert [kept[word] for word in ("ата", "ат", "ата", "ат")] == [3, 2, 3, 2]
    assert asked == ["ата", "ат", "ата"]
    assert list(kept) == ["ат"]


def test_what_has_no_answer_is_passed_over() -> None:
    lengths = Kept[str, int | None](lambda word: len(word) if word.isupper() else None, 10)
    assert answered(lengths, ["А", "б", "", "ВГ", "А"]) == [(0, 1), (3, 2), (4, 1)]
