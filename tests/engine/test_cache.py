from hypothesis import given
from hypothesis import strategies as st

from tetrascope.engine.cache import Cache


def test_least_recently_used_leaves_first() -> None:
    cache: Cache[str] = Cache(10)
    cache.put("a", "A", 5)
    cache.put("b", "B", 5)
    assert cache.get("a") == "A"
    cache.put("c", "C", 5)
    assert cache.get("b") is None
    assert cache.get("a") == "A"
    assert cache.get("c") == "C"


def test_a_value_over_the_budget_is_not_kept_and_drops_nothing() -> None:
    cache: Cache[str] = Cache(10)
    cache.put("a", "A", 5)
    assert not cache.put("huge", "H", 11)
    assert cache.get("huge") is None
    assert cache.get("a") == "A"


def test_the_same_key_again_replaces_and_counts_once() -> None:
    cache: Cache[str] = Cache(10)
    cache.put("a", "old", 4)
    cache.put("a", "new", 6)
    assert cache.get("a") == "new"
    assert cache.size == 6


@given(
    budget=st.integers(0, 40),
    puts=st.lists(st.tuples(st.integers(0, 6), st.integers(0, 20)), max_size=60),
)
def test_the_budget_holds_and_the_size_is_the_sum_of_what_is_kept(budget: int, puts: list[tuple[int, int]]) -> None:
    cache: Cache[int] = Cache(budget)
    for key, size in puts:
        cache.put(key, size, size)
        assert cache.size <= budget
    assert cache.size == sum(value for key in range(7) if (value := cache.get(key)) is not None)
