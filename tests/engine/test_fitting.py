"""A photo that is cropped elsewhere, squashed or padded, in colour and in grey, through the whole engine."""

from collections.abc import Iterator
from typing import Any

import keras
import numpy as np
import pytest
from numpy.typing import NDArray
from tests.likeness import assert_alike

from tetrascope.engine.settings import EngineSettings
from tetrascope.networks.fit import Fitting
from tetrascope.networks.network_input import NetworkInput
from tetrascope.networks.own_model import OwnModel, OwnModels
from tetrascope.networks.softmax import softmax
from tetrascope.photos.photo import decode_photo
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.framing import Fit
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.activations import ActivationsRequest
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import Pool, PoolRequest, Window
from tetrascope.protocol.operations.superpixels import SuperpixelsRequest
from tetrascope.protocol.tensor import Tensor

LITE0 = "efficientnet-lite0"
INPUT = NetworkInput(224, 224)
GREY = "own-grey"
FITTINGS: list[tuple[Fit, float]] = [("crop", 0.0), ("crop", 1.0), ("squash", 0.5), ("pad", 0.5)]


def values(tensor: Tensor) -> NDArray[np.float64]:
    stored = np.frombuffer(tensor.data, "<u2" if tensor.dtype == "u2" else "u1").reshape(tensor.shape)
    return stored * tensor.scale + tensor.offset


@pytest.fixture(scope="module")
def photo() -> NDArray[np.uint8]:
    cat = next(sample for sample in SAMPLES if sample.name == "cat")
    return decode_photo(cat.read(), max_pixels=10**7)


@pytest.fixture(scope="module")
def grey_model() -> keras.Model:
    keras.utils.set_random_seed(0)
    image = keras.Input((32, 48, 1))
    x = keras.layers.Conv2D(6, 3, activation="relu", name="first")(image)
    x = keras.layers.Conv2D(6, 3, strides=2, activation="relu", name="second")(x)
    return keras.Model(image, keras.layers.Dense(5, activation="softmax")(keras.layers.Flatten()(x)))


