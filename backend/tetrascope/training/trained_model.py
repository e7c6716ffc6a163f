"""A run's whole network with the weights of one of its epochs."""

from typing import Any

import keras
from numpy.typing import NDArray

from tetrascope.errors import WeightsUnavailable
from tetrascope.networks.blocks.model import build_model
from tetrascope.training.frozen_body import FrozenBody
from tetrascope.training.recipe import Recipe
from tetrascope.training.run_blocks import blocks_of_recipe


def trained_model(recipe: Recipe, class_count: int, weights: list[NDArray[Any]]) -> keras.Model:
    """From pictures, scaled as the recipe says, to logits.

    Args:
        recipe: of the run.
        class_count: how many classes it has.
        weights: as of `Learner.weights`.

    Raises:
        ValueError: the weights are not of such a network.
        WeightsUnavailable: the layers below a head are not on this machine any more, or others.
    """
    blocks = blocks_of_recipe(recipe, class_count)
    if blocks is not None:
        model = build_model(blocks)
        model.set_weights(weights)
        return model
    body = FrozenBody(recipe.start)
    if body.identity != recipe.start_identity:
        raise WeightsUnavailable(
            f"Expected the weights of {body.title} on which the head was trained, {recipe.start_identity}, got "
            f"{body.identity}.",
            field="network_id",
            hint="Bring the former weights back, or train anew.",
        )
    kernel, bias = weights
    return body.with_head(class_count, kernel, bias)
