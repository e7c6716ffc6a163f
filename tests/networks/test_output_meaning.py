"""What a model's numbers mean: decided with numbers, and turned into logits that give them back."""

from collections.abc import Callable
from typing import Any

import keras
import numpy as np
import pytest
from keras import layers, ops
from keras.initializers import Constant
from numpy.typing import NDArray
from tests.half_precision import require_half_precision
from tests.likeness import assert_alike

from tetrascope.errors import InvalidInput
from tetrascope.networks.flatten import flatten
from tetrascope.networks.output_meaning import OutputKind, Understood, understand
from tetrascope.networks.probes import probe_pictures
from tetrascope.networks.training_loss import TrainingLoss

PROBES = probe_pictures(12, 12).astype(np.float32) / np.float32(255)
CROSSENTROPY = TrainingLoss("categorical_crossentropy", "exclusive", from_logits=False)
BINARY = TrainingLoss("BinaryCrossentropy", "independent", from_logits=False)
BINARY_FROM_LOGITS = TrainingLoss("BinaryCrossentropy", "independent", from_logits=True)
HINGE = TrainingLoss("hinge", "independent", from_logits=False)
SQUARED = TrainingLoss("mse", "regression", from_logits=False)


def dense(units: int, **options: Any) -> layers.Dense:
    """A layer whose answers differ from picture to picture, and reach well beyond 0..1."""
    return layers.Dense(units, kernel_initializer=keras.initializers.RandomNormal(stddev=1.0, seed=units), **options)


def model_of(*ends: Callable[[Any], Any]) -> keras.Model:
    image = keras.Input((12, 12, 3))
    x = layers.Flatten()(layers.AveragePooling2D(4)(image))
    for end in ends:
        x = end(x)
    return keras.Model(image, x)


def ensemble(x: Any, activation: str, units: int = 5) -> Any:
    small = [keras.initializers.RandomNormal(stddev=0.05, seed=seed) for seed in range(3)]
    return layers.Average()([layers.Dense(units, activation, kernel_initializer=each)(x) for each in small])


def own_answers(model: keras.Model) -> NDArray[np.float64]:
    return np.asarray(model(PROBES), np.float64).reshape(len(PROBES), -1)


def given_back(understood: Understood) -> NDArray[np.float64]:
    return understood.answers.probabilities(np.asarray(understood.model(PROBES)))


TWICE_DISTRIBUTED: list[Callable[[Any], Any]] = [
    lambda x: ensemble(x, "softmax"),
    lambda x: layers.Multiply()([layers.Softmax()(dense(5)(x)), ops.ones((1, 5))]),
    lambda x: layers.Rescaling(0.5)(layers.Add()([layers.Softmax()(dense(5)(x)), layers.Softmax()(dense(5)(x))])),
    lambda x: ops.exp(ops.log_softmax(dense(5)(x))),
    lambda x: layers.Softmax()(1e3 * dense(5)(x)) * 1.0,
]


@pytest.mark.parametrize("end", TWICE_DISTRIBUTED)
def test_probabilities_without_a_final_softmax_are_given_back(end: Callable[[Any], Any]) -> None:
    model = model_of(end)
    understood = understand(model, PROBES, None)
    assert understood.answers.kind == "exclusive"
    assert understood.answers.warning is None
    assert_alike(own_answers(model), given_back(understood), relative=1e-7, absolute=1e-6)
    assert np.isfinite(np.asarray(understood.model(PROBES))).all()


def test_labels_that_hardly_vary_are_no_distribution_though_their_sums_are_alike() -> None:
    model = model_of(lambda x: ensemble(0.02 * x, "sigmoid", 2))
    assert abs(own_answers(model).sum(axis=1) - 1).max() < 5e-3
    assert understand(model, PROBES, None).answers.kind == "independent"


