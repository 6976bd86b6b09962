"""A cache keeps to its bytes, and what was used last."""

import threading

from index.engines.whoosh.codec.cache import ByteCache


def made(cache: ByteCache, key: str, size: int = 10) -> bool:
    """Whether the value had to be made."""
    calls: list[str] = []

    def make() -> str:
        calls.append(key)
        return key

    assert cache.get(key, make, lambda _: size) == key
    return bool(calls)


def test_it_keeps_to_its_bytes_and_what_was_used_last() -> None:
    cache = ByteCache(40)
    assert [made(cache, key) for key in "abcd"] == [True] * 4
    assert not made(cache, "a")
    assert made(cache, "e")
    assert cache.size == 40
    assert not made(cache, "a")
    assert made(cache, "b")


def test_what_would_push_all_else_out_is_not_kept() -> None:
    cache = ByteCache(40)
    assert made(cache, "a", 11)
    assert made(cache, "a", 11)
    assert cache.size == 0


def test_nothing_is_a_value_too() -> None:
    cache = ByteCache(40)
    calls: list[None] = []
    for _ in range(2):
        assert cache.get("a", lambda: calls.append(None), lambda _: 1) is None
    assert len(calls) == 1


def test_many_threads() -> None:
    cache = ByteCache(100)

    def use(start: int) -> None:
        for n in range(2_000):
            made(cache, str((start + n * 7) % 30), 5 + n % 9)

    threads = [threading.Thread(target=use, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert 0 < cache.size <= 100
    held = cache._held.values()
    assert cache.size == sum(size for _, size in held)
