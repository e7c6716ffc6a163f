"""Sensible requests, and such with a few values changed, against the real engine with a small network of its own."""

import copy
from collections.abc import Iterator
from typing import Any

import keras
import msgpack
import numpy as np
import pytest
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, event, given, settings
from hypothesis import strategies as st

from tetrascope.api.app import build_app
from tetrascope.api.server_settings import ServerSettings
from tetrascope.engine.build import build_engine
from tetrascope.engine.settings import EngineSettings
from tetrascope.networks.own_model import OwnModel, OwnModels

NETWORK = "own-tiny"
HEIGHT, WIDTH = 20, 28
MSGPACK = {"Content-Type": "application/msgpack"}

Path = tuple[str | int, ...]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("own") / "tiny.keras"
    keras.utils.set_random_seed(0)
    image = keras.Input((HEIGHT, WIDTH, 3))
    x = keras.layers.Rescaling(1 / 255)(image)
    x = keras.layers.Conv2D(6, 5, strides=2, padding="same", activation="relu", name="first")(x)
    x = keras.layers.Conv2D(8, 3, activation="relu", name="second")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    keras.Model(image, keras.layers.Dense(5, activation="softmax")(x)).save(path)
    engine = build_engine(
        EngineSettings(network_sources=[OwnModels(OwnModel(path))], max_pool_images=800, max_running=8)
    )
    with TestClient(build_app(engine, ServerSettings()), base_url="http://127.0.0.1:8765") as client:
        yield client


@pytest.fixture(scope="module")
def cat(server: TestClient) -> str:
    samples = msgpack.unpackb(server.get("/v1/samples").content)["samples"]
    return str(next(sample["image"]["image_id"] for sample in samples if sample["name"] == "cat"))


numbers = st.integers(-3, 40)
rectangles = st.fixed_dictionaries({"top": numbers, "left": numbers, "height": numbers, "width": numbers})
bitmaps = st.builds(
    lambda top, left, height, width, seed: {
        "kind": "bitmap", "top": top, "left": left, "height": height, "width": width,
        "data": np.packbits(np.random.default_rng(seed).random((height, width)) < 0.3).tobytes(),
    },
    numbers, numbers, st.integers(1, 40), st.integers(1, 40), st.integers(0, 9),
)  # fmt: skip
masks = st.lists(rectangles | bitmaps, max_size=3)
windows = st.builds(lambda size, stride: {"size": size, "stride": stride}, st.integers(1, 22), st.integers(1, 22))
fills = st.sampled_from(["black", "mean", "blur", "noise"])
merged = st.lists(
    st.fixed_dictionaries(
        {"name": st.sampled_from(["a", "b", "A", " "]), "classes": st.lists(st.integers(0, 6), max_size=4)}
    ),
    max_size=3,
)
image_and_network = {"image_id": st.just("CAT"), "network_id": st.just(NETWORK)}
layers = st.fixed_dictionaries(
    image_and_network,
    optional={
        "masks": masks,
        "fill": fills,
        "clusters": st.integers(1, 64),
        "layers": st.none() | st.lists(st.sampled_from(["first", "second", "third"]), max_size=3),
        "groups": st.sampled_from(["own", "original"]),
        "difference": st.booleans(),
        "merged": merged,
    },
)
ablations = st.fixed_dictionaries(
    image_and_network,
    optional={
        "masks": masks,
        "fill": fills,
        "clusters": st.integers(1, 64),
        "layers": st.none() | st.lists(st.sampled_from(["first", "second", "third"]), max_size=3),
        "groups": st.sampled_from(["own", "original"]),
        "replacement": st.sampled_from(["mean", "zero"]),
    },
)
activations = st.fixed_dictionaries(
    {**image_and_network, "layer": st.sampled_from(["first", "second"])},
    optional={"fill": fills, "masks": masks, "channels": st.lists(st.integers(0, 8))},
)
pools = st.fixed_dictionaries(
    image_and_network,
    optional={
        "windows": st.none() | st.lists(windows, max_size=3),
        "fill": fills,
        "per_label": st.integers(1, 1024),
        "refine": st.booleans(),
        "label": st.none() | st.integers(0, 9),
        "merged": merged,
    },
)
components = st.fixed_dictionaries(
    {**image_and_network, "layer": st.sampled_from(["first", "second"]), "cluster": st.integers(0, 63)},
    optional={"fill": fills, "clusters": st.integers(1, 64), "groups": st.sampled_from(["own", "original"])},
)
boundaries = st.fixed_dictionaries({"pool": pools})
inputs = st.fixed_dictionaries(image_and_network, optional={"fill": fills})
superpixels = st.fixed_dictionaries(
    image_and_network, optional={"segments": st.integers(2, 1000), "compactness": st.floats(0.1, 1000)}
)
computations = st.fixed_dictionaries(
    {**image_and_network, "channel": st.integers(0, 8)},
    optional={
        "fill": fills,
        "masks": masks,
        "layer": st.none() | st.sampled_from(["first", "second", "third"]),
        "output": st.none() | st.sampled_from(["first", "second", "third", "input"]),
        "row": st.integers(0, 8),
        "column": st.integers(0, 8),
        "terms": st.integers(1, 64),
    },
)
class_evidence = st.fixed_dictionaries(
    image_and_network,
    optional={
        "masks": masks,
        "fill": fills,
        "class_index": st.none() | st.integers(0, 9),
        "channels": st.integers(1, 64),
        "replacement": st.sampled_from(["mean", "zero"]),
    },
)
similar_classes = st.fixed_dictionaries(
    image_and_network, optional={"classes": st.none() | st.lists(st.integers(0, 6), max_size=4)}
)
asked: st.SearchStrategy[tuple[str, Any]] = st.one_of(
    [
        st.tuples(st.just(path), bodies)
        for path, bodies in {
            "/v1/ablations": ablations,
            "/v1/layers": layers,
            "/v1/activations": activations,
            "/v1/components": components,
            "/v1/pools": pools,
            "/v1/boundaries": boundaries,
            "/v1/inputs": inputs,
            "/v1/superpixels": superpixels,
            "/v1/computations": computations,
            "/v1/class_evidence": class_evidence,
            "/v1/similar_classes": similar_classes,
        }.items()
    ]
)
odd: st.SearchStrategy[Any] = st.sampled_from(
    [None, True, -1, 0, 1, 2**31, 2**63, 0.5, float("nan"), "", "0", "first", "input", "\x00", "x" * 200, b"", [], [[]],
     {}, [None], [0, 0], ["first", "first"], [{"size": 1, "stride": 1}] * 9, {"size": 5, "stride": 5}]
)  # fmt: skip


