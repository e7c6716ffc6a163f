from typing import NamedTuple

from tetrascope.occlusion.layouts import OVERHEAD, Layouts

EACH = 400 + OVERHEAD


class Table(NamedTuple):
    bytes: int = 400


class LaidOut:
    """Counts how often something is laid out, which takes 400 bytes."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> Table:
        self.count += 1
        return Table()


def test_what_is_laid_out_once_is_kept() -> None:
    layouts, laid_out = Layouts(10 * EACH), LaidOut()
    first = layouts.get((0, b"3"), laid_out)
    assert layouts.get((0, b"3"), laid_out) is first
    assert laid_out.count == 1
    layouts.get((1, b"3"), laid_out)
    layouts.get((0, b"4"), laid_out)
    assert laid_out.count == 3
    assert layouts.size == 3 * EACH


def test_the_budget_holds_and_what_was_used_longest_ago_leaves() -> None:
    layouts, laid_out = Layouts(2 * EACH), LaidOut()
    for key in (1, 2, 1, 3):
        layouts.get(key, laid_out)
    assert (laid_out.count, layouts.size) == (3, 2 * EACH)
    layouts.get(1, laid_out)
    assert laid_out.count == 3
    layouts.get(2, laid_out)
    assert laid_out.count == 4


def test_a_layout_larger_than_the_budget_is_kept_alone() -> None:
    layouts, laid_out = Layouts(1), LaidOut()
    layouts.get(1, laid_out)
    layouts.get(2, laid_out)
    assert layouts.size == EACH
