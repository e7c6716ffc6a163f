"""What masked pixels become. A fill is a file of this folder, and requests call it by the file's name.

The first paragraph of a file's docstring is `Title: what masked pixels become.`, and what follows says where it comes
from. Its function `fill` takes an image, (h, w, 3) RGB bytes, and gives what shows through a mask: values of 0..255,
real or whole, of any shape that broadcasts to the image's. They must be the same on every call.
"""

from importlib import import_module

import numpy as np
from numpy.typing import NDArray


def fill_image(image: NDArray[np.uint8], fill: str) -> NDArray[np.uint8]:
    """The image that shows through a mask; the same for every mask, and the same on every call.

    Args:
        image: (h, w, 3) RGB.
        fill: the name of a fill.

    Returns:
        (h, w, 3) RGB.
    """
    values = import_module(f"{__name__}.{fill}").fill(image)
    filled: NDArray[np.uint8] = np.empty_like(image)
    filled[...] = np.rint(values).clip(0, 255)
    return filled
