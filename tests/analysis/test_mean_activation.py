from math import fsum

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from tests.likeness import assert_alike

from tetrascope.analysis.criteria import mean_activation
from tetrascope.errors import Failed

MAPS = arrays(np.float32, array_shapes(min_dims=3, max_dims=3, max_side=9), elements=st.floats(-1e4, 1e4, width=32))


@given(MAPS)
def test_is_the_exact_mean_rounded(maps: np.ndarray) -> None:
    exact = [fsum(channel.ravel().tolist()) / channel.size for channel in np.moveaxis(maps, 2, 0)]
    assert_alike(exact, mean_activation.score(maps), relative=0, absolute=1e-9)


def test_hand_computed_of_maps_that_lie_apart_in_memory() -> None:
    maps = np.zeros((2, 2, 4), np.float32)
    maps[:, :, 0] = [[1, 2], [3, 6]]
    maps[0, 1, 2] = -8
    assert_alike([3, -2], mean_activation.score(maps[:, :, ::2]), relative=0, absolute=0)


def test_what_is_not_finite_is_refused() -> None:
    maps = np.ones((3, 3, 4), np.float32)
    maps[1, 1, 2] = np.inf
    with pytest.raises(Failed, match="channel 2"):
        mean_activation.score(maps)
