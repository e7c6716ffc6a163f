"""Handwritten digits that come with scikit-learn: 1,797 pictures of 8 by 8 pixels in 17 greys.

Alpaydin & Kaynak 1998, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository; its test set, with
strokes counted in blocks of 4 by 4.
"""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.networks.network_input import NetworkInput
from tetrascope.training.examples import Examples, digest_of

DIGITS = "digits"
"""What the set is called."""
DIGITS_SIDE = 32
"""Rows and columns to which its pictures are brought, unless a person says otherwise."""
_WHITE = 16
"""The brightest of its greys."""
_NOTE = (
    "The digits of scikit-learn have 8 x 8 pixels in 17 greys. They are scaled up to {size} between their pixels "
    "(bilinearly), which makes them smooth and adds no detail."
)


def digit_names() -> list[str]:
    """What its classes are called."""
    return [str(digit) for digit in range(10)]


def digit_pictures() -> NDArray[np.uint8]:
    """All of them as they are, (1797, 8, 8): 0 becomes black and 16 white."""
    from sklearn.datasets import load_digits

    greys: NDArray[np.uint8] = np.rint(load_digits().images * (255 / _WHITE)).astype(np.uint8)
    return greys


def read_digits(network_input: NetworkInput) -> Examples:
    """All of them, scaled up bilinearly to the input's size; 0 becomes black and 16 white."""
    from sklearn.datasets import load_digits

    data = load_digits()
    greys = digit_pictures()
    height, width = network_input.size
    sized = [Image.fromarray(grey).resize((width, height), Image.Resampling.BILINEAR) for grey in greys]
    pictures = np.repeat(np.stack([np.asarray(each) for each in sized])[..., np.newaxis], 3, axis=-1)
    return Examples(
        names=[f"digit {index}" for index in range(len(greys))],
        labels=data.target.astype(np.int32),
        digests=[digest_of(grey.tobytes()) for grey in greys],
        class_names=digit_names(),
        pictures=pictures,
        skipped=[],
        notes=[_NOTE.format(size=f"{height} x {width}")],
    )
