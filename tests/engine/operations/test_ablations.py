"""Clusters switched off, on the real network, against Keras's recomputation of all of it."""

from typing import Any

import keras
import numpy as np
import pytest
from tests.engine.pools import LITE0
from tests.likeness import assert_alike
from tests.networks.plain_ablation import ablated_outputs

from tetrascope.analysis.criteria import score_maps
from tetrascope.errors import InvalidInput, NotFound
from tetrascope.networks.graph import output_names
from tetrascope.networks.network import Network
from tetrascope.networks.softmax import softmax
from tetrascope.protocol.ablated_maps import AblatedMaps
from tetrascope.protocol.masks import Mask, Rectangle
from tetrascope.protocol.operations.ablations import (
    MAX_ABLATIONS,
    AblatedLayer,
    AblationBaseline,
    AblationsRequest,
    ClusterAblation,
)
from tetrascope.protocol.operations.activations import ActivationsRequest
from tetrascope.protocol.operations.components import ComponentsRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.progress import Progress

MASKS: list[Mask] = [Rectangle(top=60, left=90, height=28, width=28)]


def asked(running: Any, image: str, **choice: Any) -> tuple[AblationBaseline, list[AblatedLayer]]:
    baseline, *layers = running.parts(AblationsRequest(image_id=image, network_id=LITE0, **choice))
    assert isinstance(baseline, AblationBaseline)
    return baseline, layers


def operation_of(lite0: Network, layer: str) -> str:
    """Name of what gives out a layer's maps in `lite0.model`, in which normalisations are folded into convolutions."""
    return output_names(lite0.model_with([layer]))[1]


def drawn(running: Any, image: str, **choice: Any) -> tuple[np.ndarray, dict[str, list[list[int]]]]:
    """The pixels that enter the network, and the channels of each cluster as `layers` tells them."""
    predictions, *layers = running.parts(LayersRequest(image_id=image, network_id=LITE0, **choice))
    tensor = predictions.image
    pixels = np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape)
    return pixels, {layer.layer: [cluster.channels for cluster in layer.clusters] for layer in layers}


@pytest.mark.parametrize(
    ("image", "replacement", "choice", "of"),
    [
        ("cat", "mean", {}, ["stem_conv", "block3b_add", "block6d_add", "head_conv"]),
        ("coffee", "zero", {"clusters": 2, "criterion": "mean_activation"}, ["block2b_add"]),
        ("cat", "mean", {"masks": MASKS, "fill": "mean", "groups": "original"}, ["block5c_add"]),
    ],
)
def test_each_cluster_changes_what_it_changes_in_plain_keras(
    running: Any, lite0: Network, image: str, replacement: Any, choice: dict[str, Any], of: list[str]
) -> None:
    image_id = running.sample(image)
    baseline, layers = asked(running, image_id, replacement=replacement, **choice)
    pixels, clusters = drawn(running, image_id, **choice)
    names = list(clusters)
    assert [layer.layer for layer in layers] == names
    assert [layer.position for layer in layers] == list(range(len(names)))
    assert {layer.layer: [each.channels for each in layer.clusters] for layer in layers} == clusters
    model, prepared = lite0.model_with(names), lite0.input.prepare(pixels[None])
    logits, *maps = (np.asarray(output)[0] for output in model([prepared]))
    before = softmax(logits.astype(np.float64))
    shown = [score.label.index for score in baseline.classes]
    assert_alike(before[shown], [score.probability for score in baseline.classes], absolute=1e-5)
    assert set(of) < set(names)
    for layer in (each for each in layers if each.layer in of):
        for ablation in layer.clusters:
            whole = ablated_outputs(model, operation_of(lite0, layer.layer), ablation.channels, replacement, prepared)
            after = softmax(whole[0][0].astype(np.float64))
            assert_alike(before[shown] - after[shown], ablation.drops, relative=0, absolute=1e-5)
            assert ablation.answer.label.index == after.argmax()
            assert ablation.answer.probability == pytest.approx(after.max(), abs=1e-5)
            later = names[names.index(layer.layer) + 1 :]
            assert [each.layer for each in ablation.layers] == later
            assert_changes(
                ablation, clusters, dict(zip(names, maps, strict=True)), dict(zip(names, whole[1:], strict=True))
            )


