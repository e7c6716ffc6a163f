"""Models whose answers are not those of four classes or more that exclude each other, through the whole engine."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers
from numpy.typing import NDArray
from tests.likeness import assert_alike

from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import InvalidInput
from tetrascope.networks.own_model import OwnModel, OwnModels
from tetrascope.protocol.merged_labels import MergedLabel
from tetrascope.protocol.operations.boundaries import Boundary, BoundaryRequest
from tetrascope.protocol.operations.class_evidence import ClassEvidenceRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import Pool, PoolBatch, PoolRequest, Window
from tetrascope.protocol.operations.similar_classes import SimilarClassesRequest
from tetrascope.protocol.tensor import Tensor

SIDE = 24
WINDOWS = [Window(size=12, stride=6), Window(size=6, stride=6)]
NETWORK = "own-model"


def classifier(end: Callable[[Any], Any]) -> keras.Model:
    """Untrained, but sure enough of itself to change its mind where a mask hides something."""
    image = keras.Input((SIDE, SIDE, 3))
    x = layers.Rescaling(1 / 255)(image)
    he = keras.initializers.HeNormal(seed=1)
    x = layers.Conv2D(8, 3, strides=2, padding="same", activation="relu", kernel_initializer=he)(x)
    x = layers.Conv2D(8, 3, padding="same", activation="relu", kernel_initializer=he)(x)
    x = layers.BatchNormalization()(layers.Flatten()(layers.AveragePooling2D(3)(x)))
    return keras.Model(image, end(x))


def dense(units: int, activation: str | None = None, seed: int = 0) -> layers.Dense:
    spread = keras.initializers.RandomNormal(stddev=0.4, seed=seed)
    return layers.Dense(units, activation=activation, kernel_initializer=spread)


def average(x: Any) -> Any:
    return layers.Average()([dense(5, "softmax", seed)(x) for seed in range(3)])


MODELS: dict[str, Callable[[Any], Any]] = {
    "one sigmoid": dense(1, "sigmoid"),
    "two classes": dense(2, "softmax"),
    "three classes": dense(3, "softmax"),
    "ensemble": average,
    "labels": dense(6, "sigmoid"),
    "two labels": dense(2, "sigmoid"),
    "thousands": dense(5000, "softmax"),
}


class Subject:
    """An engine with a model of one's own, and the model."""

    def __init__(self, engine: Any, model: keras.Model) -> None:
        self.engine, self.model = engine, model
        self.cat = engine.sample("cat")

    def pool(self, **asked: Any) -> Pool:
        return self.engine.parts(self.request(**asked))[-1]  # type: ignore[no-any-return]

    def request(self, **asked: Any) -> PoolRequest:
        return PoolRequest(image_id=self.cat, network_id=NETWORK, windows=WINDOWS, **asked)

    def answers(self, pool: Pool) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Keras's own probabilities for the image, (classes,), and for the masked copies, (n, classes)."""
        image, fill = pixels(pool.image), pixels(pool.fill_image)
        masked = np.repeat(image[None], len(pool.images), axis=0)
        for copy, item in zip(masked, pool.images, strict=True):
            mask = item.mask
            where = slice(mask.top, mask.top + mask.height), slice(mask.left, mask.left + mask.width)
            copy[where] = fill[where]
        answers = np.asarray(self.model.predict(np.concatenate([image[None], masked]).astype(np.float32), verbose=0))
        if answers.shape[1] == 1:
            answers = np.hstack([1 - answers, answers])
        return answers[0], answers[1:]


def pixels(tensor: Tensor) -> NDArray[np.uint8]:
    return np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape).copy()


