"""Feature maps switched off, and how much maps change."""

import numpy as np
import pytest

from tetrascope.analysis.ablation import relative_changes, switch_off

MAPS = np.random.default_rng(0).normal(1, 2, (1, 5, 4, 3)).astype(np.float32)
GROUPS = [np.array([0, 2]), np.array([1])]


def test_each_copy_has_its_own_group_at_its_mean() -> None:
    copies = np.concatenate([MAPS, MAPS])
    switch_off(copies, GROUPS, "mean")
    for copy, group in zip(copies, GROUPS, strict=True):
        for channel in range(3):
            own = MAPS[0, :, :, channel]
            expected = np.full_like(own, own.mean()) if channel in group else own
            np.testing.assert_allclose(copy[:, :, channel], expected, rtol=1e-6)


def test_each_copy_has_its_own_group_at_zero() -> None:
    copies = np.concatenate([MAPS, MAPS])
    switch_off(copies, GROUPS, "zero")
    assert (copies == 0).all(axis=(1, 2)).tolist() == [[True, False, True], [False, True, False]]


def test_the_change_is_a_share_of_what_was_there() -> None:
    changed = np.concatenate([MAPS, 3 * MAPS, MAPS])
    changed[2, :, :, 1] += 1
    found = relative_changes(changed, MAPS, GROUPS)
    length = np.linalg.norm(MAPS[0, :, :, 1])
    np.testing.assert_allclose(found, [[0, 0], [2, 2], [0, np.sqrt(20) / length]], rtol=1e-5)


def test_what_was_nothing_changes_by_one() -> None:
    changed = np.zeros((2, 2, 2, 2), np.float32)
    changed[1, 0, 0, 1] = 1e-9
    found = relative_changes(changed, np.zeros((1, 2, 2, 2), np.float32), [np.array([0]), np.array([1])])
    assert found.tolist() == [[0, 0], [0, 1]]


@pytest.mark.parametrize("size", [56, 112])
def test_sums_over_many_pixels_are_precise(size: int) -> None:
    maps = np.random.default_rng(1).normal(100, 1, (1, size, size, 2)).astype(np.float32)
    changed = maps + np.random.default_rng(2).normal(0, 1, maps.shape).astype(np.float32)
    exactly = np.linalg.norm(changed.astype(float) - maps) / np.linalg.norm(maps.astype(float))
    assert relative_changes(changed, maps, [np.arange(2)])[0, 0] == pytest.approx(exactly, rel=1e-5)
