"""The labels of a pool, and the images that stand for them.

The thesis (Fatemi Pour 2022, section 3.2) has four labels and a subset that represents them equally.
"""

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.placements.simplex import MAX_LABELS


def top_labels(probabilities: NDArray[np.floating], among: int | None = None) -> NDArray[np.intp]:
    """The four classes with the highest probability summed over the pool, highest first; ties by lower index.

    Args:
        probabilities: (n, classes), 2 classes or more.
        among: a class that is to be one of them; where it would not be, it takes the last place.

    Returns:
        (4,) class indices, (classes,) where there are fewer.
    """
    top = np.argsort(-probabilities.sum(axis=0, dtype=np.float64), kind="stable")[:MAX_LABELS]
    if among is not None and among not in top:
        top[-1] = among
    return top


def select(probabilities: NDArray[np.floating], per_label: int) -> NDArray[np.intp]:
    """Which images represent which of the labels: the same number for each, no image twice.

    The labels take turns, in order, and each takes the image it is most probable in among those left (ties by lower
    index). Taking turns matters: the same few images are often the best of two labels, and a label that chose all
    its images first would leave the other only poor ones. The result depends on nothing but the probabilities.

    Args:
        probabilities: (n, labels), probabilities of the labels.
        per_label: images for each label; a pool of fewer than that many for each gives n // labels.

    Returns:
        (n,) the label 0..labels - 1 that an image represents, or -1.
    """
    count, labels = probabilities.shape
    represents = np.full(count, -1, dtype=np.intp)
    taken = [False] * count
    ranked = [iter(np.argsort(-column, kind="stable").tolist()) for column in probabilities.T]
    for _ in range(min(per_label, count // labels)):
        for vertex, candidates in enumerate(ranked):
            image = next(candidate for candidate in candidates if not taken[candidate])
            taken[image] = True
            represents[image] = vertex
    return represents