def test_percentages_are_probabilities() -> None:
    model = model_of(lambda x: 100.0 * layers.Softmax()(dense(5)(x)))
    understood = understand(model, PROBES, None)
    assert understood.answers.kind == "exclusive"
    assert "times 100" in understood.answers.decided
    assert_alike(own_answers(model) / 100, given_back(understood), relative=0, absolute=1e-6)


@pytest.mark.parametrize(
    "ends",
    [
        (dense(5, activation="softmax"),),
        (dense(5), layers.Softmax()),
        (dense(5), layers.Activation("softmax")),
        (dense(5), ops.softmax),
        (dense(5), layers.Activation("softmax"), layers.Activation("linear", dtype="float32")),
        (dense(48), layers.Reshape((1, 1, 48)), layers.Conv2D(5, 1), layers.Softmax(), layers.Reshape((5,))),
        (dense(48), layers.Reshape((1, 1, 48)), layers.Conv2D(5, 1, activation="softmax")),
    ],
)
def test_a_final_softmax_is_taken_off(ends: tuple[Any, ...]) -> None:
    model = model_of(*ends)
    before = own_answers(model)
    understood = understand(model, PROBES, CROSSENTROPY)
    logits = np.asarray(understood.model(PROBES))
    assert logits.shape == before.shape
    assert logits.max() > 0.1  # logarithms of probabilities never are
    assert_alike(before, given_back(understood), relative=1e-7, absolute=1e-6)
    np.testing.assert_array_equal(own_answers(model), before)


@pytest.mark.parametrize(
    "end",
    [
        dense(4, activation="sigmoid"),
        lambda x: layers.Activation("sigmoid")(dense(4)(x)),
        lambda x: ops.sigmoid(dense(4)(x)),
        lambda x: ensemble(x, "sigmoid", 4),
        lambda x: layers.Activation("hard_sigmoid")(20 * dense(4)(x)),
    ],
)
def test_numbers_in_0_to_1_that_do_not_sum_to_1_are_independent_labels(end: Callable[[Any], Any]) -> None:
    model = model_of(end)
    understood = understand(model, PROBES, BINARY)
    assert (understood.answers.kind, understood.answers.warning) == ("independent", None)
    assert_alike(own_answers(model), given_back(understood), relative=1e-7, absolute=1e-6)


@pytest.mark.parametrize(
    ("end", "loss"),
    [
        (dense(1, activation="sigmoid"), None),
        (dense(1, activation="sigmoid"), BINARY),
        (lambda x: ensemble(x, "sigmoid", 1), None),
        (lambda x: ops.squeeze(dense(1, activation="sigmoid")(x), -1), BINARY),
        (lambda x: layers.Activation("hard_sigmoid")(20 * dense(1)(x)), None),
    ],
)
def test_one_probability_is_that_of_the_second_of_two_classes(end: Callable[[Any], Any], loss: Any) -> None:
    model = model_of(end)
    understood = understand(model, PROBES, loss)
    second = own_answers(model)
    assert understood.answers.kind == "exclusive"
    assert_alike(np.hstack([1 - second, second]), given_back(understood), relative=1e-7, absolute=1e-6)


def test_one_logit_is_that_of_the_second_of_two_classes() -> None:
    model = model_of(dense(1))
    understood = understand(model, PROBES, BINARY_FROM_LOGITS)
    logit = own_answers(model)
    assert_alike(np.hstack([0 * logit, logit]), np.asarray(understood.model(PROBES)), relative=1e-7, absolute=1e-6)
    assert_alike(1 / (1 + np.exp(-logit)), given_back(understood)[:, 1:], relative=1e-7, absolute=1e-6)
    assert understood.answers.warning is None


def test_logits_stay_as_they_are() -> None:
    model = model_of(dense(5))
    understood = understand(model, PROBES, None)
    assert understood.model is model
    assert understood.answers.kind == "exclusive"


