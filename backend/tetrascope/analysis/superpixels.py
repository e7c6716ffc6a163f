"""Superpixels: an image in pieces of similar colour, such as a person may want to mask."""

import numpy as np
from numpy.typing import NDArray


def superpixels(image: NDArray[np.uint8], segments: int, compactness: float) -> NDArray[np.uint16]:
    """Divide an image by SLIC: K-means on colour and place, then pieces made connected.

    Achanta et al. 2012, "SLIC Superpixels Compared to State-of-the-Art Superpixel Methods", in scikit-image's
    implementation, on CIELAB colours. The same on every call.

    Args:
        image: (h, w, 3) RGB.
        segments: about how many superpixels; there may be fewer, and somewhat more.
        compactness: how much nearness counts against colour, above 0; a high value gives squares.

    Returns:
        (h, w), for each pixel the superpixel that it belongs to: every number of 0..count - 1 occurs.
    """
    from skimage.segmentation import slic  # late: its import takes a second, which no other analysis should wait for

    labels = slic(image, n_segments=segments, compactness=compactness, start_label=0, channel_axis=-1)
    _, contiguous = np.unique(labels, return_inverse=True)
    return contiguous.reshape(labels.shape).astype(np.uint16)
