import io

import keras
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from tetrascope.errors import InvalidInput
from tetrascope.networks.fit import Fitting
from tetrascope.networks.network_input import NetworkInput, fixed_shape, input_of
from tetrascope.networks.preprocessing import PREPROCESSINGS, read_preprocessing

NONE = PREPROCESSINGS["none"]


def model(*shape: int | None) -> keras.Model:
    image = keras.Input(shape)
    return keras.Model(image, keras.layers.Activation("relu")(image))


def test_a_grey_network_sees_luma_as_keras_loads_it(chelsea: NDArray[np.uint8]) -> None:
    file = io.BytesIO()
    Image.fromarray(chelsea).save(file, "PNG")
    theirs = keras.utils.img_to_array(
        keras.utils.load_img(file, color_mode="grayscale", target_size=(28, 28), interpolation="nearest")
    )
    whole = NetworkInput(chelsea.shape[0], chelsea.shape[1], 1)
    picture = whole.picture(chelsea).pixels
    assert picture.shape == chelsea.shape, "pictures are RGB for every network"
    assert np.ptp(picture, axis=2).max() == 0
    rows, columns = ((np.arange(28) + 0.5) * side / 28 for side in chelsea.shape[:2])
    assert np.array_equal(picture[rows.astype(int)][:, columns.astype(int)][..., :1], theirs)
    assert np.array_equal(whole.prepare(picture), picture[..., :1].astype(np.float32))
    small = NetworkInput(28, 28, 1, PREPROCESSINGS["unit"], "squash")
    assert small.prepare(small.picture(chelsea).pixels[None]).shape == (1, 28, 28, 1)


def test_a_photo_is_made_to_fit_as_the_network_says_or_as_is_asked(chelsea: NDArray[np.uint8]) -> None:
    squashing = NetworkInput(20, 20, fit="squash")
    own = squashing.picture(chelsea)
    assert own.framing.fit == "squash"
    assert np.array_equal(own.pixels, squashing.picture(chelsea, Fitting("squash")).pixels)
    asked = squashing.picture(chelsea, squashing.fitting("crop", 0.0))
    assert (asked.framing.fit, asked.framing.photo.left) == ("crop", 0)


@pytest.mark.parametrize(("shape", "channels"), [((5, 6, 3), 3), ((5, 6, 1), 1)])
def test_colour_and_grey_are_taken(shape: tuple[int, ...], channels: int) -> None:
    assert input_of(model(*shape), NONE, "pad") == NetworkInput(5, 6, channels, NONE, "pad")


@pytest.mark.parametrize(
    ("shape", "field", "hint"),
    [
        ((8, 8, 4), "model", "4 channels"),
        ((8, 8, 2), "model", "2 channels"),
        ((3, 224, 224), "model", "channels come first"),
        ((None, None, 3), "input_size", "--size"),
        ((8, None, 1), "input_size", "--size"),
    ],
)
def test_other_inputs_are_refused_with_the_reason(shape: tuple[int | None, ...], field: str, hint: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        input_of(model(*shape), NONE, "crop")
    assert caught.value.field == field
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize("how", ["caffe", "torch", "0.1,0.2,0.3/0.5"])
def test_a_preprocessing_of_three_channels_does_not_do_for_one(how: str) -> None:
    with pytest.raises(InvalidInput, match="1 channel") as caught:
        input_of(model(8, 8, 1), read_preprocessing(how), "crop")
    assert caught.value.field == "preprocessing"
    assert input_of(model(8, 8, 3), read_preprocessing(how), "crop").channels == 3


def test_a_size_takes_the_place_of_what_is_open() -> None:
    assert fixed_shape((None, None, None, 3), (4, 5)) == (None, 4, 5, 3)
    assert fixed_shape((None, 4, 5, 3), (4, 5)) == (None, 4, 5, 3)
    with pytest.raises(InvalidInput, match="4 x any, got 5 x 5") as caught:
        fixed_shape((None, 4, None, 1), (5, 5))
    assert caught.value.field == "input_size"
