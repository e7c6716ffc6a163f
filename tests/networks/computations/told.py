"""What is told of values of small models, beside what Keras computes."""

from collections.abc import Iterable

import keras
import numpy as np

from tetrascope.networks.computations.explainer import explain_value
from tetrascope.networks.computations.network_graph import NetworkGraph
from tetrascope.networks.computations.places import Place, shape_of
from tetrascope.networks.folding import FoldedModel, unfolded
from tetrascope.networks.graph import read_graph
from tetrascope.protocol.operations.computations import ComputationStep

SEED = 16
"""Of every call by itself: what a test sees does not depend on those before it."""


def with_weights(model: keras.Model) -> keras.Model:
    """The model with weights that all have a part in what it gives out; what is a variance is positive."""
    random = np.random.default_rng(SEED)
    for layer in model.layers:
        layer.set_weights(
            [
                np.abs(values) + 0.5 if "variance" in variable.name else values
                for variable, values in zip(
                    layer.weights, (random.normal(size=each.shape) for each in layer.weights), strict=True
                )
            ]
        )
    return model


def graph_of(model: keras.Model, folded: FoldedModel | None = None) -> NetworkGraph:
    """Its operations; none of them is a layer that is shown, so that every step is told from the image on."""
    told = folded or unfolded(model)
    return NetworkGraph(read_graph(told.model), {}, told.normalisations)


def places_of(tensor: object, count: int, random: np.random.Generator) -> Iterable[tuple[int, ...]]:
    """Some of a tensor's values, the corners among them."""
    shape = shape_of(tensor)
    yield tuple(0 for _ in shape)
    yield tuple(side - 1 for side in shape)
    for _ in range(count):
        yield tuple(int(random.integers(side)) for side in shape)


def assert_told(
    model: keras.Model, *, count: int = 12, known: bool = True, most: int = 3, relative: float = 3e-6
) -> list[ComputationStep]:
    """Hold what is told of a model's output against what Keras computes; the steps to the last value."""
    random = np.random.default_rng(SEED)
    image = random.normal(size=(1, *model.inputs[0].shape[1:])).astype(np.float32)
    expected = np.asarray(model(image, training=False), np.float64)[0]
    graph = graph_of(model)
    steps: list[ComputationStep] = []
    for at in places_of(model.outputs[0], count, random):
        steps = explain_value(graph, Place(model.outputs[0], at), {id(graph.input): image[0]}, most)
        assert (steps[-1].kind != "unknown") is known
        assert_adds_up(steps)
        assert abs(steps[-1].value - expected[at]) <= relative * np.abs(expected).max(), (at, steps[-1])
    return steps


def assert_adds_up(steps: list[ComputationStep]) -> None:
    """Each term is the sum of its products, and each sum that of its terms and of the rest."""
    for step in steps:
        for term in step.terms:
            assert len(term.values) == term.height * term.width
            if term.weights is not None:
                products = np.dot(term.values, term.weights) * (1.0 if term.factor is None else term.factor)
                np.testing.assert_allclose(term.total, products, rtol=1e-9, atol=1e-12)
        if step.formula.startswith("Σ") and step.rest is not None:
            total = sum(term.total for term in step.terms) + step.rest
            count = next((number.value for number in step.numbers if number.name == "count"), 1)
            np.testing.assert_allclose(step.value, total / count, rtol=1e-9, atol=1e-12)
        assert len(step.terms) <= step.term_count
