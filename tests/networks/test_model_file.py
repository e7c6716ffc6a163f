"""Files that people name as a network: those that can be read are, of the others the message says what they are."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import pytest
from keras import layers
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.model_file import read_model


class Mystery(layers.Layer):
    def call(self, x: Any) -> Any:
        return x


@keras.saving.register_keras_serializable(package="Pets")
class Registered(Mystery):
    pass


class Subclassed(keras.Model):
    def __init__(self) -> None:
        super().__init__()
        self.head = layers.Dense(4)

    def call(self, x: Any) -> Any:
        return self.head(keras.ops.mean(x, axis=(1, 2)))


def swishy(x: Any) -> Any:
    return x * keras.ops.sigmoid(x)


def network(*ends: Any) -> keras.Model:
    """A small one with what Keras 2 wrote otherwise."""
    backbone_input = keras.Input((16, 16, 3))
    x = layers.BatchNormalization()(layers.DepthwiseConv2D(3)(layers.Conv2D(4, 3)(backbone_input)))
    backbone = keras.Model(backbone_input, x, name="backbone")
    image = keras.Input((16, 16, 3))
    x = layers.Dense(4, activation="softmax")(layers.GlobalAveragePooling2D()(backbone(image)))
    for end in ends:
        x = end(x)
    return keras.Model(image, x)


@pytest.fixture(scope="module")
def model() -> keras.Model:
    return network()


def answers(model: keras.Model) -> Any:
    return np.asarray(model(np.random.default_rng(0).uniform(0, 255, (2, 16, 16, 3)).astype(np.float32)))


def saved(model: keras.Model, path: Path) -> Path:
    model.save(path)
    return path


def rewritten(path: Path, target: Path, change: Callable[[dict[str, Any], dict[str, Any]], None]) -> Path:
    """A `.keras` file with another description; `change` is given that and the metadata."""
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w") as archive:
        config, metadata = json.loads(source.read("config.json")), json.loads(source.read("metadata.json"))
        change(config, metadata)
        archive.writestr("config.json", json.dumps(config))
        archive.writestr("metadata.json", json.dumps(metadata))
        archive.writestr("model.weights.h5", source.read("model.weights.h5"))
    return target


def tensors_of(nodes: Any) -> list[str]:
    """Names of the layers whose outputs a layer reads."""
    if isinstance(nodes, list):
        return [name for each in nodes for name in tensors_of(each)]
    if isinstance(nodes, dict) and nodes.get("class_name") == "__keras_tensor__":
        return [nodes["config"]["keras_history"][0]]
    return tensors_of(nodes.get("args")) if isinstance(nodes, dict) else []


def as_keras_2(config: Any) -> Any:
    """What Keras 2.13 to 2.15 wrote where Keras 3 writes this."""
    if isinstance(config, list):
        return [as_keras_2(each) for each in config]
    if not isinstance(config, dict):
        return config
    sources = tensors_of(config.get("inbound_nodes"))
    config = {key: as_keras_2(each) for key, each in config.items() if key not in ("batch_shape", "inbound_nodes")}
    match config.get("class_name"):
        case "Functional":
            config["module"] = "keras.src.engine.functional"
            for ends in ("input_layers", "output_layers"):
                config["config"][ends] = [config["config"][ends]]
        case "DepthwiseConv2D":
            config["config"]["groups"] = 1
        case "BatchNormalization":
            config["config"]["axis"] = [3]
        case "InputLayer":
            config["config"]["batch_input_shape"] = [None, 16, 16, 3]
    if isinstance(config.get("config"), dict) and "dtype" in config["config"]:
        policy = {"module": "keras.mixed_precision", "class_name": "Policy", "config": {"name": "float32"}}
        config["config"]["dtype"] = "float32" if config["class_name"] == "InputLayer" else policy
    if "layers" not in config and isinstance(config.get("config"), dict) and "name" in config:
        config["inbound_nodes"] = [[[source, 0, 0, {}] for source in sources]] if sources else []
    return config


def test_a_whole_model_is_read_whatever_its_name(model: keras.Model, tmp_path: Path) -> None:
    file, older = saved(model, tmp_path / "a.keras"), saved(model, tmp_path / "b.h5")
    names = {"UPPER.KERAS": file, "renamed.zip": file, "no ending": file, "c.keras": older, "d.hdf5": older}
    for name, source in names.items():
        shutil.copyfile(source, tmp_path / name)
    for name in ("a.keras", "b.h5", *names):
        assert_alike({name: answers(model)}, {name: answers(read_model(tmp_path / name))})


@pytest.mark.parametrize("package", ["keras", "tf_keras"])
def test_a_model_of_keras_2_is_read(model: keras.Model, tmp_path: Path, package: str) -> None:
    def change(config: dict[str, Any], metadata: dict[str, Any]) -> None:
        older = json.dumps(as_keras_2(config)).replace('"keras.src.engine', f'"{package}.src.engine')
        config.clear()
        config.update(json.loads(older))
        metadata["keras_version"] = "2.15.0"

    file = rewritten(saved(model, tmp_path / "new.keras"), tmp_path / "old.keras", change)
    with pytest.raises(TypeError):
        keras.saving.load_model(file, compile=False)
    assert_alike(answers(model), answers(read_model(file)))
    older = saved(model, tmp_path / "old.h5")
    with h5py.File(older, "r+") as content, zipfile.ZipFile(file) as archive:
        content.attrs["model_config"] = archive.read("config.json")
        content.attrs["keras_version"] = "2.15.0"
    assert_alike(answers(model), answers(read_model(older)))


def test_what_keras_3_says_otherwise_is_said_so(tmp_path: Path) -> None:
    image = keras.Input((16, 16, 3))
    x = layers.Rescaling(1 / 127.5, name="divided")(image)
    x = layers.Rescaling(1.0, offset=-1.0, name="lowered")(x)
    x = left = layers.SeparableConv2D(4, 3, name="block_conv")(x)
    x = layers.Add(name="sum")([left, layers.Conv2D(4, 1, padding="same", name="right")(x)])
    model = keras.Model(image, layers.Dense(4)(layers.GlobalAveragePooling2D()(x)))
    operations = {
        "divided": ("math.truediv", {"y": 127.5, "name": None}),
        "lowered": ("math.subtract", {"y": 1.0, "name": None}),
        "sum": ("__operators__.add", {"y": ["right", 0, 0], "name": None}),
    }

    def change(config: dict[str, Any], metadata: dict[str, Any]) -> None:
        older = as_keras_2(config)
        for layer in older["config"]["layers"]:
            if layer["name"] in operations:
                function, settings = operations[layer["name"]]
                layer.update(class_name="TFOpLambda", config={"name": layer["name"], "function": function})
                layer["inbound_nodes"] = [[*layer["inbound_nodes"][0][0][:3], settings]]
            if layer["class_name"] == "SeparableConv2D":
                own = {"module": "mine", "class_name": "Odd", "config": {}, "registered_name": "mine>Odd"}
                layer["config"].update(kernel_initializer=own, kernel_regularizer=own, depthwise_initializer=own)
        config.clear()
        config.update(json.loads(json.dumps(older).replace('"block_conv"', '"block/conv"')))
        metadata["keras_version"] = "2.15.0"

    file = rewritten(saved(model, tmp_path / "new.keras"), tmp_path / "old.keras", change)
    read = read_model(file)
    assert "block_conv" in [layer.name for layer in read.layers]
    np.testing.assert_allclose(answers(read), answers(model), rtol=1e-5, atol=1e-6)


def lambda_in_hdf5(path: Path) -> Path:
    """As Keras 2 wrote it: code that its reader would run."""
    with h5py.File(saved(network(layers.Identity(name="scale")), path), "r+") as file:
        config = json.loads(file.attrs["model_config"])
        config["config"]["layers"][-1].update(
            class_name="Lambda",
            config={"name": "scale", "function": ["4wEAAA==", None, None], "function_type": "lambda"},
        )
        file.attrs["model_config"] = json.dumps(config)
    return path


def instead_of_pooling(entry: dict[str, Any], version: str | None = None) -> Callable[[Path], Path]:
    """A file in which another class stands where the pooling stood."""

    def make(path: Path) -> Path:
        def change(config: dict[str, Any], metadata: dict[str, Any]) -> None:
            (layer,) = [each for each in config["config"]["layers"] if each["class_name"] == "GlobalAveragePooling2D"]
            layer.update(entry)
            metadata["keras_version"] = version or metadata["keras_version"]

        return rewritten(saved(network(), path.with_suffix(".plain.keras")), path, change)

    return make


def with_ends(*ends: Any) -> Callable[[Path], Path]:
    return lambda path: saved(network(*ends), path)


def called(model: keras.Model) -> keras.Model:
    model(np.zeros((1, 16, 16, 3), np.float32))
    return model


def quantised(path: Path) -> Path:
    model = keras.Sequential([keras.Input((8, 8, 3)), layers.Flatten(), layers.Dense(4, name="head")])
    model.quantize("int8")
    return saved(model, path)


UNSAFE: dict[str, tuple[str, Callable[[Path], Path], str, str]] = {
    "lambda": (
        "a.keras",
        with_ends(layers.Lambda(lambda x: x, name="scale")),
        "carries code: Lambda ('scale')",
        "Rescal",
    ),
    "lambda, older": ("a.h5", lambda_in_hdf5, "carries code: Lambda ('scale')", "Rescaling"),
    "activation of one's own": (
        "a.keras",
        with_ends(layers.Dense(4, activation=swishy, name="head")),
        "not Keras's own: swishy ('head')",
        "own layers",
    ),
    "lambda as activation": (
        "a.keras",
        with_ends(layers.Dense(4, activation=lambda x: x, name="head")),
        "carries code: lambda ('head')",
        "Rescaling",
    ),
    "layer of one's own": (
        "a.keras",
        with_ends(Mystery(name="attn")),
        "not Keras's own: Mystery ('attn')",
        "own layers",
    ),
    "layer of one's own, older": ("a.h5", with_ends(Mystery(name="attn")), "not Keras's own: Mystery ('attn')", "own"),
    "layer of a package": ("a.keras", with_ends(Registered(name="attn")), "own: Registered ('attn')", "own layers"),
    "subclassed": ("a.keras", lambda path: saved(called(Subclassed()), path), "subclassed one", "keras.Model(inputs"),
    "operations of Keras 2": (
        "a.keras",
        instead_of_pooling(
            {"class_name": "TFOpLambda", "config": {"name": "div", "function": "math.truediv"}}, "2.15.0"
        ),
        "operations of Keras 2 that Keras 3 does not know: math.truediv ('div')",
        "Rescaling",
    ),
    "another library": (
        "a.keras",
        instead_of_pooling({"class_name": "TFSMLayer", "config": {"name": "tf", "filepath": "/tmp/x"}}),
        "calls another library: TFSMLayer ('tf')",
        "own layers",
    ),
    "a file to be read": (
        "a.keras",
        instead_of_pooling({"class_name": "StringLookup", "config": {"name": "look", "vocabulary": "/etc/passwd"}}),
        "reads other files: StringLookup ('look')",
        "Leave it out",
    ),
    "a function of Keras's that is no layer": (
        "a.keras",
        instead_of_pooling({"module": "keras.utils", "class_name": "get_file", "config": {"origin": "http://x"}}),
        "not Keras's own: get_file",
        "own layers",
    ),
    "a function of Python's": (
        "a.keras",
        instead_of_pooling({"module": "os", "class_name": "system", "config": {"command": "true"}}),
        "not Keras's own: system",
        "own layers",
    ),
    "a later Keras": (
        "a.keras",
        instead_of_pooling({"class_name": "GlobalPooling4D"}, "9.1.0"),
        "Keras 9.1.0, which is later than",
        "pip install --upgrade keras",
    ),
    "quantised": ("a.keras", quantised, "whose weights are quantised: ", "before model.quantize"),
    "never called": (
        "a.keras",
        lambda path: saved(keras.Sequential([layers.Conv2D(4, 3), layers.Flatten(), layers.Dense(4)]), path),
        "saved before it saw an image",
        "keras.Input((rows, columns, 3))",
    ),
    "what Keras cannot build": (
        "a.keras",
        instead_of_pooling({"config": {"name": "pool", "unheard_of": 1}}),
        "cannot build",
        "save it again with Keras 3",
    ),
}


@pytest.mark.parametrize("kind", UNSAFE)
def test_a_model_that_is_not_built_says_which_part(kind: str, tmp_path: Path) -> None:
    name, make, message, hint = UNSAFE[kind]
    error = refused(make(tmp_path / name))
    assert message in error.message
    assert hint in (error.hint or "")


def refused(path: Path) -> InvalidInput:
    with pytest.raises(InvalidInput) as caught:
        read_model(path)
    assert caught.value.field == "model"
    assert path.name in caught.value.message
    assert len(caught.value.message) < 320
    return caught.value


def test_a_model_that_memory_cannot_hold_says_so(model: keras.Model, tmp_path: Path, monkeypatch: Any) -> None:
    def fail(*_: Any, **__: Any) -> None:
        raise MemoryError

    monkeypatch.setattr(keras.saving, "load_model", fail)
    assert "too large for this machine" in refused(saved(model, tmp_path / "a.keras")).message
