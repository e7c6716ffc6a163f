import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.engine.layer_drawing import MOST_VALUES, LayerMaps, draw_layers, group_layers
from tetrascope.errors import Failed
from tetrascope.protocol.layer import Layer

RANDOM = np.random.default_rng(0)


def layer_maps(name: str, side: int, channels: int) -> LayerMaps:
    layer = Layer(
        name=name, kind="convolution", output=name, height=side, width=side, channels=channels, stage=1, shown=True
    )
    values = RANDOM.normal(size=(side, side, channels)) * RANDOM.uniform(0.1, 3, channels)
    return LayerMaps(layer, np.maximum(values, 0).astype(np.float32), None)


def test_small_layers_of_one_size_share_a_group() -> None:
    sides = {"a": 100, "b": 14, "c": 7, "d": 14, "e": 100, "f": 14}
    groups = group_layers([layer_maps(name, side, 12) for name, side in sides.items()])
    assert [[maps.layer.name for maps in group] for group in groups] == [["a"], ["b", "d", "f"], ["c"], ["e"]]


def test_a_group_stays_small() -> None:
    some = [layer_maps(str(index), 28, 60) for index in range(7)]
    sizes = [sum(maps.values.size for maps in group) for group in group_layers(some)]
    assert max(sizes) <= MOST_VALUES
    assert sum(sizes) == 7 * 28 * 28 * 60


@pytest.mark.parametrize("side", [5, 9, 14])
def test_a_group_is_drawn_as_its_layers_are_alone(side: int) -> None:
    group = [layer_maps(str(channels), side, channels) for channels in (40, 3, 130, 1, 256)]
    for together, maps in zip(draw_layers(group, 3), group, strict=True):
        assert_alike(draw_layers([maps], 3)[0], together)


def test_known_entropies_are_taken_as_they_are() -> None:
    (maps,) = group = [layer_maps("a", 9, 20)]
    known = [maps._replace(entropies=draw_layers(group, 3)[0].entropies[::-1].copy())]
    np.testing.assert_array_equal(draw_layers(known, 3)[0].entropies, known[0].entropies)


def test_the_channel_that_is_not_finite_is_named_as_its_layer_counts() -> None:
    group = [layer_maps("a", 9, 20), layer_maps("b", 9, 20)]
    group[1].values[3, 3, 5] = np.nan
    with pytest.raises(Failed, match="channel 5"):
        draw_layers(group, 3)
