"""A model of one's own through the whole engine."""

import io
from collections.abc import Iterator
from functools import partial
from typing import Any

import keras
import pytest
from PIL import Image

from tetrascope.engine.build import build_engine
from tetrascope.engine.image_store import MemoryImageStore
from tetrascope.engine.settings import EngineSettings
from tetrascope.networks.catalog import catalog
from tetrascope.networks.own_model import OwnModel, OwnModels
from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import Pool, PoolRequest


@pytest.fixture(scope="module")
def own(running: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("own") / "Tiny Net.keras"
    image = keras.Input((40, 60, 3))
    x = keras.layers.Rescaling(1 / 255)(image)
    x = keras.layers.Conv2D(6, 5, strides=2, padding="same", activation="relu", name="first")(x)
    x = keras.layers.Conv2D(8, 3, activation="relu", name="second")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    keras.Model(image, keras.layers.Dense(5, activation="softmax")(x)).save(path)
    engine = type(running)(EngineSettings(network_sources=[OwnModels(OwnModel(path)), *catalog()]))
    yield engine
    engine.close()


def test_it_is_the_network_to_begin_with(own: Any) -> None:
    first, *others = own.call(own.engine.networks())
    assert (first.network_id, first.title, first.default) == ("own-tiny-net", "Tiny Net", True)
    assert (first.input_height, first.input_width, first.class_count) == (40, 60, 5)
    assert not any(network.default for network in others)
    described = own.call(own.engine.network("own-tiny-net"))
    assert [layer.name for layer in described.layers if layer.shown] == ["first", "second"]


def test_both_scenes_work(own: Any) -> None:
    cat = own.sample("cat")
    predictions, first, second = own.parts(LayersRequest(image_id=cat, network_id="own-tiny-net"))
    assert len(predictions.classes) == 5
    assert (first.height, first.width, first.channels) == (20, 30, 6)
    assert (second.height, second.width, second.channels) == (18, 28, 8)
    request = PoolRequest(image_id=cat, network_id="own-tiny-net")
    pool = own.parts(request)[-1]
    assert isinstance(pool, Pool)
    assert pool.importance.shape == [40, 60]
    assert own.parts(BoundaryRequest(pool=request))[-1].status in ("separated", "one_class")


def test_what_looks_wrong_is_told_beside_it(running: Any, tmp_path: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tetrascope.networks.scaling_check.scaling_warnings", lambda *_: ["Pixels look too large."])
    image = keras.Input((16, 16, 3))
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Conv2D(4, 3)(image))
    keras.Model(image, keras.layers.Dense(5)(x)).save(tmp_path / "net.keras")
    engine = type(running)(EngineSettings(network_sources=[OwnModels(OwnModel(tmp_path / "net.keras")), *catalog()]))
    own, *others = engine.call(engine.engine.networks())
    assert own.warnings == ["Pixels look too large."]
    assert engine.call(engine.engine.network("own-net")).summary.warnings == own.warnings
    assert not any(network.warnings for network in others)
    engine.close()


def test_uploads_go_where_they_are_to_be_kept_and_a_model_in_memory_is_said_to_be(running: Any) -> None:
    store = MemoryImageStore(10_000)
    model = keras.Sequential([keras.Input((16, 16, 3)), keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(3)])
    settings = EngineSettings(network_sources=[OwnModels(OwnModel(model))])
    engine = type(running)(settings, partial(build_engine, uploads=store))
    try:
        png = io.BytesIO()
        Image.new("RGB", (20, 10), "teal").save(png, "PNG")
        info = engine.call(engine.engine.add_image(png.getvalue()))
        assert (store.get(info.image_id), store.info(info.image_id)) == (png.getvalue(), info)
        (network,) = engine.call(engine.engine.networks())
        assert network.weights.source == "memory"
    finally:
        engine.close()
