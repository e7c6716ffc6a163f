"""Whether an importance map is right, against a plain loop that hides and shows its pixels one image at a time."""

from typing import Any

import numpy as np
import pytest
from tests.engine import pools
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.operations.importance_curves import ImportanceCurves, ImportanceCurvesRequest
from tetrascope.protocol.operations.pools import Pool, PoolRequest, Window
from tetrascope.protocol.tensor import Tensor

STEPS = 8
WINDOWS = [Window(size=60, stride=41), Window(size=90, stride=61)]
"""Of no other test: those that watch a pool arrive ask for one that the engine does not know."""


def pool_request(image: str, **changes: Any) -> PoolRequest:
    return pools.pool_request(image, **{"windows": WINDOWS, **changes})


def plain_importance(pool: Pool) -> np.ndarray:
    height, width, _ = pool.image.shape
    drops, masks = np.zeros((height, width)), np.zeros((height, width))
    for image in pool.images:
        rows = slice(image.mask.top, image.mask.top + image.mask.height)
        columns = slice(image.mask.left, image.mask.left + image.mask.width)
        drops[rows, columns] += pool.examined.probability - image.original_probability
        masks[rows, columns] += 1
    return drops / np.maximum(masks, 1)


def pixels(tensor: Tensor) -> np.ndarray:
    return np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape)


def asked(running: Any, request: PoolRequest, steps: int = STEPS) -> list[ImportanceCurves]:
    parts: list[ImportanceCurves] = running.parts(ImportanceCurvesRequest(pool=request, steps=steps))
    return parts


@pytest.mark.parametrize("image", ["cat", "coffee"])
def test_the_curves_are_those_of_a_plain_loop(running: Any, lite0: Network, image: str) -> None:
    request = pool_request(running.sample(image), fill="mean")
    pool = running.parts(request)[-1]
    found = asked(running, request)[-1]
    photo, fill = pixels(pool.image), pixels(pool.fill_image)
    # Ties, and what differs by rounding alone, may be in another order: such pixels lie under the same masks.
    order = np.argsort(-plain_importance(pool).round(6), axis=None, kind="stable")
    assert_alike(np.linspace(0, 1, STEPS + 1), found.shares)
    for at, share in enumerate(found.shares):
        hidden = np.zeros(order.size, bool)
        hidden[order[: round(share * order.size)]] = True
        hidden = hidden.reshape(photo.shape[:2])[..., None]
        for curve, picture in (
            (found.deletion, np.where(hidden, fill, photo)),
            (found.insertion, np.where(hidden, photo, fill)),
        ):
            logits = np.asarray(lite0.model((picture[None].astype(np.float32) - 127) / 128, training=False))[0]
            shares = np.exp(logits - logits.max())
            expected = shares[pool.examined.label.index] / shares.sum()
            assert curve[at] == pytest.approx(expected, abs=0.03), (at, share)
    assert found.deletion_area == pytest.approx(np.trapezoid(found.deletion, found.shares))
    assert found.insertion_area == pytest.approx(np.trapezoid(found.insertion, found.shares))
    assert found.deletion_area < found.random_deletion_area
    assert found.insertion_area > found.random_insertion_area


def test_each_other_fill_comes_in_a_part_of_its_own(running: Any, cat: str) -> None:
    parts = asked(running, pool_request(cat, fill="mean"))
    assert [[each.fill for each in part.fills] for part in parts] == [
        [],
        ["black"],
        ["black", "blur"],
        ["black", "blur", "noise"],
    ]
    maps = {fill: plain_importance(running.parts(pool_request(cat, fill=fill))[-1]) for fill in ("mean", "blur")}
    one, other = (np.unique(each, return_inverse=True)[1].ravel() for each in maps.values())
    told = next(each.correlation for each in parts[-1].fills if each.fill == "blur")
    assert told is not None
    # Of few distinct values, so ranks without their ties say the same but for a little.
    assert told == pytest.approx(np.corrcoef(one, other)[0, 1], abs=0.1)
    assert "rank correlation" in parts[-1].explanation


def test_any_label_has_curves(running: Any, cat: str) -> None:
    pool = running.parts(pool_request(cat))[-1]
    other = pool.vertices[1].label
    found = asked(running, pool_request(cat, label=other.index))[0]
    assert found.examined.label == other
    assert found.deletion[0] == pytest.approx(found.examined.probability)
    assert found.insertion[-1] == pytest.approx(found.examined.probability)
    assert other.name in found.explanation


def test_a_padded_photo_is_ordered_by_its_own_pixels(running: Any, cat: str) -> None:
    request = pool_request(cat, fit="pad")
    found = asked(running, request)[0]
    whole = running.parts(request)[-1]
    assert found.deletion[0] == pytest.approx(whole.original.probability)
    assert found.deletion[-1] == pytest.approx(found.insertion[0])


def test_one_mask_tells_nothing_of_fills(running: Any, cat: str) -> None:
    found = asked(running, pool_request(cat, windows=[Window(size=224, stride=224)]), steps=4)[-1]
    assert {each.correlation for each in found.fills} == {None}
    assert "rank correlation" not in found.explanation


def test_a_label_that_is_not_there_is_named(running: Any, cat: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        asked(running, pool_request(cat, label=1000))
    assert caught.value.field == "label"