@pytest.fixture(scope="module", params=MODELS)
def subject(request: Any, running: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    yield from started(running, tmp_path_factory.mktemp("own"), MODELS[request.param])


@pytest.fixture(scope="module")
def labels(running: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    yield from started(running, tmp_path_factory.mktemp("own"), MODELS["labels"])


def started(running: Any, folder: Path, end: Callable[[Any], Any]) -> Iterator[Subject]:
    model = classifier(end)
    model.save(folder / "model.keras")
    engine = type(running)(EngineSettings(network_sources=[OwnModels(OwnModel(folder / "model.keras"))]))
    yield Subject(engine, model)
    engine.close()


def test_scene_1_tells_keras_own_numbers(subject: Subject) -> None:
    predictions = subject.engine.parts(LayersRequest(image_id=subject.cat, network_id=NETWORK))[0]
    original, _ = subject.answers(subject.pool())
    assert len(predictions.classes) == min(10, len(original))
    for score in predictions.classes:
        assert score.probability == pytest.approx(original[score.label.index], abs=1e-5)


def test_scene_2_tells_keras_own_numbers(subject: Subject) -> None:
    pool = subject.pool()
    original, masked = subject.answers(pool)
    corners = [vertex.label.index for vertex in pool.vertices]
    assert len(corners) == min(4, len(original))
    assert_alike(masked[:, corners], [item.probabilities for item in pool.images], relative=1e-7, absolute=1e-5)
    assert_alike(
        masked[:, original.argmax()], [item.original_probability for item in pool.images], relative=1e-7, absolute=1e-5
    )
    vertices = np.array([vertex.position for vertex in pool.vertices])
    places = masked[:, corners] @ vertices / masked[:, corners].sum(axis=1, keepdims=True)
    assert_alike(places, [item.position for item in pool.images], relative=1e-7, absolute=1e-4)
    shares = masked[:, corners].sum(axis=1) / masked.sum(axis=1)
    assert_alike(1 - shares, [item.outside for item in pool.images], relative=1e-7, absolute=1e-5)
    assert pool.examined == pool.original


def test_kept_and_the_boundary_are_about_the_label(subject: Subject) -> None:
    pool = subject.pool()
    original, masked = subject.answers(pool)
    label = int(original.argmax())
    summary = subject.engine.call(subject.engine.engine.network(NETWORK)).summary
    if summary.output.kind == "independent":
        expected = (masked[:, label] >= 0.5) == (original[label] >= 0.5)
    else:
        expected = masked.argmax(axis=1) == label
    assert [item.kept for item in pool.images] == expected.tolist()
    boundary = subject.engine.parts(BoundaryRequest(pool=subject.request()))[-1]
    assert (boundary.kept, boundary.changed) == (expected.sum(), (~expected).sum())


def test_each_label_can_be_examined(labels: Subject) -> None:
    seen = set()
    for label in range(6):
        pool = labels.pool(label=label)
        original, masked = labels.answers(pool)
        assert pool.examined.label.index == label
        assert pool.examined.probability == pytest.approx(original[label], abs=1e-5)
        assert label in [vertex.label.index for vertex in pool.vertices]
        expected = (masked[:, label] >= 0.5) == (original[label] >= 0.5)
        assert [item.kept for item in pool.images] == expected.tolist()
        assert_alike(
            masked[:, label], [item.original_probability for item in pool.images], relative=1e-7, absolute=1e-5
        )
        boundary = labels.engine.parts(BoundaryRequest(pool=labels.request(label=label)))[-1]
        assert isinstance(boundary, Boundary)
        assert boundary.kept == expected.sum()
        assert f"label class {label}" in boundary.explanation
        seen.add(boundary.kept)
    assert len(seen) > 1  # else nothing tells one label from another


def test_a_label_is_examined_without_classifying_again(labels: Subject) -> None:
    windows = [Window(size=10, stride=5)]
    first = PoolRequest(image_id=labels.cat, network_id=NETWORK, windows=windows, label=0)
    assert any(isinstance(part, PoolBatch) for part in labels.engine.parts(first))
    second = labels.engine.parts(first.model_copy(update={"label": 1}))
    assert [type(part) for part in second] == [Pool]


def test_a_label_that_is_not_there_is_refused(labels: Subject) -> None:
    for request in (labels.request(label=6), BoundaryRequest(pool=labels.request(label=6))):
        with pytest.raises(InvalidInput, match="from 0 to 5 of model, got 6"):
            labels.engine.parts(request)


def test_another_class_than_the_answer_can_be_examined(running: Any, cat: str) -> None:
    windows = [Window(size=112, stride=56)]
    request = PoolRequest(image_id=cat, network_id="efficientnet-lite0", windows=windows, label=282)
    pool = running.parts(request)[-1]
    assert (pool.original.label.index, pool.examined.label.index) == (285, 282)
    assert [item.kept for item in pool.images] == [item.label != 282 for item in pool.images]
    boundary = running.parts(BoundaryRequest(pool=request))[-1]
    assert "tiger cat" in boundary.explanation


def test_independent_labels_merge_into_one_that_is_there_where_any_of_them_is(labels: Subject) -> None:
    merged = [MergedLabel(name="any", classes=[1, 3, 4])]
    pool = labels.pool(merged=merged, label=6)
    original, masked = labels.answers(pool)
    assert pool.examined.label.name == "any"
    assert pool.examined.probability == pytest.approx(original[[1, 3, 4]].max(), abs=1e-5)
    largest = masked[:, [1, 3, 4]].max(axis=1)
    assert_alike(largest, [item.original_probability for item in pool.images], relative=1e-7, absolute=1e-5)
    holds = bool(original[[1, 3, 4]].max() >= 0.5)
    assert [item.kept for item in pool.images] == ((largest >= 0.5) == holds).tolist()
    others = masked[:, [0, 2, 5]].sum(axis=1) + largest
    corners = np.array([item.probabilities for item in pool.images]).sum(axis=1)
    assert_alike(1 - corners / others, [item.outside for item in pool.images], relative=1e-7, absolute=1e-5)


def test_a_network_without_a_dense_end_says_that_it_has_no_weights_to_compare(running: Any, tmp_path: Path) -> None:
    for subject in started(running, tmp_path, MODELS["ensemble"]):
        request = SimilarClassesRequest(image_id=subject.cat, network_id=NETWORK)
        (found,) = subject.engine.parts(request)
        assert (found.status, found.groups, found.neighbours) == ("no_dense_layer", [], [])
        assert "does not end in a dense layer" in found.explanation
        (evidence,) = subject.engine.parts(ClassEvidenceRequest(image_id=subject.cat, network_id=NETWORK))
        assert (evidence.status, evidence.layer, evidence.classes) == ("no_pooled_head", None, [])
        assert "does not end in global pooling and one dense layer" in evidence.explanation


def test_fewer_labels_than_two_are_refused(labels: Subject) -> None:
    with pytest.raises(InvalidInput, match="leave 2 labels or more of the 6"):
        labels.pool(merged=[MergedLabel(name="all", classes=[0, 1, 2, 3, 4, 5])])
    three = labels.pool(merged=[MergedLabel(name="most", classes=[0, 1, 2, 3])])
    assert {vertex.label.index for vertex in three.vertices} == {4, 5, 6}
