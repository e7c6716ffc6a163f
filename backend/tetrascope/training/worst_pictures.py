"""The pictures that a run's network got the most wrong, small enough to be shown beside each other."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.engine.settings import own_image_settings
from tetrascope.engine.tensor_encoding import tensor_of_image
from tetrascope.errors import TetrascopeError
from tetrascope.photos.photo import read_photo
from tetrascope.photos.photo_file import read_photo_file
from tetrascope.protocol.tensor import Tensor
from tetrascope.training.digits import digit_pictures
from tetrascope.training.examples import digest_of
from tetrascope.training.recipe import Recipe
from tetrascope.training.results import WorstExample
from tetrascope.training.run_folder import RunFolder

MAX_SIDE = 96
"""Pixels of the longer side."""


def small_pictures(folder: RunFolder, recipe: Recipe, worst: Sequence[WorstExample]) -> list[Tensor | None]:
    """Each of these pictures, (rows, columns, 3), at most 96 pixels a side; None where it is not there any more, or
    another.

    Raises:
        Failed: the run's list of pictures is damaged.
    """
    if recipe.embedded:
        digits = digit_pictures()
        places = [int(each.name.rpartition(" ")[2]) for each in worst]
        return [tensor_of_image(np.repeat(_enlarged(digits[place])[..., np.newaxis], 3, axis=-1)) for place in places]
    digests = {each.name: each.digest for each in folder.examples()}
    return [_read(Path(recipe.data), each.name, digests.get(each.name)) for each in worst]


def _enlarged(digit: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Each pixel a square, so that it is seen as it is."""
    factor = MAX_SIDE // 2 // len(digit)
    return np.repeat(np.repeat(digit, factor, axis=0), factor, axis=1)


def _read(data: Path, name: str, digest: str | None) -> Tensor | None:
    place = data / name
    try:
        if digest is None or not place.resolve().is_relative_to(data.resolve()):
            return None
        found = read_photo_file(place)
        if found is None or digest_of(found.data) != digest:
            return None
        picture = Image.fromarray(read_photo(found.data, own_image_settings(None).reading()).pixels)
    except (TetrascopeError, OSError, ValueError):
        return None
    picture.thumbnail((MAX_SIDE, MAX_SIDE), Image.Resampling.BOX)
    return tensor_of_image(np.asarray(picture))
