"""A scope answers alike in this process and over the protocol, and as the protocol's routes say."""

import asyncio
import gc
import signal
import weakref
from _thread import interrupt_main
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import keras
import numpy as np
import pytest
from tests.likeness import assert_alike
from tests.patience import eventually
from tests.protocol.guide_client import GuideClient

import tetrascope
from tetrascope.errors import Busy, Failed, InvalidInput, NotFound
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.progress import Progress
from tetrascope.scope.scope import Scope

FIELDS: dict[str, dict[str, Any]] = {
    "layers": {"masks": [(40, 60, 80, 80)], "clusters": 2, "layers": ["stem_conv", "head_conv"]},
    "computations": {"layer": "stem_conv", "channel": 3, "row": 10, "column": 12},
    "ablations": {"layers": ["stem_conv", "head_conv"], "clusters": 2, "replacement": "zero"},
    "activations": {"layer": "stem_conv", "channels": (5, 0, 31), "fill": "blur"},
    "components": {"layer": "stem_conv", "cluster": 1, "masks": [(40, 60, 80, 80)]},
    "pools": {
        "windows": [(64, 32)],
        "more_fills": ["blur"],
        "label": "Cats",
        "fit": "pad",
        "merged": {"cats": ["tabby", 282, "Egyptian cat"]},
    },
    "boundaries": {"pool": {"windows": [(64, 32)], "fill": "mean"}},
    "class_evidence": {"class_index": 285, "channels": 2},
    "similar_classes": {"classes": [967, 968, 504]},
    "importance_curves": {"pool": {"windows": [(112, 112)]}, "steps": 4},
}
"""What an operation is asked with beside a photo, where that is anything."""


@pytest.mark.parametrize("operation", OPERATIONS)
def test_every_operation_is_answered_alike_here_and_at_a_server(operation: str, local: Scope, remote: Scope) -> None:
    fields = FIELDS.get(operation, {})
    expected, found = (scope.ask(operation, "coffee", **fields) for scope in (local, remote))
    assert isinstance(expected, OPERATIONS[operation].answer)
    assert_alike(expected.model_dump(), found.model_dump(), share=0.01)


def test_the_answers_are_those_of_the_routes(scope: Scope, server: str) -> None:
    client = GuideClient(server)
    samples = {each["name"]: each["image"]["image_id"] for each in client.get("/v1/samples")["samples"]}
    whose = {"image_id": samples["cat"], "network_id": scope.summary.network_id}
    mask = {"top": 40, "left": 60, "height": 80, "width": 80}
    told = client.post("/v1/layers", {**whose, "masks": [mask], "layers": ["stem_conv"]})
    layers = scope.layers("cat", masks=[(40, 60, 80, 80)], layers=["stem_conv"])
    classes = told["predictions"]["classes"]
    assert [each["label"]["name"] for each in classes][:3] == [score.name for score in layers.classes][:3]
    assert_alike([each["probability"] for each in classes], [score.probability for score in layers.classes])
    assert_alike(told["layers"][0]["entropies"], layers["stem_conv"].entropies)
    pool = scope.pool("cat", windows=[(64, 32)])
    told = client.post("/v1/pools", {**whose, "windows": [{"size": 64, "stride": 32}]})
    assert_alike([image["position"] for image in told["images"]], pool.positions)
    assert_alike([image["kept"] for image in told["images"]], pool.kept)
    told = client.post("/v1/boundaries", {"pool": {**whose, "windows": [{"size": 64, "stride": 32}]}})
    assert_alike(told["distances"], pool.boundary.distances, relative=1e-3, absolute=1e-3)


