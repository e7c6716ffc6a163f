from collections.abc import Generator, Iterator
from threading import Event
from typing import Any

import numpy as np
import pytest
from tests.likeness import assert_alike
from tests.patience import PATIENCE_S
from threadpoolctl import threadpool_info

from tetrascope.engine import layer_drawings
from tetrascope.engine.cache import Cache
from tetrascope.engine.fair_threads import FairThreads
from tetrascope.engine.layer_drawing import LayerMaps
from tetrascope.engine.operations import layers
from tetrascope.engine.steps import Pause
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import Failed, InvalidInput, NotFound
from tetrascope.networks.network import Network
from tetrascope.protocol.masks import Mask, Rectangle
from tetrascope.protocol.operations.activations import ActivationsRequest
from tetrascope.protocol.operations.layers import ClusteredLayer, LayersRequest, Predictions
from tetrascope.protocol.part import Event as ResultEvent
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.tensor import Tensor

LITE0 = "efficientnet-lite0"


def values(tensor: Tensor) -> np.ndarray:
    data = np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape)
    return data * tensor.scale + tensor.offset


def test_predictions_come_first_then_layers_left_to_right(running: Any, cat: str) -> None:
    parts = running.parts(LayersRequest(image_id=cat, network_id=LITE0))
    assert isinstance(parts[0], Predictions)
    assert [type(part) for part in parts[1:]] == [ClusteredLayer] * 18
    assert [part.position for part in parts[1:]] == list(range(18))
    assert parts[1].layer == "stem_conv"
    assert parts[0].classes[0].label.name == "Egyptian cat"
    assert len(parts[0].classes) == 10


def test_clusters_partition_the_channels_by_rising_entropy(running: Any, cat: str) -> None:
    for layer in running.parts(LayersRequest(image_id=cat, network_id=LITE0, clusters=4))[1:]:
        assert sorted(channel for cluster in layer.clusters for channel in cluster.channels) == list(
            range(layer.channels)
        )
        means = [cluster.mean_entropy for cluster in layer.clusters]
        assert means == sorted(means)
        for cluster in layer.clusters:
            assert cluster.mean_entropy == pytest.approx(np.mean([layer.entropies[c] for c in cluster.channels]))
            assert cluster.representative.shape == [layer.height, layer.width]


def test_representatives_agree_with_scikit_learn(running: Any, cat: str) -> None:
    from sklearn.decomposition import PCA

    layer = running.parts(LayersRequest(image_id=cat, network_id=LITE0, layers=["block3a_project_conv"]))[1]
    for cluster in layer.clusters:
        request = ActivationsRequest(
            image_id=cat, network_id=LITE0, layer="block3a_project_conv", channels=cluster.channels
        )
        maps = np.stack([values(item.map) for item in running.parts(request)[0].maps], axis=-1)
        pca = PCA().fit(maps.reshape(-1, len(cluster.channels)))
        assert cluster.explained_variance == pytest.approx(pca.explained_variance_ratio_[0], abs=2e-3)
        scores = pca.transform(maps.reshape(-1, len(cluster.channels)))[:, 0]
        correlation = np.corrcoef(scores, values(cluster.representative).ravel())[0, 1]
        assert abs(correlation) > 0.999


def test_the_same_request_again_needs_no_forward_pass(running: Any, cat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    request = LayersRequest(image_id=cat, network_id=LITE0, masks=[Rectangle(top=3, left=4, height=50, width=60)])
    first = running.parts(request)

    def never(*_: object) -> None:
        raise AssertionError("a forward pass")

    monkeypatch.setattr(Network, "activations", never)
    assert running.parts(request) == first
    running.parts(request.model_copy(update={"clusters": 5}))
    running.parts(ActivationsRequest(image_id=cat, network_id=LITE0, masks=request.masks, layer="stem_conv"))


def test_a_mask_changes_the_answer_and_is_cut_to_the_image(running: Any, cat: str) -> None:
    mask = Rectangle(top=-20, left=200, height=60, width=500)
    predictions = running.parts(LayersRequest(image_id=cat, network_id=LITE0, masks=[mask], layers=["stem_conv"]))[0]
    assert predictions.masks == [Rectangle(top=0, left=200, height=40, width=24)]
    image = values(predictions.image)
    assert (image[:40, 200:] == 0).all()
    assert image[40:, 200:].any()


def test_a_mask_over_everything_works(running: Any, cat: str) -> None:
    mask = Rectangle(top=0, left=0, height=224, width=224)
    parts = running.parts(LayersRequest(image_id=cat, network_id=LITE0, masks=[mask], fill="mean"))
    assert len(parts) == 19


def test_a_mask_outside_is_refused_by_name(running: Any, cat: str) -> None:
    masks: list[Mask] = [Rectangle(top=0, left=0, height=9, width=9), Rectangle(top=224, left=0, height=9, width=9)]
    with pytest.raises(InvalidInput, match="touches the network's input") as caught:
        running.parts(LayersRequest(image_id=cat, network_id=LITE0, masks=masks))
    assert caught.value.field == "masks[1]"


def test_more_clusters_than_maps_gives_one_map_each(running: Any, cat: str) -> None:
    layer = running.parts(LayersRequest(image_id=cat, network_id=LITE0, clusters=64, layers=["stem_conv"]))[1]
    assert len(layer.clusters) == len(set(layer.entropies)) <= 32
    assert all(cluster.explained_variance in (1.0, None) or len(cluster.channels) > 1 for cluster in layer.clusters)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"image_id": "nothing"}, "image_id"),
        ({"network_id": "vgg17"}, "network_id"),
        ({"layers": ["stem_conv", "stem_cnov"]}, "layers[1]"),
    ],
)
def test_unknown_names_are_refused_by_field(running: Any, cat: str, change: dict[str, Any], field: str) -> None:
    request = LayersRequest(**{"image_id": cat, "network_id": LITE0, **change})
    with pytest.raises(NotFound) as caught:
        running.parts(request)
    assert caught.value.field == field
    assert caught.value.hint


