"""Merged labels in every answer that names or ranks labels, against NumPy on the answers without them."""

from typing import Any

import numpy as np
import pytest
from tests.engine import pools
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.networks.softmax import softmax
from tetrascope.protocol.merged_labels import MergedLabel
from tetrascope.protocol.operations.ablations import AblationsRequest
from tetrascope.protocol.operations.boundaries import BoundaryRequest
from tetrascope.protocol.operations.importance_curves import ImportanceCurvesRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import Pool, PoolBatch, PoolRequest, Window

CATS = [281, 282, 285]
CAT = MergedLabel(name="cat", classes=CATS)
WINDOWS = [Window(size=58, stride=43), Window(size=88, stride=59)]
"""Of no other test: those that watch a pool arrive ask for one that the engine does not know."""


def pool_request(image: str, **changes: Any) -> PoolRequest:
    return pools.pool_request(image, **{"windows": WINDOWS, **changes})


def pixels(tensor: Any) -> np.ndarray:
    return np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape)


@pytest.fixture(scope="module")
def merged(running: Any, cat: str) -> Pool:
    return running.parts(pool_request(cat, merged=[CAT]))[-1]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def shares(merged: Pool, lite0: Network) -> np.ndarray:
    """Of each masked copy, and of the image itself as the last row: probabilities of the classes, by plain Keras."""
    photo, fill, rows = pixels(merged.image), pixels(merged.fill_image), []
    for item in merged.images:
        copy, mask = photo.copy(), item.mask
        where = slice(mask.top, mask.top + mask.height), slice(mask.left, mask.left + mask.width)
        copy[where] = fill[where]
        rows.append(copy)
    return softmax(np.concatenate([lite0.logits(each[None]) for each in [*rows, photo]]).astype(np.float64))


def test_the_top_ten_tell_the_sum(running: Any, cat: str) -> None:
    alone = running.parts(LayersRequest(image_id=cat, network_id=pools.LITE0))[0].classes
    together = running.parts(LayersRequest(image_id=cat, network_id=pools.LITE0, merged=[CAT]))[0].classes
    by_index = {score.label.index: score.probability for score in alone}
    assert len(together) == 10
    assert (together[0].label.index, together[0].label.name) == (1000, "cat")
    assert together[0].probability == pytest.approx(sum(by_index[each] for each in CATS), abs=1e-12)
    assert together[0].label.meaning == "3 classes as one: tabby, tiger cat and Egyptian cat."
    left = [score for score in alone if score.label.index not in CATS]
    assert together[1 : 1 + len(left)] == left


def test_a_pool_is_placed_by_sums(merged: Pool, shares: np.ndarray) -> None:
    of_cat = shares[:, CATS].sum(axis=1)
    labels = {1000: of_cat, **{index: shares[:, index] for index in range(1000) if index not in CATS}}
    sums = {index: each[:-1].sum() for index, each in labels.items()}
    four = [vertex.label.index for vertex in merged.vertices]
    assert four == sorted(sums, key=lambda index: -sums[index])[:4]
    assert four[0] == 1000
    assert_alike(
        np.stack([labels[index][:-1] for index in four], axis=1),
        [image.probabilities for image in merged.images],
        absolute=1e-5,
    )
    assert_alike(of_cat[:-1], [image.original_probability for image in merged.images], absolute=1e-5)
    assert merged.examined == merged.original
    assert merged.examined.probability == pytest.approx(of_cat[-1], abs=1e-5)
    matrix, indices = np.stack([*labels.values()], axis=1)[:-1], np.array([*labels])
    best = indices[matrix.argmax(axis=1)]
    assert [image.label for image in merged.images] == best.tolist()
    assert [image.kept for image in merged.images] == (best == 1000).tolist()
    assert {label.index for label in merged.labels} == set(best.tolist())
    corners = np.array([vertex.position for vertex in merged.vertices])
    for image in merged.images:
        weights = np.array(image.probabilities) / sum(image.probabilities)
        assert_alike(weights @ corners, image.position)
        assert image.outside == pytest.approx(1 - sum(image.probabilities), abs=1e-6)


def test_importance_is_of_the_sum(merged: Pool, shares: np.ndarray) -> None:
    of_cat = shares[:, CATS].sum(axis=1)
    drops, masks = np.zeros((224, 224)), np.zeros((224, 224))
    for image, probability in zip(merged.images, of_cat[:-1], strict=True):
        mask = image.mask
        where = slice(mask.top, mask.top + mask.height), slice(mask.left, mask.left + mask.width)
        drops[where] += of_cat[-1] - probability
        masks[where] += 1
    stored = merged.importance
    found = pixels(stored) * stored.scale + stored.offset
    assert_alike(drops / masks, found, relative=0, absolute=stored.scale / 2 + 1e-4)


