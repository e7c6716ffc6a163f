"""Class evidence: what each channel and each pixel of the last maps adds to a class's logit.

Of a network that ends in global pooling and one dense layer, after B. Zhou, A. Khosla, A. Lapedriza, A. Oliva and
A. Torralba, "Learning deep features for discriminative localization" (CVPR 2016), section 2: class activation maps.
They are exact there, and not an estimate: the logit is the layer's bias and the sum of what is told, over channels or
over pixels.
"""

import numpy as np
from numpy.typing import NDArray

from tetrascope.networks.pooled_head import Pooling


def pooled_maps(maps: NDArray[np.float32], pooling: Pooling) -> NDArray[np.float64]:
    """What pooling makes of each map.

    Args:
        maps: (h, w, c).
        pooling: `average` for each map's mean, `max` for its largest value.

    Returns:
        (c,)
    """
    pooled: NDArray[np.float64] = (
        maps.mean(axis=(0, 1), dtype=np.float64) if pooling == "average" else maps.max(axis=(0, 1)).astype(np.float64)
    )
    return pooled


def channel_evidence(pooled: NDArray[np.float64], kernel: NDArray[np.float32]) -> NDArray[np.float64]:
    """What each channel adds to each class's logit: its weight for the class, times what pooling makes of its map.

    Args:
        pooled: (c,), see `pooled_maps`.
        kernel: (c, classes), the dense layer's weights.

    Returns:
        (c, classes); with the bias, the sum over channels is the logit.
    """
    return pooled[:, None] * kernel.astype(np.float64)


def pixel_evidence(maps: NDArray[np.float32], weights: NDArray[np.float32], pooling: Pooling) -> NDArray[np.float64]:
    """What each pixel of the maps adds to one class's logit (equation 2 there, by the number of pixels).

    Args:
        maps: (h, w, c).
        weights: (c,), the dense layer's weights for the class.
        pooling: with `average` every pixel has its share of each map's mean; with `max` a map's largest value, the
            first of equal ones, has all of it.

    Returns:
        (h, w); with the bias, the sum over pixels is the logit.
    """
    height, width, channels = maps.shape
    if pooling == "average":
        shares: NDArray[np.float64] = (maps.astype(np.float64) @ weights.astype(np.float64)) / (height * width)
        return shares
    flat = maps.reshape(-1, channels)
    evidence = np.zeros(height * width)
    np.add.at(evidence, flat.argmax(axis=0), flat.max(axis=0).astype(np.float64) * weights)
    return evidence.reshape(height, width)