@pytest.fixture(scope="module")
def grey(running: Any, grey_model: keras.Model, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    path = tmp_path_factory.mktemp("own") / "grey.keras"
    grey_model.save(path)
    engine = type(running)(EngineSettings(network_sources=[OwnModels(OwnModel(path, preprocessing="unit", fit="pad"))]))
    yield engine
    engine.close()


@pytest.mark.parametrize(("fit", "at"), FITTINGS)
def test_every_answer_is_about_that_picture(
    running: Any, cat: str, photo: NDArray[np.uint8], lite0: Any, fit: Fit, at: float
) -> None:
    whose: dict[str, Any] = {"image_id": cat, "network_id": LITE0, "fit": fit, "crop_at": at}
    pixels, framing = INPUT.picture(photo, Fitting(fit, at))
    (entering,) = running.parts(InputsRequest(**whose, fill="mean"))
    assert entering.framing == framing
    assert np.array_equal(values(entering.image), pixels)
    predictions = running.parts(LayersRequest(**whose, layers=["stem_conv"]))[0]
    assert predictions.framing == framing
    assert np.array_equal(values(predictions.image), pixels)
    expected = softmax(lite0.logits(pixels[None]))[0]
    for score in predictions.classes:
        assert score.probability == pytest.approx(expected[score.label.index], abs=1e-5)
    pool = running.parts(PoolRequest(**whose, windows=[Window(size=112, stride=112)], per_label=1))[-1]
    assert pool.framing == framing
    assert np.array_equal(values(pool.image), pixels)
    assert pool.original.probability == pytest.approx(expected.max(), abs=1e-5)


def test_each_way_is_another_answer_to_every_question(running: Any, cat: str) -> None:
    ways: list[dict[str, Any]] = [{"fit": fit, "crop_at": at} for fit, at in [*FITTINGS, ("crop", 0.5)]]
    for request, more in (
        (LayersRequest, {"layers": ["stem_conv"]}),
        (ActivationsRequest, {"layer": "stem_conv", "channels": [0]}),
        (PoolRequest, {"windows": [Window(size=112, stride=112)]}),
        (InputsRequest, {}),
        (SuperpixelsRequest, {}),
    ):
        answers = [running.parts(request(image_id=cat, network_id=LITE0, **way, **more))[-1] for way in ways]
        assert len({repr(answer) for answer in answers}) == len(ways), request.__name__
        default = running.parts(request(image_id=cat, network_id=LITE0, **more))[-1]
        assert default == answers[-1], request.__name__


def test_what_was_padded_is_nobodys(running: Any, photo: NDArray[np.uint8], cat: str) -> None:
    whose: dict[str, Any] = {"image_id": cat, "network_id": LITE0, "fit": "pad"}
    beside = np.ones((224, 224), np.bool_)
    beside[37 : 37 + 149] = False
    for fill in ("mean", "blur", "noise"):
        (entering,) = running.parts(InputsRequest(**whose, fill=fill))
        assert not values(entering.image)[beside].any()
        assert not values(entering.fill_image)[beside].any(), "to hide it changes nothing"
    mean = values(running.parts(InputsRequest(**whose, fill="mean"))[0].fill_image)[100, 100]
    assert_alike(photo.mean(axis=(0, 1)), mean, absolute=1)  # of the photo alone
    (pieces,) = running.parts(SuperpixelsRequest(**whose))
    labels = values(pieces.labels)
    assert np.unique(labels[beside]).tolist() == [pieces.count - 1]
    assert not (labels[~beside] == pieces.count - 1).any()
    pool = running.parts(PoolRequest(**whose, windows=[Window(size=28, stride=28)]))[-1]
    assert {image.mask.top for image in pool.images} == {28, 56, 84, 112, 140, 168}, "none beside the photo"
    importance = values(pool.importance)
    assert np.abs(importance[beside]).max() <= pool.importance.scale / 2
    assert np.abs(importance[~beside]).max() > 0.01


def test_a_mask_over_what_was_padded_changes_nothing(running: Any, cat: str) -> None:
    whose: dict[str, Any] = {"image_id": cat, "network_id": LITE0, "fit": "pad", "layers": ["stem_conv"]}
    plain = running.parts(LayersRequest(**whose))[0]
    masked = running.parts(LayersRequest(**whose, masks=[Rectangle(top=0, left=0, height=20, width=20)], fill="mean"))
    assert masked[0].classes == plain.classes
    assert masked[0].image == plain.image


def test_a_grey_network_answers_as_keras_does(grey: Any, grey_model: keras.Model, photo: NDArray[np.uint8]) -> None:
    cat = grey.sample("cat")
    summary = grey.call(grey.engine.networks())[0]
    assert (summary.input_channels, summary.fit) == (1, "pad")
    whose: dict[str, Any] = {"image_id": cat, "network_id": GREY}
    picture = NetworkInput(32, 48, 1, fit="pad").picture(photo)
    predictions, first, _ = grey.parts(LayersRequest(**whose))
    assert predictions.framing == picture.framing, "the network's own fit, where none is asked for"
    assert np.array_equal(values(predictions.image), picture.pixels)
    probabilities = np.asarray(grey_model(picture.pixels[None, ..., :1] / 255))[0]
    found = {score.label.index: score.probability for score in predictions.classes}
    assert_alike(probabilities, [found[index] for index in range(5)])
    assert first.channels == 6
    for fill in ("black", "mean", "blur", "noise"):
        pool = grey.parts(PoolRequest(**whose, fill=fill))[-1]
        assert isinstance(pool, Pool)
        image, filled = values(pool.image), values(pool.fill_image)
        assert np.ptp(filled, axis=2).max() == 0, "what shows through a mask is grey too"
        masks = [image_.mask for image_ in pool.images[::40]]
        copies = np.stack([image] * len(masks))
        for copy, mask in zip(copies, masks, strict=True):
            hidden = np.s_[mask.top : mask.top + mask.height, mask.left : mask.left + mask.width]
            copy[hidden] = filled[hidden]
        expected = np.asarray(grey_model(copies[..., :1] / 255))[:, pool.original.label.index]
        found_here = [image_.original_probability for image_ in pool.images[::40]]
        assert_alike(expected, found_here)
