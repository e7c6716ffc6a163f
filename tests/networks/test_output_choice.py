"""Which of a model's outputs is looked at."""

from typing import Any

import keras
import numpy as np
import pytest
from keras import layers

from tetrascope.errors import InvalidInput
from tetrascope.networks.flatten import flatten
from tetrascope.networks.graph import require_image_model
from tetrascope.networks.output_choice import choose_output, require_scores

IMAGE = keras.Input((8, 8, 3))
BODY = layers.GlobalAveragePooling2D()(IMAGE)
KIND = layers.Dense(5, name="kind_layer")(BODY)
AGE = layers.Dense(1, name="age_layer")(BODY)
NAMED = keras.Model(IMAGE, {"kind": KIND, "age": AGE})
LISTED = keras.Model(IMAGE, [KIND, AGE])


@pytest.mark.parametrize(
    ("model", "wanted", "place", "tensor"),
    [
        (NAMED, "kind", 1, KIND),
        (NAMED, "0", 0, AGE),
        (LISTED, "age_layer", 1, AGE),
        (LISTED, "0", 0, KIND),
        (keras.Model(IMAGE, KIND), None, 0, KIND),
        (keras.Model(IMAGE, KIND), "kind_layer", 0, KIND),
    ],
)
def test_an_output_is_chosen_by_name_or_place(model: keras.Model, wanted: str | None, place: int, tensor: Any) -> None:
    chosen = choose_output(model, wanted)
    assert chosen.place == place
    (output,) = chosen.model.outputs
    assert output is tensor


@pytest.mark.parametrize("wanted", [None, "species", "2", "-1"])
def test_without_a_choice_all_outputs_are_told_with_their_shapes(wanted: str | None) -> None:
    with pytest.raises(InvalidInput, match=r"0: 'age' \(n, 1\), 1: 'kind' \(n, 5\)") as caught:
        choose_output(NAMED, wanted)
    assert caught.value.field == "output_name"
    assert "--output-name 1" in (caught.value.hint or "")


def test_outputs_of_one_name_are_chosen_by_place() -> None:
    inner = keras.Model(IMAGE, [KIND, AGE], name="inner")
    image = keras.Input((8, 8, 3))
    twins = keras.Model(image, inner(image))
    assert choose_output(twins, "1").model.outputs[0].shape == (None, 1)
    with pytest.raises(InvalidInput, match="0: 'inner'"):
        choose_output(twins, "inner")


def test_a_segmentation_is_refused_with_what_would_do() -> None:
    model = keras.Model(IMAGE, layers.Conv2D(4, 1, activation="softmax")(IMAGE))
    with pytest.raises(InvalidInput, match=r"one for each position, \(n, 8, 8, 4\)") as caught:
        require_scores(model)
    assert "GlobalAveragePooling2D()(model.output)" in (caught.value.hint or "")
    require_scores(keras.Model(model.input, layers.GlobalAveragePooling2D()(model.output)))  # what the hint says


def test_several_rows_are_refused_with_what_would_do() -> None:
    model = keras.Model(IMAGE, layers.Reshape((3, 4))(layers.Dense(12)(BODY)))
    with pytest.raises(InvalidInput, match=r"one row of scores for each picture, \(n, classes\), got \(n, 3, 4\)"):
        require_scores(model)
    require_scores(keras.Model(model.input, model.output[:, 0]))  # what the hint says


def test_axes_of_length_1_do_not_count() -> None:
    require_scores(keras.Model(IMAGE, layers.Conv2D(4, 8)(IMAGE)))


def test_an_output_of_no_fixed_size_is_refused() -> None:
    image = keras.Input((None, None, 3))
    with pytest.raises(InvalidInput, match=r"fixed size, \(n, classes\), got \(n, \?, \?, 4\)"):
        require_scores(keras.Model(image, layers.Conv2D(4, 1)(image)))


def test_a_model_of_several_inputs_is_refused_with_their_names_and_code_that_works() -> None:
    numbers = keras.Input((4,), name="weather")
    image = keras.Input((8, 8, 3), name="photo")
    model = keras.Model(
        [image, numbers], layers.Dense(5)(layers.Concatenate()([layers.GlobalAveragePooling2D()(image), numbers]))
    )
    with pytest.raises(InvalidInput, match=r"'photo' \(None, 8, 8, 3\), 'weather' \(None, 4\)") as caught:
        require_image_model(model)
    hint = caught.value.hint or ""
    code = hint[hint.index("image = keras") : hint.index(".save(")].replace(
        "VALUES", "numpy.array([[1, 2, 3, 4]], 'float32')"
    )
    *setup, last = code.split("; ")
    names: dict[str, Any] = {"keras": keras, "model": model, "numpy": np}
    exec("; ".join(setup), names)
    one_input = eval(last, names)
    require_image_model(one_input)
    assert flatten(one_input).outputs[0].shape == (None, 5)
