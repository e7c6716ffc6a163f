"""Class evidence, against loops written out: it adds up to the logit by channels and by pixels."""

import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.analysis.class_evidence import channel_evidence, pixel_evidence, pooled_maps
from tetrascope.networks.pooled_head import Pooling

GENERATOR = np.random.default_rng(3)
MAPS = GENERATOR.normal(size=(3, 4, 5)).astype(np.float32)
KERNEL = GENERATOR.normal(size=(5, 2)).astype(np.float32)


@pytest.mark.parametrize("pooling", ["average", "max"])
def test_channels_and_pixels_add_up_to_what_the_dense_layer_gives(pooling: Pooling) -> None:
    pooled = MAPS.mean(axis=(0, 1)) if pooling == "average" else MAPS.max(axis=(0, 1))
    assert_alike(pooled, pooled_maps(MAPS, pooling))
    channels = channel_evidence(pooled_maps(MAPS, pooling), KERNEL)
    for index in range(2):
        logit = float(pooled.astype(float) @ KERNEL[:, index].astype(float))
        assert_alike(logit, channels[:, index].sum())
        assert_alike(logit, pixel_evidence(MAPS, KERNEL[:, index], pooling).sum())


def test_each_pixel_has_its_share_of_each_mean() -> None:
    found = pixel_evidence(MAPS, KERNEL[:, 0], "average")
    for row in range(3):
        for column in range(4):
            assert_alike(float(MAPS[row, column].astype(float) @ KERNEL[:, 0].astype(float)) / 12, found[row, column])


def test_the_first_largest_value_has_all_of_a_maximum() -> None:
    maps = np.zeros((2, 2, 2), np.float32)
    maps[0, 1, 0] = maps[1, 1, 0] = 3
    maps[1, 0, 1] = 2
    assert pixel_evidence(maps, np.array([1, -1], np.float32), "max").tolist() == [[0, 3], [-2, 0]]
