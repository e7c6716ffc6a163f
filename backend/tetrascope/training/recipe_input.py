"""What goes into the network of a recipe."""

from tetrascope.networks.network_input import NetworkInput
from tetrascope.networks.preprocessing import read_preprocessing
from tetrascope.training.recipe import Recipe


def input_of_recipe(recipe: Recipe) -> NetworkInput:
    """What goes into the network."""
    return NetworkInput(
        recipe.input_height,
        recipe.input_width,
        recipe.input_channels,
        read_preprocessing(recipe.preprocessing),
        recipe.fit,
    )
