"""Masks of any shape, through the engine."""

from typing import Any

import numpy as np
import pytest

from tetrascope.analysis.masks import packed_bits
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import Network
from tetrascope.protocol.masks import Bitmap, Mask, Rectangle
from tetrascope.protocol.methods import FILLS
from tetrascope.protocol.operations.activations import ActivationsRequest
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import LayersRequest, Predictions
from tetrascope.protocol.tensor import Tensor

LITE0 = "efficientnet-lite0"
SIDE = 224


def bitmap(bits: Any, top: int = 0, left: int = 0) -> Bitmap:
    bits = np.asarray(bits, bool)
    return Bitmap(kind="bitmap", top=top, left=left, height=bits.shape[0], width=bits.shape[1], data=packed_bits(bits))


def disc(radius: int) -> np.ndarray:
    row, column = np.ogrid[-radius : radius + 1, -radius : radius + 1]
    inside: np.ndarray = row**2 + column**2 <= radius**2
    return inside


def pixels(tensor: Tensor) -> np.ndarray:
    return np.frombuffer(tensor.data, np.uint8).reshape(tensor.shape)


def request(image: str, masks: list[Mask], **more: Any) -> LayersRequest:
    return LayersRequest(**{"image_id": image, "network_id": LITE0, "masks": masks, "layers": ["stem_conv"], **more})


def predicted(running: Any, *arguments: Any, **more: Any) -> Predictions:
    return running.parts(request(*arguments, **more))[0]  # type: ignore[no-any-return]


@pytest.mark.parametrize("fill", FILLS.names)
def test_set_bits_show_the_fill_and_no_other_pixel_does(running: Any, cat: str, fill: str) -> None:
    (plain,) = running.parts(InputsRequest(image_id=cat, network_id=LITE0, fill=fill))
    mask = bitmap(disc(30), top=50, left=70)
    seen = predicted(running, cat, [mask], fill=fill)
    covered = np.zeros((SIDE, SIDE), bool)
    covered[50:111, 70:131] = disc(30)
    expected = np.where(covered[..., None], pixels(plain.fill_image), pixels(plain.image))
    np.testing.assert_array_equal(pixels(seen.image), expected)
    assert seen.masks == [mask]


def test_a_bitmap_is_cut_to_the_image(running: Any, cat: str) -> None:
    bits = np.random.default_rng(0).random((300, 61)) < 0.5
    seen = predicted(running, cat, [bitmap(bits, top=-40, left=190)], fill="mean")
    assert seen.masks == [bitmap(bits[40:264, :34], top=0, left=190)]
    assert predicted(running, cat, seen.masks, fill="mean") == seen


@pytest.mark.parametrize(
    "mask",
    [
        bitmap(np.ones((5, 6)), top=SIDE),
        bitmap(np.ones((5, 6)), left=-6),
        bitmap(np.zeros((5, 6))),
        bitmap([[1, 0, 0]], left=-1),  # its only set bit is outside
    ],
)
def test_a_bitmap_that_hides_nothing_is_refused_by_name(running: Any, cat: str, mask: Bitmap) -> None:
    with pytest.raises(InvalidInput, match="a bitmap with a bit set inside the network's input") as caught:
        running.parts(request(cat, [bitmap([[1]]), mask]))
    assert caught.value.field == "masks[1]"


def test_what_hides_the_same_pixels_is_the_same(running: Any, cat: str, monkeypatch: pytest.MonkeyPatch) -> None:
    first = running.parts(request(cat, [Rectangle(top=3, left=5, height=20, width=21)], fill="blur"))
    halves: list[Mask] = [
        Rectangle(top=3, left=5, height=10, width=21),
        bitmap(np.ones((15, 21)), top=8, left=5),
    ]
    monkeypatch.setattr(Network, "activations", lambda *_: pytest.fail("a forward pass"))
    again = running.parts(request(cat, halves, fill="blur"))
    assert again[0].masks == halves
    assert again[0].classes == first[0].classes
    assert again[1:] == first[1:]
    running.parts(request(cat, halves[::-1], fill="blur"))
    running.parts(
        ActivationsRequest(image_id=cat, network_id=LITE0, masks=halves, fill="blur", layer="stem_conv", channels=[0])
    )


def test_another_shape_in_the_same_rectangle_is_another_question(running: Any, cat: str) -> None:
    box = predicted(running, cat, [Rectangle(top=60, left=60, height=61, width=61)])
    round_ = predicted(running, cat, [bitmap(disc(30), top=60, left=60)])
    without_a_pixel = disc(30)
    without_a_pixel[30, 30] = False
    ring = predicted(running, cat, [bitmap(without_a_pixel, top=60, left=60)])
    assert box.classes != round_.classes != ring.classes


def test_another_fill_under_the_same_mask_is_another_question(running: Any, cat: str) -> None:
    answers = [predicted(running, cat, [bitmap(disc(40), top=60, left=60)], fill=fill) for fill in FILLS.names]
    shares = {tuple(score.probability for score in answer.classes) for answer in answers}
    assert len(shares) == len(answers)


def test_as_many_masks_as_there_may_be(running: Any, cat: str) -> None:
    masks: list[Mask] = [bitmap(np.eye(3), top=index % 16 * 14, left=index // 16 * 14) for index in range(256)]
    assert len(predicted(running, cat, masks).masks) == 256