def test_merged_labels_are_named_as_a_person_would(scope: Scope) -> None:
    merged: dict[str, list[str | int]] = {"cat": ["tabby", "tiger cat", 285], "car": ["convertible", "sports car"]}
    layers = scope.layers("cat", layers=["stem_conv"], merged=merged)
    alone = {score.name: score.probability for score in scope.layers("cat", layers=["stem_conv"]).classes}
    assert (layers.classes[0].name, layers.classes[0].index) == ("cat", len(scope.class_names))
    assert_alike(alone["tabby"] + alone["tiger cat"] + alone["Egyptian cat"], layers.classes[0].probability)
    pool = scope.pool("cat", windows=[(64, 32)], merged=merged, label="Car")
    assert (pool.examined.name, pool.original.name) == ("car", "cat")
    assert pool.boundary.message.kept == pool.kept.sum()


def test_a_keras_model_gives_its_own_probabilities(model: keras.Model) -> None:
    names = [f"kind {index}" for index in range(5)]
    with tetrascope.open(model, class_names=names, fit="squash") as scope:
        image = scope.input("cat").image
        layers = scope.layers("cat")
    assert image.shape == (40, 60, 3)
    expected = np.asarray(model(image[None].astype(np.float32)))[0]
    order = np.argsort(-expected)
    assert [score.index for score in layers.classes] == order.tolist()
    assert [score.name for score in layers.classes] == [names[index] for index in order]
    assert_alike(expected[order], [score.probability for score in layers.classes])
    maps = np.asarray(keras.Model(model.input, model.get_layer("first").output)(image[None].astype(np.float32)))[0]
    assert layers["first"].entropies.shape == (6,)
    with tetrascope.open(model, fit="squash") as scope:
        found = scope.activations("cat", "first")
    off = np.abs(found.maps - maps.transpose(2, 0, 1))
    assert (off <= found.rounding[:, None, None] * 1.01 + 1e-5).all()


def test_a_model_file_is_opened_with_what_it_does_not_say(model: keras.Model, tmp_path: Any) -> None:
    model.save(tmp_path / "tiny.keras")
    (tmp_path / "names.txt").write_text("\n".join("abcde"), encoding="utf-8")
    file, names = str(tmp_path / "tiny.keras"), tmp_path / "names.txt"
    with tetrascope.open(file, class_names=names, preprocessing="none") as scope:
        assert (scope.summary.title, scope.class_names) == ("tiny", list("abcde"))
        assert scope.layer_names == ["first", "second"]
        assert "40 x 60" in repr(scope)


@pytest.mark.parametrize(
    ("network", "said", "expected"),
    [
        ("vgg-16", {}, "vgg16"),
        ("efficientnet-lite0", {"preprocessing": "tf"}, "preprocessing"),
        ("not/there.keras", {}, "not there"),
        (object(), {}, "Keras model"),
        ("vgg16", {"weights": "not-there.h5"}, "not-there.h5"),
    ],
)
def test_what_cannot_be_opened_is_refused_with_words(network: Any, said: dict[str, Any], expected: str) -> None:
    with pytest.raises((NotFound, InvalidInput)) as caught:
        tetrascope.open(network, **said)
    assert expected in f"{caught.value} {caught.value.hint}"


