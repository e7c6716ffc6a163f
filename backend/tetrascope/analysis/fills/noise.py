"""Noise: random colours around the average colour, the same on every call.

Independent Gaussian noise for each pixel, as of Fong & Vedaldi 2017, "Interpretable Explanations of Black Boxes by
Meaningful Perturbation" (arXiv 1704.03296, section 4.1).
"""

import numpy as np
from numpy.typing import NDArray

NOISE_SIGMA = 51.0
"""Standard deviation, a fifth of the range of a byte; strong enough to hide what lies beneath."""


def fill(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Noise about the average colour, whose random numbers depend on the image's shape alone, (h, w, 3)."""
    colour = np.broadcast_to(image.mean(axis=(0, 1), dtype=np.float64), image.shape)
    return np.random.default_rng(image.shape).normal(colour, NOISE_SIGMA)