@pytest.mark.usefixtures("merged")
def test_merging_classifies_nothing_anew(running: Any, cat: str) -> None:
    for request in (
        pool_request(cat),
        pool_request(cat, merged=[CAT]),
        pool_request(cat, label=1000, merged=[CAT]),
        pool_request(cat, merged=[MergedLabel(name="feline", classes=[*CATS, 287])]),
    ):
        assert [type(part) for part in running.parts(request)] == [Pool]


def test_a_class_that_is_merged_stands_for_its_label(running: Any, cat: str, merged: Pool) -> None:
    by_class = running.parts(pool_request(cat, label=282, merged=[CAT]))[-1]
    assert by_class == merged


def test_a_merged_label_that_is_far_off_stands_at_a_vertex(running: Any, cat: str) -> None:
    car = MergedLabel(name="car", classes=[511, 817])
    pool = running.parts(pool_request(cat, label=1001, merged=[CAT, car]))[-1]
    assert [vertex.label.name for vertex in pool.vertices][3] == "car"
    assert (pool.original.label.name, pool.examined.label.name) == ("cat", "car")


def test_batches_of_a_pool_tell_merged_labels_too(running: Any, cat: str) -> None:
    request = pool_request(cat, windows=[Window(size=86, stride=57)], merged=[CAT])
    *batches, whole = running.parts(request)
    assert batches
    images = {}
    for batch in batches:
        assert isinstance(batch, PoolBatch)
        assert batch.vertices[0].label.name == "cat"
        images.update({image.index: image for image in batch.images})
    assert [images[image.index].label for image in whole.images] == [image.label for image in whole.images]


def test_a_refined_pool_looks_closer_where_the_sum_falls(running: Any, cat: str) -> None:
    windows = [Window(size=92, stride=46), Window(size=46, stride=23)]
    alone, together = (
        running.parts(pool_request(cat, windows=windows, refine=True, merged=merged))[-1] for merged in ([], [CAT])
    )
    masks = [[image.mask for image in pool.images if image.window == 1] for pool in (alone, together)]
    assert len(masks[0]) == len(masks[1])
    assert masks[0] != masks[1]


def test_the_boundary_divides_what_kept_the_merged_label(running: Any, cat: str, merged: Pool) -> None:
    alone = running.parts(BoundaryRequest(pool=pool_request(cat)))[-1]
    together = running.parts(BoundaryRequest(pool=pool_request(cat, merged=[CAT])))[-1]
    kept = [image.kept for image in merged.images]
    assert (together.kept, together.changed) == (sum(kept), len(kept) - sum(kept))
    assert together.kept > alone.kept
    if together.status == "separated":
        sides = np.array(together.distances) < 0
        assert (sides == np.array(kept)).mean() == pytest.approx(together.accuracy)


def test_importance_curves_begin_and_end_with_the_sum(running: Any, cat: str, merged: Pool) -> None:
    request = ImportanceCurvesRequest(pool=pool_request(cat, merged=[CAT]), steps=4)
    curves = running.parts(request)[-1]
    assert curves.examined == merged.examined
    assert curves.deletion[0] == pytest.approx(merged.examined.probability)
    assert "probability of cat" in curves.explanation
    alone = running.parts(ImportanceCurvesRequest(pool=pool_request(cat), steps=4))[-1]
    assert alone.deletion[0] < curves.deletion[0]


def test_ablations_tell_drops_of_the_sum(running: Any, cat: str) -> None:
    choice: dict[str, Any] = {"image_id": cat, "network_id": pools.LITE0, "layers": ["head_conv"]}
    alone = running.parts(AblationsRequest(**choice))
    together = running.parts(AblationsRequest(**choice, merged=[CAT]))
    of = {score.label.index: place for place, score in enumerate(alone[0].classes)}
    assert together[0].classes[0].label.name == "cat"
    for one, other in zip(alone[1].clusters, together[1].clusters, strict=True):
        expected = sum(one.drops[of[index]] for index in CATS)
        assert other.drops[0] == pytest.approx(expected, abs=1e-12)
        assert other.layers == one.layers


@pytest.mark.parametrize(("nested", "side"), [(False, 33), (True, 35)])
def test_what_cannot_be_merged_is_refused_before_anything_is_classified(
    running: Any, cat: str, nested: bool, side: int
) -> None:
    request = pool_request(
        cat, windows=[Window(size=side, stride=side)], merged=[MergedLabel(name="x", classes=[5, 1000])]
    )
    with pytest.raises(InvalidInput) as caught:
        running.events(BoundaryRequest(pool=request) if nested else request)
    assert caught.value.field == "merged[0].classes[1]"
    assert any(isinstance(part, PoolBatch) for part in running.parts(request.model_copy(update={"merged": []})))