@pytest.mark.parametrize(
    ("ask", "field", "expected"),
    [
        (lambda scope: scope.layers("cat", clusters=0), "clusters", "at least 1"),
        (lambda scope: scope.layers("cat", layers="stem_conv"), "layers", "list"),
        (lambda scope: scope.layers("cat", layers=["stem"]), "layers[0]", "stem"),
        (lambda scope: scope.layers("cat", fit="stretch"), "fit", "squash"),
        (lambda scope: scope.pool("cat", windows=[32]), "windows[0]", "a map"),
        (lambda scope: scope.pool("cat", windows=[(999, 9)]), "windows[0].size", "999"),
        (lambda scope: scope.pool("cat", label="taby"), "label", "tabby"),
        (lambda scope: scope.layers("cat", merged={"cats": ["tabby", "taby"]}), "merged[0].classes[1]", "tabby"),
        (lambda scope: scope.pool("cat", merged={"cat": ["tabby"]}), "merged[0].classes", "at least 2 items"),
        (lambda scope: scope.layers("cat", merged={"lynx": ["tabby", 282]}), "merged[0].name", "no other label"),
        (lambda scope: scope.ask("layer", "cat"), "operation", "layers"),
        (lambda scope: scope.ask("layers", "cat", cluster=3), "cluster", "cluster"),
        (lambda scope: scope.receptive_field("stem", 0, 0), "layer", "stem_conv"),
        (lambda scope: scope.receptive_field("stem_conv", 112, 0), "row", "0..111"),
        (lambda scope: scope.receptive_field("stem_conv", 0, 0, source="head_conv"), "source", "before"),
        (lambda scope: scope.boundary(scope.pool("cat", windows=[(64, 32)]), refine=True), "pool", "alone"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_words(
    ask: Callable[[Scope], object], field: str, expected: str, scope: Scope
) -> None:
    with pytest.raises((InvalidInput, NotFound)) as caught:
        ask(scope)
    assert caught.value.field == field
    assert expected in f"{caught.value} {caught.value.hint}"


def test_several_threads_may_ask_at_once(scope: Scope) -> None:
    names = ["cat", "coffee", "flower", "cat"]
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(lambda name: scope.layers(name, layers=["stem_conv"]).classes[0].name, names))
    assert found == [scope.layers(name, layers=["stem_conv"]).classes[0].name for name in names]
    assert found[0] == "Egyptian cat"


def test_it_answers_inside_a_running_event_loop(scope: Scope) -> None:
    async def cell() -> str:
        return scope.layers("cat", layers=["stem_conv"]).classes[0].name

    assert asyncio.run(cell()) == "Egyptian cat"


def test_progress_is_told(scope: Scope) -> None:
    told: list[Progress] = []
    scope.progress = told.append
    try:
        scope.pool("cat", windows=[(80, 40)], fill="noise")
    finally:
        scope.progress = None
    assert told[-1].done == told[-1].total > 1


def test_parts_come_as_they_are_ready(scope: Scope) -> None:
    kinds = [type(event).__name__ for event in scope.events("layers", "temple", layers=["stem_conv", "head_conv"])]
    assert [kind for kind in kinds if kind != "Progress"] == ["Predictions", "ClusteredLayer", "ClusteredLayer"]


def test_ctrl_c_ends_a_long_pool(scope: Scope, server: str, local: Scope) -> None:
    def running() -> int:
        if scope is local:
            return int(local._backend._engine.health().running)  # type: ignore[attr-defined]
        return int(GuideClient(server).get("/v1/health")["running"])

    scope.progress = lambda progress: interrupt_main() if progress.done else None
    # Whoever starts the tests in the background may have left the signal ignored.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        with pytest.raises(KeyboardInterrupt):
            scope.pool("rocket", windows=[(16, 4)])
    finally:
        scope.progress = None
        signal.signal(signal.SIGINT, before)
    eventually(lambda: running() == 0)


def test_leaving_the_loop_ends_the_analysis(local: Scope) -> None:
    events = local.events("pools", "astronaut", windows=[(16, 4)])
    next(events)
    events.close()  # type: ignore[attr-defined]
    eventually(lambda: local._backend._engine.health().running == 0)  # type: ignore[attr-defined]


def test_a_closed_scope_says_so(model: keras.Model, server: str) -> None:
    with tetrascope.open(model) as here, tetrascope.connect(server) as there:
        here.close()
    for scope, error in ((here, Busy), (there, Failed)):
        scope.close()
        with pytest.raises(error, match="closed"):
            scope.layers("cat")


def test_a_scope_that_nobody_holds_ends(model: keras.Model) -> None:
    scope = tetrascope.open(model)
    thread, engine = scope._backend._thread, weakref.ref(scope._backend._engine)  # type: ignore[attr-defined]
    scope.input("cat")
    del scope
    gc.collect()
    thread.join(60)
    assert not thread.is_alive()
    assert engine() is None or not engine().health().ready  # type: ignore[union-attr]