def test_progress_counts_the_layers(running: Any, cat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layers, "PROGRESS_EVERY", 0.0)
    events = running.events(LayersRequest(image_id=cat, network_id=LITE0, layers=["stem_conv", "head_conv"]))
    assert [event.done for event in events if isinstance(event, Progress)] == [1, 2]


def test_maps_arrive_in_the_order_asked_for(running: Any, cat: str) -> None:
    request = ActivationsRequest(image_id=cat, network_id=LITE0, layer="stem_conv", channels=[7, 2])
    (activations,) = running.parts(request)
    assert [item.channel for item in activations.maps] == [7, 2]
    everything = running.parts(ActivationsRequest(image_id=cat, network_id=LITE0, layer="stem_conv"))[0]
    assert_alike(everything.maps[7], activations.maps[0])
    assert len(everything.maps) == 32


@pytest.mark.parametrize(("channels", "field"), [([0, 32], "channels[1]"), ([3, 3], "channels")])
def test_channels_are_checked(running: Any, cat: str, channels: list[int], field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        running.parts(ActivationsRequest(image_id=cat, network_id=LITE0, layer="stem_conv", channels=channels))
    assert caught.value.field == field


def drive(workspace: Workspace, request: LayersRequest) -> Iterator[ResultEvent]:
    """The events of an analysis that runs on this thread."""
    for event in layers.run(workspace, request):
        if isinstance(event, Pause):
            event.until.result(PATIENCE_S)
        else:
            yield event


def test_layers_side_by_side_come_out_as_one_by_one(cat: str, workspace: Workspace) -> None:
    request = LayersRequest(image_id=cat, network_id=LITE0, masks=[Rectangle(top=60, left=70, height=33, width=44)])
    one_by_one = [event for event in drive(workspace, request) if isinstance(event, ClusteredLayer)]
    workspace.results, workspace.activations = Cache(2**28), Cache(2**28)
    workspace.threads = threads = FairThreads(4, name="test")
    side_by_side = [event for event in drive(workspace, request) if isinstance(event, ClusteredLayer)]
    threads.close()
    assert_alike(one_by_one, side_by_side)


@pytest.mark.parametrize("damaged", ["logits", "head_conv"])
def test_what_is_not_finite_is_told(running: Any, cat: str, monkeypatch: pytest.MonkeyPatch, damaged: str) -> None:
    activations = Network.activations

    def damage(*arguments: Any, **options: Any) -> tuple[np.ndarray, dict[str, np.ndarray]]:
        logits, maps = activations(*arguments, **options)
        array = {"logits": logits, **maps}[damaged] = {"logits": logits, **maps}[damaged].copy()
        array[..., 5] = np.nan
        return (array, maps) if damaged == "logits" else (logits, {**maps, damaged: array})

    monkeypatch.setattr(Network, "activations", damage)
    with pytest.raises(Failed, match="finite") as caught:
        running.parts(
            LayersRequest(image_id=cat, network_id=LITE0, masks=[Rectangle(top=9, left=9, height=9, width=9)])
        )
    assert caught.value.code == "not_finite"


def test_an_analysis_that_is_dropped_leaves_no_work_behind(
    cat: str, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[str] = []
    may_end = Event()

    def slow(group: list[LayerMaps], *_: object) -> None:
        begun.append(group[0].layer.name)
        may_end.wait(PATIENCE_S)

    monkeypatch.setattr(layer_drawings, "draw_layers", slow)
    events = drive(workspace, LayersRequest(image_id=cat, network_id=LITE0))
    assert isinstance(next(events), Predictions)
    assert isinstance(events, Generator)
    events.close()
    may_end.set()
    workspace.threads.close()
    workspace.threads.join()
    assert len(begun) <= 1


def test_numpy_leaves_the_cores_to_the_layers(running: Any, cat: str) -> None:
    running.parts(LayersRequest(image_id=cat, network_id=LITE0, layers=["stem_conv"], clusters=2))
    libraries = running.engine._workspace.threads.line().submit(threadpool_info).result()
    assert {library["num_threads"] for library in libraries if library["user_api"] == "blas"} == {1}
