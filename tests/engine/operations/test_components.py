"""What a cluster's representative is made of, on the real network, beside scikit-learn."""

from typing import Any

import numpy as np
import pytest
from sklearn.decomposition import PCA
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.networks.network import Network
from tetrascope.protocol.masks import Mask, Rectangle
from tetrascope.protocol.methods import REPRESENTATIVES
from tetrascope.protocol.operations.components import Components, ComponentsRequest
from tetrascope.protocol.operations.layers import Cluster, LayersRequest
from tetrascope.protocol.tensor import Tensor

LITE0 = "efficientnet-lite0"
MASKS: list[Mask] = [Rectangle(top=60, left=90, height=28, width=28)]
LAYERS = ["stem_conv", "block6d_project_conv", "head_conv"]


def values(tensor: Tensor) -> np.ndarray:
    data = np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape)
    return data * tensor.scale + tensor.offset


def explained(running: Any, cat: str, **choice: Any) -> Components:
    (part,) = running.parts(ComponentsRequest(**{"image_id": cat, "network_id": LITE0, "cluster": 1, **choice}))
    assert isinstance(part, Components)
    return part


def drawn(running: Any, cat: str, layer: str, index: int = 1, **choice: Any) -> Cluster:
    request = LayersRequest(image_id=cat, network_id=LITE0, layers=[layer], **choice)
    cluster = running.parts(request)[1].clusters[index]
    assert isinstance(cluster, Cluster)
    return cluster


def maps_of(running: Any, lite0: Network, cat: str, layer: str, masks: list[Mask]) -> np.ndarray:
    """All maps of a layer as the network gives them, (pixels, c)."""
    answer = running.parts(LayersRequest(image_id=cat, network_id=LITE0, layers=[layer], masks=masks))[0]
    maps = lite0.activations(values(answer.image).astype(np.uint8)[None], [layer])[1][layer][0]
    flat: np.ndarray = maps.reshape(-1, maps.shape[-1]).astype(np.float64)
    return flat


@pytest.mark.parametrize("layer", LAYERS)
def test_weights_and_shares_are_those_of_scikit_learn(running: Any, cat: str, lite0: Network, layer: str) -> None:
    found, cluster = explained(running, cat, layer=layer), drawn(running, cat, layer)
    assert (found.channels, found.groups) == (cluster.channels, "own")
    pca = PCA(2, svd_solver="full").fit(maps_of(running, lite0, cat, layer, [])[:, found.channels])
    assert_alike(pca.explained_variance_ratio_.tolist(), found.explained_variances, relative=1e-3)
    assert found.explained_variances[0] == pytest.approx(cluster.explained_variance, abs=1e-4)
    assert abs(pca.components_[0] @ found.weights) == pytest.approx(1, abs=1e-5)
    assert [each.method for each in found.representatives] == list(REPRESENTATIVES.names)
    first = values(found.representatives[0].map)
    assert np.abs(first - values(cluster.representative)).max() <= 1.1 * cluster.representative.scale


@pytest.mark.parametrize("layer", LAYERS)
def test_the_others_are_made_of_the_clusters_maps(running: Any, cat: str, lite0: Network, layer: str) -> None:
    found = explained(running, cat, layer=layer)
    maps = maps_of(running, lite0, cat, layer, [])[:, found.channels]
    by_method = {each.method: each for each in found.representatives}
    farthest = np.take_along_axis(maps, np.abs(maps).argmax(axis=1)[:, None], axis=1)[:, 0]
    for name, expected in (("mean_map", maps.mean(axis=1)), ("max_abs", farthest)):
        tensor = by_method[name].map
        assert np.abs(values(tensor).ravel() - expected).max() <= tensor.scale * 0.51 + 1e-4 * np.ptp(expected)
    central = by_method["central_map"]
    assert central.channel is not None
    distances = np.square(maps - maps.mean(axis=1, keepdims=True)).sum(axis=0)
    assert distances[found.channels.index(central.channel)] == pytest.approx(distances.min(), rel=1e-4)
    assert {each.channel for name, each in by_method.items() if name != "central_map"} == {None}
    for each in found.representatives:
        assert each.explained_variance is not None
        assert each.explained_variance <= found.explained_variances[0] + 1e-9


def test_a_masked_image_may_have_the_components_of_the_original(running: Any, cat: str, lite0: Network) -> None:
    layer = "block6d_project_conv"
    plain = explained(running, cat, layer=layer)
    found = explained(running, cat, layer=layer, masks=MASKS, groups="original")
    cluster = drawn(running, cat, layer, masks=MASKS, groups="original")
    assert found.groups == "original"
    assert found.channels == plain.channels == cluster.channels
    assert_alike(plain.weights, found.weights, relative=0, absolute=1e-5)
    assert found.explained_variances[0] == pytest.approx(cluster.explained_variance, abs=1e-4)
    masked = maps_of(running, lite0, cat, layer, MASKS)[:, found.channels]
    original = maps_of(running, lite0, cat, layer, [])[:, found.channels]
    expected = (masked - original.mean(axis=0)) @ np.array(found.weights)
    first = found.representatives[0].map
    assert np.abs(values(first).ravel() - expected).max() <= first.scale * 0.51 + 1e-3 * np.ptp(expected)
    own = explained(running, cat, layer=layer, masks=MASKS)
    assert own.groups == "own"
    assert own.channels != found.channels


def test_a_cluster_or_layer_that_is_not_there_is_named(running: Any, cat: str) -> None:
    with pytest.raises(InvalidInput, match=r"0\.\.2.*got 7") as error:
        explained(running, cat, layer="stem_conv", cluster=7)
    assert error.value.field == "cluster"
    with pytest.raises(NotFound) as missing:
        explained(running, cat, layer="no-such")
    assert missing.value.field == "layer"


def test_room_is_given_back(running: Any, cat: str) -> None:
    explained(running, cat, layer="stem_conv")
    assert running.engine._workspace.map_room.held == 0