def assert_changes(
    ablation: ClusterAblation, clusters: dict[str, list[list[int]]], plain: dict[str, Any], whole: dict[str, Any]
) -> None:
    for each in ablation.layers:
        expected = []
        for channels in clusters[each.layer]:
            own = plain[each.layer][..., channels].astype(np.float64)
            expected.append(np.linalg.norm(whole[each.layer][0][..., channels] - own) / np.linalg.norm(own))
        assert_alike(expected, each.changes, relative=1e-3, absolute=1e-5)


def test_layers_may_be_chosen_and_what_is_known_comes_alike(running: Any, cat: str) -> None:
    names = ["head_conv", "stem_conv"]
    first = asked(running, cat, layers=names, clusters=4)
    assert [layer.layer for layer in first[1]] == ["stem_conv", "head_conv"]
    assert [each.layer for each in first[1][0].clusters[0].layers] == ["head_conv"]
    assert first[1][1].clusters[0].layers == []
    assert asked(running, cat, layers=names, clusters=4) == first


def test_clusters_go_in_batches_each_with_its_progress(running: Any, cat: str) -> None:
    names = ["stem_conv", "head_conv"]
    events = running.events(AblationsRequest(image_id=cat, network_id=LITE0, clusters=20, layers=names))
    told = [event for event in events if isinstance(event, Progress) and event.stage == "Switching clusters off"]
    assert [(each.done, each.total) for each in told] == [(done, 40) for done in (16, 20, 36, 40)]
    layers = [event for event in events if isinstance(event, AblatedLayer)]
    assert [[each.cluster for each in layer.clusters] for layer in layers] == [list(range(20))] * 2


def test_too_many_clusters_are_refused_before_anything_is_computed(running: Any, cat: str, lite0: Network) -> None:
    with pytest.raises(InvalidInput, match=f"at most {MAX_ABLATIONS} clusters") as caught:
        asked(running, cat, clusters=64, layers=[layer.name for layer in lite0.layers])
    assert caught.value.field == "clusters"
    with pytest.raises(NotFound):
        asked(running, cat, layers=["no-such"])


def test_room_is_given_back(running: Any, cat: str) -> None:
    asked(running, cat, layers=["head_conv"])
    assert running.engine._workspace.pool_room.held == 0


@pytest.mark.parametrize("replacement", ["mean", "zero"])
def test_layers_may_have_maps_switched_off(running: Any, cat: str, lite0: Network, replacement: Any) -> None:
    pixels, clusters = drawn(running, cat)
    names = list(clusters)
    layer, channels = names[6], clusters[names[6]][0]
    off = AblatedMaps(layer=layer, channels=channels)
    predictions, *layers = running.parts(
        LayersRequest(image_id=cat, network_id=LITE0, ablated=[off], replacement=replacement, groups="original")
    )
    model, prepared = lite0.model_with(names), lite0.input.prepare(pixels[None])
    whole = ablated_outputs(model, operation_of(lite0, layer), channels, replacement, prepared)
    after = softmax(whole[0][0].astype(np.float64))
    found = [score.label.index for score in predictions.classes]
    assert found[0] == after.argmax()
    assert_alike(after[found], [score.probability for score in predictions.classes], absolute=1e-5)
    assert [each.layer for each in layers] == names
    for each, maps in zip(layers, whole[1:], strict=True):
        assert_alike(score_maps(maps[0], "entropy"), each.entropies, relative=0, absolute=0.02)
        assert [cluster.channels for cluster in each.clusters] == clusters[each.layer]
    assert layers[6].clusters[0].explained_variance is None  # constant now
    ablation = asked(running, cat, replacement=replacement)[1][6].clusters[0]
    assert ablation.answer.probability == pytest.approx(predictions.classes[0].probability, abs=1e-5)


