"""Layers and functions of one's own: run where their file is named, and only there."""

from pathlib import Path
from typing import Any

import keras
import numpy as np
import pytest
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.own_code import read_own_code
from tetrascope.networks.own_model import OwnModel
from tetrascope.networks.softmax import softmax

CODE = """
import keras
import beside

@keras.saving.register_keras_serializable(package="pets")
class Doubled(keras.layers.Layer):
    def call(self, x):
        return beside.TWO * x

class Shifted(keras.layers.Layer):
    def __init__(self, by=0.0, **rest):
        super().__init__(**rest)
        self.by = by

    def call(self, x):
        return x + self.by

    def get_config(self):
        return {**super().get_config(), "by": self.by}

def bent(x):
    return keras.ops.leaky_relu(x, 0.3)

if __name__ == "__main__":
    raise SystemExit("a training would begin here")
"""


@pytest.fixture
def code(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    name = "".join(letter for letter in request.node.name if letter.isalnum())
    file = tmp_path / f"{name}.py"
    file.write_text(CODE, encoding="utf-8")
    (tmp_path / "beside.py").write_text("TWO = 2.0\n", encoding="utf-8")
    return file


def model(objects: Any) -> keras.Model:
    image = keras.Input((16, 20, 3))
    x = objects["pets>Doubled"]()(keras.layers.Rescaling(1 / 255)(image))
    x = keras.layers.Conv2D(4, 3, activation=objects["bent"], name="conv")(objects["Shifted"](by=-0.7)(x))
    return keras.Model(image, keras.layers.Dense(3, activation="softmax")(keras.layers.GlobalMaxPooling2D()(x)))


@pytest.mark.parametrize("ending", ["keras", "h5"])
def test_a_model_of_ones_own_layers_answers_as_in_keras(code: Path, tmp_path: Path, ending: str) -> None:
    made = model(read_own_code(code).objects)
    file = tmp_path / f"own.{ending}"
    made.save(file)
    network = OwnModel(file, custom_objects=code).describe()
    images = np.random.default_rng(0).integers(0, 255, (2, 16, 20, 3), dtype=np.uint8)
    assert_alike(np.asarray(made(images)), softmax(network.logits(images)))
    assert "conv" in [layer.name for layer in network.layers]
    assert network.weights_identity.endswith(read_own_code(code).identity), "other code, other answers"


def test_without_its_file_nothing_is_run_and_the_way_is_told(code: Path, tmp_path: Path) -> None:
    model(read_own_code(code).objects).save(tmp_path / "own.keras")
    with pytest.raises(InvalidInput, match=r"parts that are not Keras's own: .*Doubled") as caught:
        OwnModel(tmp_path / "own.keras").describe()
    assert "--custom-objects" in (caught.value.hint or "")


def test_what_the_code_does_not_define_is_refused_and_lambdas_are_all_the_same(code: Path, tmp_path: Path) -> None:
    made = model(read_own_code(code).objects)
    (tmp_path / "other.py").write_text("def bent(x):\n    return x\n", encoding="utf-8")
    made.save(tmp_path / "own.keras")
    with pytest.raises(InvalidInput, match=r"not Keras's own: Doubled .*, Shifted"):
        OwnModel(tmp_path / "own.keras", custom_objects=tmp_path / "other.py").describe()
    keras.Model(made.input, keras.layers.Lambda(lambda x: x)(made.output)).save(tmp_path / "lambda.keras")
    with pytest.raises(InvalidInput, match="carries code: Lambda"):
        OwnModel(tmp_path / "lambda.keras", custom_objects=code).describe()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("import keras\n", "got none"),
        ("x = 1\n1 / 0\n", r"ZeroDivisionError: division by zero \(line 2\)"),
        ("def f(:\n", r"SyntaxError: .*\(line 1\)"),
        ("import sys\n\nsys.exit('begun')\n", r"SystemExit: begun \(line 3\)"),
        ("import no_such_module_here\n", "No module named 'no_such_module_here'"),
    ],
)
def test_code_that_fails_or_defines_nothing_is_told(tmp_path: Path, text: str, words: str) -> None:
    file = tmp_path / "failing.py"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(InvalidInput, match=words) as caught:
        read_own_code(file)
    assert caught.value.field == "custom_objects"


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_own_code(tmp_path / "nothing.py")