def test_logits_trained_for_independent_labels_are_theirs() -> None:
    model = model_of(dense(5))
    understood = understand(model, PROBES, BINARY_FROM_LOGITS)
    assert understood.answers.kind == "independent"
    assert_alike(1 / (1 + np.exp(-own_answers(model))), given_back(understood), relative=1e-7, absolute=1e-6)


def test_relus_that_happen_to_lie_in_0_to_1_are_logits_with_a_warning() -> None:
    model = model_of(layers.Dense(5, activation="relu", kernel_initializer="zeros", bias_initializer="zeros"))
    understood = understand(model, PROBES, None)
    assert understood.answers.kind == "exclusive"
    assert "as probabilities of independent labels do" in (understood.answers.warning or "")


@pytest.mark.parametrize(
    ("model", "loss", "words"),
    [
        (model_of(dense(5, activation="softmax")), TrainingLoss("c", "exclusive", from_logits=True), "already"),
        (model_of(dense(5)), CROSSENTROPY, "are not"),
        (model_of(dense(1)), BINARY, "are not"),
        (model_of(dense(4, activation="sigmoid")), CROSSENTROPY, "exclude each other"),
        (model_of(lambda x: ensemble(x, "softmax")), BINARY, "independent labels"),
    ],
)
def test_a_loss_that_contradicts_the_numbers_is_told(model: keras.Model, loss: TrainingLoss, words: str) -> None:
    warning = understand(model, PROBES, loss).answers.warning
    assert warning is not None
    assert words in warning
    assert str(loss) in warning
    assert "--output" in warning


@pytest.mark.parametrize(
    ("model", "loss", "words"),
    [
        (model_of(dense(1)), SQUARED, "its loss is mse"),
        (model_of(dense(3)), SQUARED, "3 numbers"),
        (model_of(dense(4, activation="sigmoid")), SQUARED, "4 numbers"),
        (model_of(dense(1)), None, "single number without bounds"),
        (model_of(dense(1, activation="softmax")), BINARY, "softmax over a single number"),
        (model_of(lambda x: dense(3)(x) / 0.0), None, "NaN or infinity"),
    ],
)
def test_what_is_no_classifier_is_refused(model: keras.Model, loss: TrainingLoss | None, words: str) -> None:
    with pytest.raises(InvalidInput, match=words) as caught:
        understand(model, PROBES, loss)
    assert caught.value.field == "model"
    assert caught.value.hint


@pytest.mark.parametrize(
    ("model", "loss", "wanted", "kind"),
    [
        (model_of(dense(1)), SQUARED, "logits", "exclusive"),
        (model_of(dense(1, activation="sigmoid")), SQUARED, "probabilities", "exclusive"),
        (model_of(dense(1)), None, "independent", "exclusive"),
        (model_of(dense(4)), CROSSENTROPY, "independent", "independent"),
        (model_of(dense(4, activation="sigmoid")), None, "independent", "independent"),
        (model_of(dense(4)), BINARY_FROM_LOGITS, "logits", "exclusive"),
        (model_of(dense(4, activation="softmax")), SQUARED, "probabilities", "exclusive"),
    ],
)
def test_the_operator_may_overrule(model: keras.Model, loss: Any, wanted: OutputKind, kind: str) -> None:
    understood = understand(model, PROBES, loss, wanted)
    assert understood.answers.kind == kind
    assert understood.answers.decided.startswith(f"As --output {wanted} says")
    assert understood.answers.warning is None


def test_what_the_operator_says_is_believed_against_the_numbers_with_a_warning() -> None:
    model = model_of(dense(5, activation="softmax"))
    as_logits = understand(model, PROBES, None, "logits")
    assert as_logits.model is model
    assert "look like probabilities" in (as_logits.answers.warning or "")
    as_labels = understand(model, PROBES, None, "independent")
    assert_alike(own_answers(model), given_back(as_labels), relative=1e-7, absolute=1e-6)
    assert "sum to 1" in (as_labels.answers.warning or "")


