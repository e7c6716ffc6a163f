"""A dense layer: every value of a line times a weight of its own, added up."""

import numpy as np

from tetrascope.networks.computations.after_sum import Doubles, after_sum
from tetrascope.networks.computations.asked import Asked, Explained, Sources, Terms
from tetrascope.networks.computations.patches import largest_first
from tetrascope.networks.computations.places import Place


def explain(asked: Asked) -> Explained:
    """Products of values with weights, bias, activation."""
    layer, known, source = asked.call.operation, asked.known, asked.call.inputs[0]
    unit, line = asked.at[-1], asked.at[:-1]
    values = known.of(source)[line].astype(np.float64)
    kernel = layer.kernel
    weights = np.asarray(kernel, np.float64)[:, unit]
    totals = values * weights
    chosen, sources, terms = largest_first(totals, asked.most), Sources(known), []
    for each in chosen:
        origin = known.origin(Place(source, (*line, each))) or Place(source, (*line, each))
        terms.append(sources.term(origin, [values[each]], totals[each], [weights[each]]))
    rest, total = float(np.delete(totals, chosen).sum()), float(totals.sum())

    def all_sums() -> Doubles:
        bias = np.asarray(layer.bias, np.float64) if layer.use_bias else 0.0
        return np.asarray(values @ np.asarray(kernel, np.float64) + bias)

    sentence = f"Each of {len(values)} values is multiplied by a weight of its own, and the products are added up."
    told = Terms(sources.told, terms, len(values), rest)
    return Explained(
        [
            asked.step("dense", sentence, "Σ value × weight", total, terms=told),
            *after_sum(asked, unit, total, all_sums),
        ]
    )
