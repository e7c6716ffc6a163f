"""What masked pixels become.

`black` is the thesis's (Fatemi Pour 2022). `mean`, `noise` and `blur` are the three deletions of Fong & Vedaldi 2017,
"Interpretable Explanations of Black Boxes by Meaningful Perturbation" (arXiv 1704.03296, section 4.1): a constant
colour, Gaussian noise independent for each pixel, and a strong blur.
"""

import numpy as np
from numpy.typing import NDArray

from tetrascope.protocol.fills import Fill

BLUR_SIGMA = 10 / 224
"""Standard deviation of the blur as a share of the smaller side: 10 pixels at 224."""
NOISE_SIGMA = 51.0
"""Standard deviation of the noise, a fifth of the range of a byte; strong enough to hide what lies beneath."""


def fill_image(image: NDArray[np.uint8], fill: Fill) -> NDArray[np.uint8]:
    """The image that shows through a mask; the same for every mask, and the same on every call.

    Args:
        image: (h, w, 3) RGB.
        fill: `black`; `mean`, the image's average colour; `blur`; `noise`, independent Gaussian noise about the
            average colour, whose random numbers depend on the image's shape alone.

    Returns:
        (h, w, 3) RGB.
    """
    if fill == "black":
        return np.zeros_like(image)
    if fill == "blur":
        from scipy.ndimage import gaussian_filter  # late: requests need `Fill` without waiting for scipy

        sigma = BLUR_SIGMA * min(image.shape[:2])
        return _to_bytes(gaussian_filter(image.astype(np.float32), sigma=(sigma, sigma, 0.0), mode="nearest"))
    colour = np.broadcast_to(image.mean(axis=(0, 1), dtype=np.float64), image.shape)
    if fill == "mean":
        return _to_bytes(colour)
    return _to_bytes(np.random.default_rng(image.shape).normal(colour, NOISE_SIGMA))


def _to_bytes(values: NDArray[np.floating]) -> NDArray[np.uint8]:
    levels: NDArray[np.uint8] = np.rint(values).clip(0, 255).astype(np.uint8)
    return levels
