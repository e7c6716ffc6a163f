"""Whether an importance map is right: what becomes of the answer as pixels are hidden, or shown, in its order.

Deletion and insertion (Petsiuk, Das & Saenko 2018, "RISE: Randomized Input Sampling for Explanation of Black-box
Models", section 4.1): if the map is right, the probability falls at once as its most important pixels are hidden,
and is soon there as they are shown alone.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from tetrascope.analysis.masks import BinaryMask, Box


def pixels_by_importance(importance: NDArray[np.floating]) -> NDArray[np.intp]:
    """The pixels of a map (h, w), by falling importance: (h * w,) indices row by row; of equal ones the lower first."""
    return np.argsort(-importance, axis=None, kind="stable")


def shuffled_within(
    values: NDArray[np.float32], groups: NDArray[np.integer], rng: np.random.Generator
) -> NDArray[np.float32]:
    """The values, (n,), dealt anew within each group, (n,): what is known of single members is lost, all else stays.

    An importance map of drops that are dealt anew among the masks of a window is as smooth as the true one, and knows
    nothing of where they came from: the yardstick for it. Pixels in random order would be none, because scattered holes
    spoil an image far sooner than one hole of the same size.
    """
    dealt = values.copy()
    for group in np.unique(groups):
        members = np.flatnonzero(groups == group)
        dealt[members] = values[rng.permutation(members)]
    return dealt


def counts_hidden(pixels: int, steps: int) -> NDArray[np.intp]:
    """How many pixels are hidden at each of `steps` + 1 points of a curve, from none to all."""
    return np.linspace(0, pixels, steps + 1).round().astype(np.intp)


def hiding_first(order: Sequence[int] | NDArray[np.intp], count: int, height: int, width: int) -> BinaryMask:
    """A mask over the first `count` pixels of an order, 1 or more."""
    return _mask(order[:count], height, width)


def hiding_rest(order: Sequence[int] | NDArray[np.intp], count: int, height: int, width: int) -> BinaryMask:
    """A mask over all but the first `count` pixels of an order, which must leave one or more."""
    return _mask(order[count:], height, width)


def mean_height(curve: NDArray[np.floating]) -> float:
    """The area under a curve over points at equal distances from 0 to 1, by trapezia: its mean height."""
    return float(np.trapezoid(curve, dx=1 / (len(curve) - 1)))


def share_to_halve(hidden: NDArray[np.floating], curve: NDArray[np.floating]) -> float | None:
    """The share of pixels at which a curve first has half of its first value, between two points by proportion.

    None where it never does, or begins with 0.
    """
    half = curve[0] / 2
    below = np.flatnonzero(curve <= half)
    if half <= 0 or not below.size:
        return None
    after = below[0]
    before = after - 1
    way = (curve[before] - half) / (curve[before] - curve[after])
    return float(hidden[before] + way * (hidden[after] - hidden[before]))


def rank_correlation(one: NDArray[np.floating], other: NDArray[np.floating]) -> float | None:
    """Spearman's rank correlation of two maps of the same shape, -1..1; None where all values of one are the same."""
    ranks = np.stack([rankdata(one, axis=None), rankdata(other, axis=None)])
    ranks -= ranks.mean(axis=1, keepdims=True)
    lengths = np.sqrt((ranks**2).sum(axis=1))
    return float(ranks[0] @ ranks[1] / (lengths[0] * lengths[1])) if lengths.all() else None


def _mask(pixels: Sequence[int] | NDArray[np.intp], height: int, width: int) -> BinaryMask:
    bits = np.zeros(height * width, np.bool_)
    bits[pixels] = True
    return BinaryMask(Box(0, 0, height, width), bits.reshape(height, width))