@pytest.mark.parametrize("end", [dense(4, activation="sigmoid"), lambda x: 100.0 * dense(4, activation="softmax")(x)])
def test_numbers_that_can_hardly_be_logits_are_told(end: Callable[[Any], Any]) -> None:
    assert "look like probabilities" in (understand(model_of(end), PROBES, None, "logits").answers.warning or "")


@pytest.mark.parametrize(
    ("model", "fits"),
    [
        (model_of(dense(5)), "logits"),
        (model_of(dense(4, activation="tanh")), "logits"),
        (model_of(dense(1)), "logits"),
    ],
)
def test_numbers_that_are_no_probabilities_cannot_be_called_so(model: keras.Model, fits: str) -> None:
    with pytest.raises(InvalidInput, match="Expected probabilities") as caught:
        understand(model, PROBES, None, "probabilities")
    assert caught.value.field == "output"
    assert f"--output {fits}" in (caught.value.hint or "")


SHARES: list[Callable[[Any], Any]] = [
    lambda x: layers.Add()([dense(5, activation="softmax")(x), layers.Softmax()(2.0 * dense(5)(x))]),
    lambda x: layers.Multiply()([dense(5, activation="softmax")(x), layers.Softmax()(2.0 * dense(5)(x))]),
    lambda x: layers.Maximum()([dense(5, activation="softmax")(x), layers.Softmax()(2.0 * dense(5)(x))]),
    lambda x: ops.sqrt(dense(5, activation="softmax")(x) * layers.Softmax()(2.0 * dense(5)(x))),
    lambda x: layers.Rescaling(100.0)(dense(5, activation="softmax")(x)),
    lambda x: 7.0 * ops.exp(ops.log_softmax(dense(5)(x))),
    lambda x: layers.GlobalMaxPooling2D()(layers.Conv2D(5, 1, activation="softmax")(layers.Reshape((3, 3, 3))(x))),
]


@pytest.mark.parametrize("end", SHARES)
@pytest.mark.parametrize("loss", [None, CROSSENTROPY])
def test_sums_products_and_percentages_of_probabilities_are_divided_by_their_sum(
    end: Callable[[Any], Any], loss: TrainingLoss | None
) -> None:
    model = model_of(end)
    understood = understand(model, PROBES, loss)
    own = own_answers(model)
    assert (understood.answers.kind, understood.answers.warning) == ("exclusive", None)
    assert_alike(own / own.sum(axis=1, keepdims=True), given_back(understood), relative=1e-6, absolute=1e-6)


@pytest.mark.parametrize("loss", [CROSSENTROPY, None])
def test_sigmoids_are_classes_where_the_loss_or_the_operator_says_so(loss: TrainingLoss | None) -> None:
    model = model_of(dense(4, activation="sigmoid"))
    understood = understand(model, PROBES, loss, None if loss else "probabilities")
    own = own_answers(model)
    assert understood.answers.kind == "exclusive"
    assert "sum to 1" in (understood.answers.warning or "")
    assert_alike(own / own.sum(axis=1, keepdims=True), given_back(understood), relative=1e-6, absolute=1e-6)


def test_two_softmaxes_in_one_row_are_not_one() -> None:
    model = model_of(lambda x: layers.Concatenate()([dense(5, activation="softmax")(x), layers.Softmax()(dense(3)(x))]))
    assert understand(model, PROBES, None).answers.kind == "independent"


@pytest.mark.parametrize("end", [dense(1, activation="tanh"), lambda x: ops.tanh(dense(1)(x) - 3.0)])
@pytest.mark.parametrize("loss", [HINGE, None])
def test_a_number_in_minus_1_to_1_tells_two_classes_by_its_sign(end: Any, loss: TrainingLoss | None) -> None:
    model = model_of(end)
    understood = understand(model, PROBES, loss)
    assert understood.answers.warning is None
    assert_alike((own_answers(model) + 1) / 2, given_back(understood)[:, 1:], relative=1e-6, absolute=1e-6)