def places(body: Any, above: Path = ()) -> Iterator[Path]:
    """Where every value in a request stands."""
    for key, value in body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ():
        yield (*above, key)
        yield from places(value, (*above, key))


@st.composite
def changed(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A request; in two of three, one or two of its values are replaced, taken away or added."""
    path, body = copy.deepcopy(draw(asked))
    for _ in range(draw(st.integers(0, 2))):
        where = sorted(places(body), key=repr)
        if not where:
            break
        *above, last = draw(st.sampled_from(where))
        inside = body
        for key in above:
            inside = inside[key]
        match draw(st.sampled_from(["replace", "replace", "remove", "add"])):
            case "replace":
                inside[last] = copy.deepcopy(draw(odd))
            case "remove":
                del inside[last]
            case "add":
                body[draw(st.sampled_from(["fill", "masks", "windows", "channels", "segments", "slot"]))] = (
                    copy.deepcopy(draw(odd))
                )
    return path, body


def check(answer: Any) -> None:
    assert answer.status_code < 500 or answer.status_code == 503
    if answer.status_code != 200:
        assert set(msgpack.unpackb(answer.content)["error"]) == {"code", "message", "hint", "field"}


def post(server: TestClient, path: str, body: Any) -> Any:
    return server.post(path, content=msgpack.packb(body), headers=MSGPACK)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(changed())
def test_no_request_fails_on_our_side(server: TestClient, cat: str, request_: tuple[str, dict[str, Any]]) -> None:
    path, body = request_
    answer = post(server, path, with_image(body, cat))
    event(f"{path} {answer.status_code}")
    check(answer)


def with_image(body: Any, image_id: str) -> Any:
    if isinstance(body, dict):
        return {key: with_image(value, image_id) for key, value in body.items()}
    return image_id if body == "CAT" else body


def test_afterwards_the_server_is_as_before(server: TestClient, cat: str) -> None:
    health = server.get("/v1/health", headers={"Accept": "application/json"}).json()
    assert (health["ready"], health["running"]) == (True, 0)
    answer = post(server, "/v1/boundaries", {"pool": {"image_id": cat, "network_id": NETWORK}})
    assert answer.status_code == 200
    assert msgpack.unpackb(answer.content)["status"] in ("separated", "one_class")
