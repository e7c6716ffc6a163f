"""Mean colour: the average colour of the image.

The constant value of Fong & Vedaldi 2017, "Interpretable Explanations of Black Boxes by Meaningful Perturbation" (arXiv
1704.03296, section 4.1).
"""

import numpy as np
from numpy.typing import NDArray


def fill(image: NDArray[np.uint8]) -> NDArray[np.float64]:
    """The average colour, (3,)."""
    colour: NDArray[np.float64] = image.mean(axis=(0, 1), dtype=np.float64)
    return colour
