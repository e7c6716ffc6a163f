"""Black: black.

The thesis's (Fatemi Pour 2022, section 3.2).
"""

import numpy as np
from numpy.typing import NDArray


def fill(image: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Black pixels, (h, w, 3)."""
    return np.zeros_like(image)
