"""Blurred image: the image, strongly blurred (Gaussian; standard deviation 10 pixels at a side of 224).

Fong & Vedaldi 2017, "Interpretable Explanations of Black Boxes by Meaningful Perturbation" (arXiv 1704.03296, section
4.1).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.ndimage import gaussian_filter

BLUR_SIGMA = 10 / 224
"""Standard deviation as a share of the smaller side."""


def fill(image: NDArray[np.uint8]) -> NDArray[np.float32]:
    """The image blurred, each colour by itself, (h, w, 3)."""
    sigma = BLUR_SIGMA * min(image.shape[:2])
    blurred: NDArray[np.float32] = gaussian_filter(image.astype(np.float32), sigma=(sigma, sigma, 0.0), mode="nearest")
    return blurred