def test_layers_that_are_not_shown_and_several_may_be_switched_off(running: Any, cat: str, lite0: Network) -> None:
    hidden = next(layer for layer in lite0.layers[5:] if not layer.shown)
    pixels, clusters = drawn(running, cat)
    off = [
        AblatedMaps(layer=hidden.name, channels=[3, 1, 1]),
        AblatedMaps(layer="head_conv", channels=clusters["head_conv"][0]),
        AblatedMaps(layer="head_conv", channels=clusters["head_conv"][1]),
    ]
    request = LayersRequest(image_id=cat, network_id=LITE0, ablated=off, layers=["head_conv"], replacement="zero")
    predictions = running.parts(request)[0]
    prepared = lite0.input.prepare(pixels[None])
    (maps,) = ablated_outputs(
        keras.Model(lite0.model.inputs, lite0.model_with(["head_conv"]).outputs[1]),
        operation_of(lite0, hidden.name),
        [1, 3],
        "zero",
        prepared,
    )
    kept = np.isin(np.arange(1280), clusters["head_conv"][2])
    dense = lite0.model.layers[-1]
    logits = np.asarray(dense((maps * kept).mean(axis=(1, 2))))[0]
    assert predictions.classes[0].label.index == logits.argmax()
    assert predictions.classes[0].probability == pytest.approx(softmax(logits.astype(np.float64)).max(), abs=1e-5)


def test_single_maps_and_a_clusters_parts_are_of_the_network_without_what_is_off(
    running: Any, cat: str, lite0: Network
) -> None:
    pixels, clusters = drawn(running, cat)
    off = AblatedMaps(layer="block3b_add", channels=clusters["block3b_add"][1])
    common: dict[str, Any] = {
        "image_id": cat,
        "network_id": LITE0,
        "layer": "block5c_add",
        "ablated": [off],
        "replacement": "zero",
    }
    [activations] = running.parts(ActivationsRequest(**common, channels=[7, 2]))
    model, prepared = lite0.model_with(["block5c_add"]), lite0.input.prepare(pixels[None])
    _, maps = ablated_outputs(model, operation_of(lite0, off.layer), off.channels, "zero", prepared)
    for channel, each in zip([7, 2], activations.maps, strict=True):
        tensor = each.map
        found = np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape) * tensor.scale + tensor.offset
        assert_alike(maps[0][..., channel], found, relative=0, absolute=0.6 * tensor.scale + 1e-4)
    [components] = running.parts(ComponentsRequest(**common, cluster=2, groups="original"))
    assert (components.groups, components.channels) == ("original", clusters["block5c_add"][2])
    here: dict[str, Any] = {**common, "layer": off.layer, "cluster": 1, "groups": "original"}
    assert running.parts(ComponentsRequest(**here))[0].explained_variances == []  # constant now
    with pytest.raises(InvalidInput) as caught:
        running.parts(ActivationsRequest(**common | {"ablated": [AblatedMaps(layer=off.layer, channels=[9999])]}))
    assert caught.value.field == "ablated[0].channels"


@pytest.mark.parametrize(
    ("off", "field"),
    [
        (AblatedMaps(layer="head_conv", channels=[0, 1280]), "ablated[0].channels"),
        (AblatedMaps(layer="no-such", channels=[0]), "ablated[0].layer"),
    ],
)
def test_maps_that_are_not_there_are_named(running: Any, cat: str, off: AblatedMaps, field: str) -> None:
    with pytest.raises((InvalidInput, NotFound)) as caught:
        running.parts(LayersRequest(image_id=cat, network_id=LITE0, ablated=[off]))
    assert caught.value.field == field


def test_once_layers_were_drawn_the_network_is_cut_and_compiled_in_the_background(
    running: Any, cat: str, lite0: Network
) -> None:
    running.parts(LayersRequest(image_id=cat, network_id=LITE0, layers=["head_conv"]))
    networks = running.engine._workspace.networks
    networks._preparer.submit(lambda: None).result()
    network = networks._here(networks._entry(LITE0))
    cut = network.stretches([layer.name for layer in lite0.layers if layer.shown])
    assert all(stretch._compiled.is_compiled() for stretch in cut._stretches)
    runs = [len(stretch._compiled._called_with) for stretch in cut._stretches]
    assert set(runs) == {1}  # compiled once for all sizes
