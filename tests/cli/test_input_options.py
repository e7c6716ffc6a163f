"""What goes into a network, from the command line."""

import json
from pathlib import Path

import keras
import numpy as np
import pytest
from PIL import Image
from tests.cli.conftest import Command

from tetrascope.networks.network_input import NetworkInput
from tetrascope.protocol.framing import Fit
from tetrascope.report.analysis import Analysis
from tetrascope.report.tensor_decoding import rgb


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A grey model that takes any size."""
    keras.utils.set_random_seed(1)
    path = tmp_path_factory.mktemp("model") / "grey.keras"
    image = keras.Input((None, None, 1))
    x = keras.layers.Conv2D(5, 3, activation="relu", name="only")(image)
    keras.Model(image, keras.layers.Dense(4)(keras.layers.GlobalAveragePooling2D()(x))).save(path)
    return path


@pytest.fixture(scope="module")
def photo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("photo") / "wide.png"
    Image.fromarray(np.random.default_rng(0).integers(0, 256, (40, 90, 3), dtype=np.uint8)).save(path)
    return path


def analysed(tetrascope: Command, folder: Path, *arguments: object) -> Analysis:
    outcome = tetrascope("analyze", *arguments, "--out", folder)
    assert outcome.code == 0, outcome.err
    return Analysis.model_validate_json((folder / "analysis.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("options", "fit", "at"),
    [
        (["--fit", "squash"], "squash", 0.5),
        (["--fit", "pad"], "pad", 0.5),
        (["--crop-at", "0.9"], "crop", 0.9),
        ([], "crop", 0.5),
    ],
)
def test_a_photo_is_fitted_as_told(
    tetrascope: Command, tmp_path: Path, model: Path, photo: Path, options: list[str], fit: Fit, at: float
) -> None:
    analysis = analysed(
        tetrascope, tmp_path, photo, "--model", model, "--size", "20x30", "--preprocessing", "unit", *options
    )
    network_input = NetworkInput(20, 30, 1, fit=fit)
    with Image.open(photo) as image:
        picture = network_input.picture(np.asarray(image), network_input.fitting(crop_at=at))
    assert analysis.pool.framing == analysis.layers.predictions.framing == picture.framing
    assert np.array_equal(rgb(analysis.pool.image), picture.pixels)
    assert (analysis.network.input_height, analysis.network.input_width, analysis.network.input_channels) == (20, 30, 1)
    logits = np.asarray(keras.saving.load_model(model)(picture.pixels[None, ..., :1] / 255))[0]
    expected = np.exp(logits) / np.exp(logits).sum()
    for score in analysis.layers.predictions.classes:
        assert score.probability == pytest.approx(expected[score.label.index], abs=1e-5)


def test_the_requests_of_an_analysis_say_how(tetrascope: Command, tmp_path: Path, model: Path, photo: Path) -> None:
    analysed(tetrascope, tmp_path, photo, "--model", model, "--size", "24", "--fit", "pad", "--crop-at", "0.25")
    written = json.loads((tmp_path / "analysis.json").read_text(encoding="utf-8"))
    assert [written[name]["fit"] for name in ("layers_request", "pool_request")] == ["pad", "pad"]
    assert written["pool_request"]["crop_at"] == 0.25
    assert (written["network"]["input_height"], written["network"]["input_width"]) == (24, 24)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--preprocessing", "tf"], "argument --preprocessing: Expected --model beside --preprocessing"),
        (["--size", "224"], "argument --size: Expected --model beside --size"),
        (["--size", "0x4"], "argument --size: expected rows and columns"),
        (["--size", "4x4x4"], "argument --size: expected rows and columns"),
        (["--crop-at", "1.5"], "argument --crop-at:"),
        (["--crop-at", "nan"], "argument --crop-at:"),
        (["--fit", "stretch"], "argument --fit: invalid choice"),
    ],
)
def test_what_cannot_be_is_a_usage_error(tetrascope: Command, tmp_path: Path, options: list[str], words: str) -> None:
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out", *options)
    assert (outcome.code, words in outcome.err) == (2, True), outcome.err


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--preprocessing", "half"], "argument --preprocessing: Expected unit, tf"),
        (["--preprocessing", "127.5/127.5", "--size", "20"], "write 0.5/0.5"),
        (["--preprocessing", "caffe", "--size", "20"], "for 1 channel, got 'caffe'"),
        ([], "argument --size: Expected a network that takes images of a fixed size"),
        (["--size", "2"], "argument --size: Expected a size that the network can work on"),
    ],
)
def test_what_the_model_cannot_take_is_a_usage_error(
    tetrascope: Command, tmp_path: Path, model: Path, options: list[str], words: str
) -> None:
    outcome = tetrascope("analyze", "cat", "--out", tmp_path / "out", "--model", model, *options)
    assert (outcome.code, words in outcome.err) == (2, True), outcome.err


def test_a_server_of_the_catalog_is_told_no_fit(tetrascope: Command) -> None:
    outcome = tetrascope("serve", "--port", "0", "--fit", "pad")
    assert (outcome.code, "Expected --model beside --fit" in outcome.err) == (2, True)


def test_what_looks_wrong_is_told_on_the_terminal_and_in_the_page(
    tetrascope: Command, tmp_path: Path, model: Path, photo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tetrascope.networks.scaling_check.scaling_warnings", lambda *_: ["Pixels look <too> large."])
    outcome = tetrascope("analyze", photo, "--model", model, "--size", "24", "--out", tmp_path)
    assert outcome.code == 0
    assert "tetrascope: warning: Pixels look <too> large." in outcome.err
    assert "Pixels look &lt;too&gt; large." in (tmp_path / "index.html").read_text(encoding="utf-8")
    written = json.loads((tmp_path / "analysis.json").read_text(encoding="utf-8"))
    assert written["network"]["warnings"] == ["Pixels look <too> large."]


@pytest.mark.parametrize(
    ("options", "expected", "shown"),
    [
        ([], (0, 125, 249), "0 is shown as black and 4095 as white"),
        (["--range", "2000..4000"], (0, 1, 255), "2000 is shown as black and 4000 as white"),
    ],
)
def test_a_picture_of_twelve_bits_is_shown_by_its_bits_or_by_a_range(
    tetrascope: Command, model: Path, tmp_path: Path, options: list[str], expected: tuple[int, ...], shown: str
) -> None:
    source = tmp_path / "microscope.tiff"
    numbers = np.repeat(np.array([0, 2008, 4000], np.uint16), 16)
    Image.fromarray(np.tile(numbers, (48, 1))).save(source)
    arguments = ["--model", model, "--size", "48x48", "--window", "24/24", *options]
    outcome = tetrascope("analyze", source, "--out", tmp_path / "out", *arguments)
    assert outcome.code == 0, outcome.err
    assert f"grey of 16 bits from 0 to 4000, of which {shown}" in outcome.out
    analysis = Analysis.model_validate_json((tmp_path / "out" / "analysis.json").read_text(encoding="utf-8"))
    image = rgb(analysis.layers.predictions.image)
    assert tuple(image[20, [8, 24, 40], 0].tolist()) == expected


@pytest.mark.parametrize("text", ["100", "5..5", "9..3", "a..b", "0..inf", ""])
def test_a_range_is_two_numbers_and_the_lower_first(tetrascope: Command, tmp_path: Path, text: str) -> None:
    outcome = tetrascope("analyze", "cat", "--out", tmp_path, "--range", text)
    assert outcome.code == 2
    assert "expected LOW..HIGH" in outcome.err
