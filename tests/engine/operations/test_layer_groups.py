"""A masked image in the groups of the original, beside plain NumPy."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.analysis.clusters import cluster_by_score
from tetrascope.analysis.criteria import score_maps
from tetrascope.analysis.representatives import draw_representatives
from tetrascope.engine.operations import layers
from tetrascope.engine.room import Room
from tetrascope.engine.steps import Pause
from tetrascope.engine.tensor_encoding import tensors_of_images
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.layers import ClusteredLayer, LayersRequest
from tetrascope.protocol.tensor import Tensor

LITE0 = "efficientnet-lite0"
MASKS = [Rectangle(top=60, left=90, height=28, width=28)]
# Many pixels and few maps, about as many, more maps than pixels.
LAYERS = ["stem_conv", "block3a_project_conv", "block6d_project_conv", "head_conv"]


def values(tensor: Tensor) -> np.ndarray:
    data = np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape)
    return data * tensor.scale + tensor.offset


def asked(cat: str, **choice: Any) -> LayersRequest:
    return LayersRequest(**{"image_id": cat, "network_id": LITE0, "masks": MASKS, "layers": LAYERS, **choice})


def columns(running: Any, request: LayersRequest) -> list[ClusteredLayer]:
    return [part for part in running.parts(request) if isinstance(part, ClusteredLayer)]


@pytest.fixture
def maps(running: Any, cat: str, lite0: Network) -> tuple[dict[str, np.ndarray], dict[str, np.ndarray]]:
    """Of each layer all maps of the original and of the masked image, as the network gives them: (pixels, c)."""
    answers = [running.parts(asked(cat, masks=masks))[0] for masks in ([], MASKS)]
    images = [values(answer.image).astype(np.uint8)[None] for answer in answers]
    found = [lite0.activations(image, LAYERS)[1] for image in images]
    original, masked = (
        {name: each[0].reshape(-1, each.shape[-1]).astype(np.float64) for name, each in some.items()} for some in found
    )
    return original, masked


def test_channels_order_weights_and_means_are_those_of_the_original(
    running: Any, cat: str, maps: tuple[dict[str, np.ndarray], dict[str, np.ndarray]]
) -> None:
    unmasked = columns(running, asked(cat, masks=[]))
    compared = columns(running, asked(cat, groups="original", difference=True))
    assert [layer.layer for layer in compared] == LAYERS
    for before, after in zip(unmasked, compared, strict=True):
        assert (before.groups, after.groups) == ("own", "original")
        original, masked = maps[0][after.layer], maps[1][after.layer]
        assert_alike(score_maps(masked[np.newaxis].astype(np.float32), "entropy").tolist(), after.entropies)
        steps = {cluster.difference.scale for cluster in after.clusters if cluster.difference is not None}
        assert len(steps) == 1
        differences = []
        for own, cluster in zip(before.clusters, after.clusters, strict=True):
            assert cluster.channels == own.channels
            assert cluster.index == own.index
            assert cluster.mean_entropy == pytest.approx(np.mean([after.entropies[c] for c in cluster.channels]))
            some, others = original[:, own.channels], masked[:, own.channels]
            mean = some.mean(axis=0)
            weights = np.linalg.svd(some - mean, full_matrices=False)[2][0]
            drawn = (some - mean) @ weights
            weights *= np.sign(drawn @ values(own.representative).ravel())
            expected = (others - mean) @ weights
            found = values(cluster.representative).ravel()
            assert np.abs(found - expected).max() <= cluster.representative.scale * 0.51 + 2e-4 * np.ptp(expected)
            assert cluster.explained_variance == pytest.approx(expected.var() / others.var(axis=0).sum(), abs=1e-3)
            assert cluster.difference is not None
            change = (others - some) @ weights
            differences.append(change)
            off = np.abs(values(cluster.difference).ravel() - change).max()
            assert off <= cluster.difference.scale * 0.51 + 1e-3 * np.abs(change).max()
        assert 127 * steps.pop() == pytest.approx(np.abs(differences).max(), rel=1e-3)


@pytest.mark.usefixtures("workspace")
def test_own_groups_are_those_of_the_thesis_bit_by_bit(running: Any, cat: str) -> None:
    """Each cluster is what the method's own functions make of the masked image's maps alone."""
    for layer in columns(running, asked(cat, groups="own")):
        assert layer.groups == "own"
        maps = running_maps(running, layer.layer)
        clustering = cluster_by_score(np.array(layer.entropies), 3)
        drawn = draw_representatives(maps, clustering.members)
        images = tensors_of_images(drawn.maps)
        for cluster, members, image in zip(layer.clusters, clustering.members, images, strict=True):
            assert cluster.channels == members.tolist()
            assert cluster.representative == image
            assert cluster.difference is None
    assert columns(running, asked(cat, groups="own")) == columns(running, asked(cat))


def running_maps(running: Any, layer: str) -> np.ndarray:
    """The very maps that the engine has drawn the layer from."""
    found = [
        maps
        for key, (maps, _) in running.engine._workspace.activations._entries.items()
        if key[0] == "maps" and key[-1] == layer and key[-2] == "black"
    ]
    maps: np.ndarray = found[-1]
    return maps


def test_without_masks_both_are_the_same(running: Any, cat: str) -> None:
    own = columns(running, asked(cat, masks=[]))
    assert columns(running, asked(cat, masks=[], groups="original", difference=True)) == own


def test_where_nothing_changes_no_difference_is_told(running: Any, cat: str) -> None:
    stem = columns(running, asked(cat, groups="original", difference=True, layers=["stem_conv"]))[0]
    for cluster in stem.clusters:
        assert cluster.difference is not None
        differs = values(cluster.difference) != 0
        assert differs[31:43, 46:58].any()
        differs[29:45, 44:60] = False
        assert not differs.any()


def test_a_difference_is_from_the_original_alone(running: Any, cat: str) -> None:
    with pytest.raises(InvalidInput) as error:
        running.parts(asked(cat, difference=True))
    assert error.value.field == "difference"


def test_another_mask_needs_one_pass_of_its_own(running: Any, cat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    columns(running, asked(cat, groups="original"))
    passes: list[int] = []
    activations = Network.activations

    def counted(self: Network, images: Any, *rest: Any, **options: Any) -> Any:
        passes.append(len(images))
        return activations(self, images, *rest, **options)

    monkeypatch.setattr(Network, "activations", counted)
    moved = [Rectangle(top=61, left=33, height=28, width=28)]
    columns(running, asked(cat, groups="original", difference=True, masks=moved))
    assert passes == [1]


def test_nothing_is_held_where_no_cache_keeps_the_original(
    cat: str, workspace: Workspace, running: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = columns(running, asked(cat, groups="original", difference=True))
    for cache in (workspace.results, workspace.activations):
        monkeypatch.setattr(cache, "budget", 0)
    monkeypatch.setattr(workspace, "settings", replace(workspace.settings, work_bytes=1, unread_bytes=1))
    monkeypatch.setattr(workspace, "map_room", Room(1))
    found = []
    for event in layers.run(workspace, asked(cat, groups="original", difference=True)):
        if isinstance(event, Pause):
            event.until.exception() if not event.until.cancelled() else None
        elif isinstance(event, ClusteredLayer):
            found.append(event)
    assert_alike(expected, found)
    assert workspace.map_room.held == 0