def test_a_margin_tells_two_classes_by_its_sign() -> None:
    model = model_of(dense(1))
    probabilities = given_back(understand(model, PROBES, HINGE))
    np.testing.assert_array_equal(probabilities[:, 1] > 0.5, own_answers(model)[:, 0] > 0)


@pytest.mark.parametrize("activation", ["tanh", "relu6", "silu"])
def test_numbers_that_may_leave_0_to_1_are_no_probabilities_by_chance(activation: str) -> None:
    low = layers.Dense(4, activation=activation, kernel_initializer="zeros", bias_initializer=Constant(0.2))
    assert "logits" in understand(model_of(low), PROBES, None).answers.decided


@pytest.mark.parametrize(
    "end",
    [
        lambda x: layers.Maximum()([ensemble(x, "softmax"), ensemble(x, "softmax")]) / 2.0,
        lambda x: layers.Reshape((1, 1, 5))(layers.Reshape((5,))(dense(5)(x))),
        lambda x: layers.Concatenate()([dense(2, activation="sigmoid")(x), 0.5 * dense(3, activation="sigmoid")(x)]),
        lambda x: ops.zeros_like(dense(1)(x)) + 0.1 * ops.log(1.1 + dense(1, activation="sigmoid")(x)),
    ],
)
def test_a_model_from_a_file_may_have_the_names_that_keras_gives_to_new_operations(end: Any) -> None:
    keras.backend.clear_session()
    model = model_of(end)
    names = [operation.name for operation in model.operations]
    keras.backend.clear_session()  # in a process that reads a file, the names of its model count for nothing
    understood = understand(model, PROBES, BINARY)
    assert [operation.name for operation in understood.model.operations][: len(names)] == names
    assert np.isfinite(given_back(understood)).all()


@pytest.mark.parametrize(
    ("end", "option"),
    [
        (dense(1, activation="tanh"), "logits"),
        (dense(1, activation="sigmoid"), "probabilities"),
        (dense(3), "logits"),
        (dense(3, activation="sigmoid"), "probabilities"),
    ],
)
def test_what_the_hint_about_a_regression_says_works(end: Any, option: OutputKind) -> None:
    model = model_of(end)
    with pytest.raises(InvalidInput) as caught:
        understand(model, PROBES, SQUARED)
    assert f"--output {option}" in (caught.value.hint or "")
    assert understand(model, PROBES, SQUARED, option).answers.kind == "exclusive"


def test_half_precision_is_a_distribution_too() -> None:
    require_half_precision()
    model = model_of(dense(40), layers.Activation("softmax", dtype="float16"))
    understood = understand(model, PROBES, CROSSENTROPY)
    assert understood.answers.kind == "exclusive"
    assert_alike(own_answers(model), given_back(understood), relative=1e-7, absolute=2e-3)


def test_thousands_of_classes() -> None:
    model = model_of(lambda x: ensemble(x, "softmax", 6000))
    understood = understand(model, PROBES, None)
    assert_alike(own_answers(model), given_back(understood), relative=1e-7, absolute=1e-6)


def test_a_size_that_parts_of_a_model_disagree_on_is_told() -> None:
    image = keras.Input((None, None, 3))
    halved = layers.UpSampling2D()(layers.MaxPooling2D()(image))
    joined = layers.GlobalAveragePooling2D()(layers.Concatenate()([image, halved]))
    model = flatten(keras.Model(image, layers.Dense(3, activation="softmax")(joined)), (11, 11))
    with pytest.raises(InvalidInput, match="pictures of 11 x 11 pixels") as caught:
        understand(model, probe_pictures(11, 11).astype(np.float32), None)
    assert "--size" in (caught.value.hint or "")
    assert "\x1b" not in caught.value.message
