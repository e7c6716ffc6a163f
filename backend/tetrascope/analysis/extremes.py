"""Least and greatest values of feature maps, and whether these and logits are numbers at all."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import Failed

_DAMAGED = "The network's weights or its input may be damaged; load the network again."
"""What to do about numbers that are not finite."""


def extremes(values: NDArray[np.floating]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Least and greatest value of each column of (pixels, channels); raises `Failed` where they are not finite."""
    pixels, channels = values.shape
    # Few channels make short rows, which numpy reduces slowly: lay several pixels into one row first.
    fold = next((fold for fold in (16, 8, 4, 2) if pixels % fold == 0 and fold * channels <= 4096), 1)
    rows = values.reshape(pixels // fold, fold * channels)
    low = rows.min(axis=0).reshape(fold, channels).min(axis=0).astype(np.float64)
    high = rows.max(axis=0).reshape(fold, channels).max(axis=0).astype(np.float64)
    check_finite(low, high)
    return low, high


def check_finite(low: NDArray[np.float64], high: NDArray[np.float64]) -> None:
    """Raise `Failed` where a channel's least or greatest value is NaN or infinite, and name the first such channel."""
    finite = np.isfinite(low) & np.isfinite(high)
    if not finite.all():
        raise Failed(
            f"Expected finite activations, got NaN or infinity in channel {finite.argmin()}.",
            code="not_finite",
            hint=_DAMAGED,
        )


def check_logits(logits: NDArray[np.floating]) -> None:
    """Raise `Failed` where a logit, of any shape of them, is NaN or infinite."""
    if not np.isfinite(logits).all():
        raise Failed("Expected finite logits, got NaN or infinity.", code="not_finite", hint=_DAMAGED)
