import keras
import numpy as np
import pytest
from keras.applications.imagenet_utils import preprocess_input
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.preprocessing import PREPROCESSINGS, read_preprocessing

PIXELS = np.random.default_rng(0).integers(0, 256, (2, 5, 4, 3), dtype=np.uint8)


@pytest.mark.parametrize("mode", ["caffe", "tf", "torch"])
def test_keras_scales_the_same(mode: str) -> None:
    assert keras.config.image_data_format() == "channels_last"
    ours = PREPROCESSINGS[mode].scale(PIXELS)
    assert ours.dtype == np.float32
    assert_alike(preprocess_input(PIXELS.astype(np.float32), mode=mode), ours, relative=1e-6)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("lite", [-127 / 128, 0, 1]),
        ("caffe", [255 - 103.939, 127 - 116.779, -123.68]),
        ("tf", [-1, 127 / 127.5 - 1, 1]),
        ("unit", [0, 127 / 255, 1]),
        ("none", [0, 127, 255]),
        ("0/1", [0, 127 / 255, 1]),
        ("0.5/0.5", [-1, 127 / 127.5 - 1, 1]),
        ("0.1,0.2,0.3/0.5", [-0.2, (127 / 255 - 0.2) / 0.5, 1.4]),
        ("0.5/0.25,1,0.5", [-2, 127 / 255 - 0.5, 1]),
    ],
)
def test_one_pixel_by_hand(how: str, expected: list[float]) -> None:
    scaled = read_preprocessing(how).scale(np.array([[0, 127, 255]], np.uint8))
    assert scaled.dtype == np.float32
    assert_alike([expected], scaled, relative=1e-5, absolute=1e-6)


def test_numbers_are_those_of_the_name() -> None:
    by_numbers = read_preprocessing("0.485,0.456,0.406/0.229,0.224,0.225")
    assert_alike(PREPROCESSINGS["torch"].scale(PIXELS), by_numbers.scale(PIXELS), absolute=1e-6)


@pytest.mark.parametrize(
    "text",
    ["", "zero", "0.5", "0.5/", "/0.5", "0.5/0", "0.5/-1", "0.5,0.5/1", "0.5/1,1,1,1", "nan/1", "0.5/inf", "a/b"],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(InvalidInput, match="MEAN/DEVIATION") as caught:
        read_preprocessing(text)
    assert caught.value.field == "preprocessing"


@pytest.mark.parametrize(
    ("of_bytes", "of_fractions"), [("127.5/127.5", "0.5/0.5"), ("0/255", "0/1"), ("0,0,0/255,255,255", "0,0,0/1,1,1")]
)
def test_numbers_of_bytes_are_told_how_to_be_written(of_bytes: str, of_fractions: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        read_preprocessing(of_bytes)
    assert f"write {of_fractions}." in (caught.value.hint or "")


def test_names_may_be_written_in_capitals() -> None:
    assert read_preprocessing(" Unit") is PREPROCESSINGS["unit"]


def test_the_photo_is_left_alone() -> None:
    before = PIXELS.copy()
    for each in PREPROCESSINGS.values():
        each.scale(PIXELS)[:] = -1
    assert np.array_equal(PIXELS, before)
