import numpy as np
import pytest
from numpy.typing import NDArray
from tests.likeness import assert_alike

from tetrascope.analysis.criteria import ENTROPY, score_maps
from tetrascope.engine.layer_drawing import MAX_VALUES, LayerMaps, draw_layers, group_layers
from tetrascope.errors import Failed
from tetrascope.protocol.layer import Layer

RANDOM = np.random.default_rng(0)


def layer_maps(name: str, side: int, channels: int) -> LayerMaps:
    layer = Layer(
        name=name, kind="convolution", output=name, height=side, width=side, channels=channels, stage=1, shown=True
    )
    values = RANDOM.normal(size=(side, side, channels)) * RANDOM.uniform(0.1, 3, channels)
    return LayerMaps(layer, np.maximum(values, 0).astype(np.float32), {})


def test_small_layers_of_one_size_share_a_group() -> None:
    sides = {"a": 100, "b": 14, "c": 7, "d": 14, "e": 100, "f": 14}
    groups = group_layers([layer_maps(name, side, 12) for name, side in sides.items()])
    assert [[maps.layer.name for maps in group] for group in groups] == [["a"], ["b", "d", "f"], ["c"], ["e"]]


def test_a_group_stays_small() -> None:
    some = [layer_maps(str(index), 28, 60) for index in range(7)]
    sizes = [sum(maps.values.size for maps in group) for group in group_layers(some)]
    assert max(sizes) <= MAX_VALUES
    assert sum(sizes) == 7 * 28 * 28 * 60


@pytest.mark.parametrize("side", [5, 9, 14])
def test_a_group_is_drawn_as_its_layers_are_alone(side: int) -> None:
    group = [layer_maps(str(channels), side, channels) for channels in (40, 3, 130, 1, 256)]
    for together, maps in zip(draw_layers(group, 3, ENTROPY), group, strict=True):
        assert_alike(draw_layers([maps], 3, ENTROPY)[0], together)


def test_known_scores_are_taken_as_they_are() -> None:
    (maps,) = group = [layer_maps("a", 9, 20)]
    known = draw_layers(group, 3, ENTROPY)[0].scores[ENTROPY][::-1].copy()
    drawn = draw_layers([maps._replace(scores={ENTROPY: known})], 3, ENTROPY)[0]
    np.testing.assert_array_equal(drawn.scores[ENTROPY], known)


def test_the_channel_that_is_not_finite_is_named_as_its_layer_counts() -> None:
    group = [layer_maps("a", 9, 20), layer_maps("b", 9, 20)]
    group[1].values[3, 3, 5] = np.nan
    with pytest.raises(Failed, match="channel 5"):
        draw_layers(group, 3, ENTROPY)


def test_by_another_criterion_clusters_hold_what_is_alike_by_it() -> None:
    (maps,) = group = [layer_maps("a", 9, 20)]
    means = maps.values.astype(np.float64).mean(axis=(0, 1))
    layer = draw_layers(group, 4, "mean_activation")[0].clustered
    assert layer.criterion == "mean_activation"
    assert_alike(means, np.array(layer.scores), relative=1e-9, absolute=0)
    assert_alike(draw_layers(group, 4, ENTROPY)[0].clustered.entropies, layer.entropies)
    ranked = np.argsort(means).tolist()  # clusters of numbers are runs of them
    for cluster in layer.clusters:
        run, ranked = ranked[: len(cluster.channels)], ranked[len(cluster.channels) :]
        assert sorted(run) == cluster.channels
        assert_alike(means[run].mean(), cluster.mean_score, relative=1e-9, absolute=0)
        assert_alike(np.array(layer.entropies)[run].mean(), cluster.mean_entropy, relative=1e-9, absolute=0)


def test_by_entropy_scores_are_entropies_and_are_measured_and_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    measured = []

    def score(maps: NDArray[np.float32], criterion: str) -> NDArray[np.float64]:
        measured.append(criterion)
        return score_maps(maps, criterion)

    monkeypatch.setattr("tetrascope.engine.layer_drawing.score_maps", score)
    layer = draw_layers([layer_maps("a", 9, 20)], 4, ENTROPY)[0].clustered
    assert measured == [ENTROPY]
    assert layer.scores is None
    for cluster in layer.clusters:
        assert cluster.mean_score == cluster.mean_entropy
