"""Ablation: feature maps switched off, and how much others change for it.

What flows into what is measured by taking a part away (Morcos et al. 2018, "On the importance of single directions for
generalization", section 2.3; Meyes et al. 2019, "Ablation studies in artificial neural networks").
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.protocol.replacement import Replacement


def switch_off(maps: NDArray[np.float32], groups: Sequence[NDArray[np.intp]], replacement: Replacement) -> None:
    """Put a number in place of some maps of each copy of a layer.

    Args:
        maps: (n, h, w, c), one copy for each group; changed in place.
        groups: the channels that are switched off in each.
        replacement: `mean` for each map's own mean over the image, `zero` for 0.
    """
    for copy, channels in zip(maps, groups, strict=True):
        if replacement == "zero":
            copy[:, :, channels] = 0
        else:
            copy[:, :, channels] = copy[:, :, channels].mean(axis=(0, 1), dtype=np.float64)


def relative_changes(
    changed: NDArray[np.float32], original: NDArray[np.float32], groups: Sequence[NDArray[np.intp]]
) -> NDArray[np.float64]:
    """How much each group of maps has changed: the L2 norm of the difference by that of the original.

    Args:
        changed: (n, h, w, c).
        original: (1, h, w, c).
        groups: channels of each group.

    Returns:
        (n, groups), 0 or more. Where the original is 0 everywhere: 1 for any change, as if it were its own measure.
    """
    differences = _sums_of_squares(changed - original)
    lengths = _sums_of_squares(original)[0]
    change = np.stack([differences[:, channels].sum(axis=1) for channels in groups], axis=1)
    length = np.array([lengths[channels].sum() for channels in groups])
    ratios: NDArray[np.float64] = np.where(length > 0, change / np.where(length > 0, length, 1), change > 0)
    return np.sqrt(ratios)


def _sums_of_squares(maps: NDArray[np.float32]) -> NDArray[np.float64]:
    """Of each map of (n, h, w, c): (n, c)."""
    rows = np.einsum("nhwc,nhwc->nhc", maps, maps)  # a row at a time, so that rounding does not add up
    sums: NDArray[np.float64] = rows.sum(axis=1, dtype=np.float64)
    return sums
