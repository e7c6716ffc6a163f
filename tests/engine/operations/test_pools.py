"""What a pool of masked images, its importance and its boundary say."""

from typing import Any

import numpy as np
import pytest
from sklearn.preprocessing import StandardScaler
from sklearn.svm import SVC
from tests.engine.pools import pool_request
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput, TooLarge
from tetrascope.networks.network import Network
from tetrascope.photos.photo import decode_photo
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.operations.boundaries import Boundary, BoundaryRequest
from tetrascope.protocol.operations.pools import Pool, Window


@pytest.fixture(scope="module")
def plain_logits(pool: Pool, lite0: Network) -> np.ndarray:
    """A plain loop through the Keras model, one masked image at a time, sharing no code with the pool."""
    photo = decode_photo(SAMPLES[0].read(), max_pixels=10**8)
    image = lite0.picture(photo)
    rows = []
    for item in pool.images:
        masked = image.copy()
        masked[item.mask.top : item.mask.top + item.mask.height, item.mask.left : item.mask.left + item.mask.width] = 0
        inputs = (masked[None].astype(np.float32) - 127) / 128
        rows.append(np.asarray(lite0.model(inputs, training=False))[0])
    return np.array(rows)


def softmax(logits: np.ndarray) -> np.ndarray:
    powers = np.exp(logits.astype(np.float64) - logits.max(axis=1, keepdims=True))
    shares: np.ndarray = powers / powers.sum(axis=1, keepdims=True)
    return shares


def test_probabilities_agree_with_a_plain_loop(pool: Pool, plain_logits: np.ndarray) -> None:
    expected = softmax(plain_logits)
    four = [vertex.label.index for vertex in pool.vertices]
    assert_alike(expected[:, four], np.array([item.probabilities for item in pool.images]))
    labels = [item.label for item in pool.images]
    assert_alike(expected.max(axis=1), expected[np.arange(len(labels)), labels])
    sums = expected.sum(axis=0)
    assert len(set(four)) == 4
    assert_alike(np.sort(sums)[:-5:-1], sums[four])
    original = pool.original.label.index
    assert_alike(expected[:, original], np.array([item.original_probability for item in pool.images]))


def test_windows_go_from_the_largest_and_cover_the_image(pool: Pool) -> None:
    assert [window.size for window in pool.windows] == [84, 56]
    assert [item.index for item in pool.images] == list(range(len(pool.images)))
    for index in range(2):
        covered = np.zeros((224, 224), bool)
        for item in pool.images:
            if item.window == index:
                box = item.mask
                covered[box.top : box.top + box.height, box.left : box.left + box.width] = True
        assert covered.all()


def test_images_stand_inside_the_tetrahedron(pool: Pool) -> None:
    vertices = np.array([vertex.position for vertex in pool.vertices])
    for item in pool.images:
        weights = np.array(item.probabilities) / sum(item.probabilities)
        assert_alike(weights @ vertices, item.position)
        assert item.outside == pytest.approx(1 - sum(item.probabilities), abs=1e-6)


def test_each_label_is_represented_equally(running: Any, cat: str) -> None:
    pool = running.parts(pool_request(cat, per_label=5))[-1]
    represented = [item.represents for item in pool.images if item.represents is not None]
    assert np.bincount(represented).tolist() == [5, 5, 5, 5]


def test_importance_is_the_mean_drop_over_the_masks_that_cover_a_pixel(pool: Pool) -> None:
    row, column = 100, 120
    drops = [
        pool.original.probability - item.original_probability
        for item in pool.images
        if item.mask.top <= row < item.mask.top + item.mask.height
        and item.mask.left <= column < item.mask.left + item.mask.width
    ]
    tensor = pool.importance
    stored = tensor.data[row * tensor.shape[1] + column] * tensor.scale + tensor.offset
    assert stored == pytest.approx(np.mean(drops), abs=tensor.scale)


def test_the_boundary_agrees_with_scikit_learn(running: Any, cat: str, pool: Pool, plain_logits: np.ndarray) -> None:
    (boundary,) = running.parts(BoundaryRequest(pool=pool_request(cat)))
    assert isinstance(boundary, Boundary)
    changed = np.array([not item.kept for item in pool.images])
    assert (boundary.kept, boundary.changed) == (int((~changed).sum()), int(changed.sum()))
    assert boundary.status == "separated"
    points = StandardScaler().fit_transform(plain_logits.astype(np.float64))
    machine = SVC(kernel="linear").fit(points, changed)
    distances = machine.decision_function(points) / np.linalg.norm(machine.coef_)
    assert_alike(distances, boundary.distances, absolute=0.05)
    assert boundary.margin == pytest.approx(2 / np.linalg.norm(machine.coef_), rel=0.01)
    assert boundary.accuracy == pytest.approx(machine.score(points, changed), abs=0.02)


def test_one_class_only_is_said_in_a_sentence(running: Any) -> None:
    request = pool_request(running.sample("coffee"), windows=[Window(size=16, stride=16)])
    boundary = running.parts(BoundaryRequest(pool=request))[0]
    assert boundary.status == "one_class"
    assert boundary.support_vectors == []
    assert boundary.margin is None
    assert "no boundary" in boundary.explanation


@pytest.mark.parametrize(
    ("window", "field"),
    [(Window(size=225, stride=10), "windows[1].size"), (Window(size=10, stride=11), "windows[1].stride")],
)
def test_windows_are_checked(running: Any, cat: str, window: Window, field: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        running.parts(pool_request(cat, windows=[Window(size=56, stride=56), window]))
    assert caught.value.field == field


def test_too_many_masks_are_refused_before_any_is_made(running: Any, cat: str) -> None:
    with pytest.raises(TooLarge, match="at most 4096") as caught:
        running.parts(pool_request(cat, windows=[Window(size=1, stride=1)]))
    assert caught.value.field == "windows"


def test_a_window_as_large_as_the_image_gives_one_mask(running: Any, cat: str) -> None:
    pool = running.parts(pool_request(cat, windows=[Window(size=224, stride=224)]))[-1]
    assert len(pool.images) == 1
    assert all(item.represents is None for item in pool.images)
