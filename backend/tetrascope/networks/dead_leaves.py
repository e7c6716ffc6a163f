"""Made-up pictures with the statistics of photos: shapes of every size that hide one another.

Source: Lee, Mumford & Huang 2001, "Occlusion models for natural images". Here the shapes are rectangles. White noise
would not do: to a network it is like no photo, and large ones answer it with numbers that rounding decides.
"""

import numpy as np
from numpy.typing import NDArray

LEAVES = 400
"""Shapes in a picture."""


def dead_leaves(generator: np.random.Generator, count: int, size: tuple[int, int]) -> NDArray[np.uint8]:
    """So many pictures of that many rows and columns, (count, rows, columns, 3) RGB."""
    rows, columns = size
    pixels = np.empty((count, rows, columns, 3), np.float32)
    for image in pixels:
        image[:] = generator.uniform(0, 255, 3)
        for _ in range(LEAVES):
            height, width = (2 / generator.uniform(2 / max(2, *size), 1, 2)).astype(int)
            top, left = int(generator.integers(-height, rows)), int(generator.integers(-width, columns))
            image[max(top, 0) : top + height, max(left, 0) : left + width] = generator.uniform(0, 255, 3)
    pixels += generator.normal(0, 4, pixels.shape)
    return np.clip(pixels, 0, 255).astype(np.uint8)
