"""A network that learns: steps of an optimizer, answers in between, and all that it has to remember to go on."""

from collections.abc import Callable
from typing import Any, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.device import compile_function

_BATCH = 64
"""Examples of a forward pass."""


class Step(NamedTuple):
    """What came of a step."""

    loss: float
    accuracy: float


class Learner:
    """A model with its optimizer.

    Args:
        model: from inputs to logits, (n, classes).
        inputs: all examples, (n, ...).
        labels: (n,), the class of each.
        prepare: makes of some of the inputs what the model takes.
        learning_rate: of Adam (Kingma & Ba 2015).
    """

    def __init__(
        self,
        model: keras.Model,
        inputs: NDArray[Any],
        labels: NDArray[np.int32],
        prepare: Callable[[NDArray[Any]], NDArray[np.float32]],
        learning_rate: float,
    ) -> None:
        self.model = model
        self.labels = labels
        self._inputs = inputs
        self._prepare = prepare
        model.compile(
            optimizer=keras.optimizers.Adam(learning_rate),
            loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True),
            metrics=[keras.metrics.SparseCategoricalAccuracy(name="accuracy")],
        )
        model.optimizer.build(model.trainable_variables)
        shape = keras.KerasTensor((None, *model.inputs[0].shape[1:]))
        self._forward = compile_function(lambda batch: model(batch, training=False), [shape], model.variables)

    def step(self, places: NDArray[np.intp]) -> Step:
        """Learn from the examples at these places; always as many, so that each step is computed alike."""
        self.model.reset_metrics()
        made = self.model.train_on_batch(self._prepare(self._inputs[places]), self.labels[places], return_dict=True)
        return Step(float(made["loss"]), float(made["accuracy"]))

    def logits(self, places: NDArray[np.intp]) -> NDArray[np.float32]:
        """What it answers to the examples at these places, (n, classes)."""
        batches = (places[first : first + _BATCH] for first in range(0, len(places), _BATCH))
        return np.concatenate([np.asarray(self._forward(self._prepare(self._inputs[each]))) for each in batches])

    def weights(self) -> list[NDArray[Any]]:
        """All numbers that its answers depend on, in an order that depends on how it is built."""
        weights: list[NDArray[Any]] = self.model.get_weights()
        return weights

    def memory(self) -> list[NDArray[Any]]:
        """All numbers that its further steps depend on: weights, generators, and what the optimizer remembers."""
        return [keras.ops.convert_to_numpy(variable) for variable in self._variables()]

    def remember(self, memory: list[NDArray[Any]]) -> None:
        """Go on from there. Raises `ValueError` for the memory of another network."""
        variables = self._variables()
        if [tuple(variable.shape) for variable in variables] != [each.shape for each in memory]:
            raise ValueError("the memory of another network")
        for variable, value in zip(variables, memory, strict=True):
            variable.assign(value)

    def _variables(self) -> list[Any]:
        return [*self.model.variables, *self.model.optimizer.variables]
