import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.occlusion.groups import BATCH_WORK, Extents, group_masks


def test_masks_that_reach_equally_far_stay_together() -> None:
    groups = group_masks(Extents(np.full((2, 5), 0.5), np.full((2, 5), 0.3)), [1e12, 1e12])
    assert [group.tolist() for group in groups] == [[0, 1, 2, 3, 4]]


def test_masks_near_a_border_are_told_apart_where_that_pays() -> None:
    rows = np.array([[0.2, 0.2, 0.8, 0.8, 0.8]])
    columns = np.array([[0.5, 0.5, 0.5, 0.5, 0.5]])
    apart = group_masks(Extents(rows, columns), [BATCH_WORK * 100])
    assert sorted(group.tolist() for group in apart) == [[0, 1], [2, 3, 4]]
    together = group_masks(Extents(rows, columns), [BATCH_WORK / 100])
    assert [group.tolist() for group in together] == [[0, 1, 2, 3, 4]]


def test_rows_and_columns_divide_masks_independently() -> None:
    small, large = 0.1, 0.9
    rows = np.array([[small, small, large, large]])
    columns = np.array([[small, large, small, large]])
    groups = group_masks(Extents(rows, columns), [BATCH_WORK * 1e4])
    assert sorted(group.tolist() for group in groups) == [[0], [1], [2], [3]]


@given(
    st.lists(st.tuples(st.floats(0.01, 1), st.floats(0.01, 1)), min_size=1, max_size=60),
    st.lists(st.floats(1e6, 1e12), min_size=1, max_size=4),
)
def test_every_mask_is_in_one_group(shares: list[tuple[float, float]], work: list[float]) -> None:
    rows, columns = np.repeat(np.array(shares).T[:, np.newaxis], len(work), axis=1)
    groups = group_masks(Extents(rows, columns), work)
    assert sorted(np.concatenate(groups).tolist()) == list(range(len(shares)))
