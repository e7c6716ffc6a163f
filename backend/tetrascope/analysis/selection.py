"""The four labels of a pool, and the images that stand for them."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput


def four_labels(probabilities: NDArray[np.floating]) -> NDArray[np.intp]:
    """The four classes with the highest probability summed over the pool, highest first; ties by lower index.

    Args:
        probabilities: (n, classes), softmax outputs.

    Returns:
        (4,) class indices.

    Raises:
        InvalidInput: fewer than four classes.
    """
    classes = probabilities.shape[1]
    if classes < 4:
        raise InvalidInput(
            f"Expected a network with at least 4 classes, got {classes}.",
            field="network_id",
            hint="The tetrahedron needs a label at each of its four vertices; choose another network.",
        )
    return np.argsort(-probabilities.sum(axis=0, dtype=np.float64), kind="stable")[:4]


def select(probabilities: NDArray[np.floating], per_label: int) -> NDArray[np.intp]:
    """Which images represent which of the four labels: the same number for each, no image twice.

    The labels take turns, in order, and each takes the image it is most probable in among those left (ties by lower
    index). Taking turns matters: the same few images are often the best of two labels, and a label that chose all
    its images first would leave the other only poor ones. The result depends on nothing but the probabilities.

    Args:
        probabilities: (n, 4), probabilities of the four labels.
        per_label: images for each label; a pool of fewer than four times that many gives n // 4.

    Returns:
        (n,) the vertex 0..3 that an image represents, or -1.
    """
    count = len(probabilities)
    represents = np.full(count, -1, dtype=np.intp)
    taken = [False] * count
    ranked = [iter(np.argsort(-column, kind="stable").tolist()) for column in probabilities.T]
    for _ in range(min(per_label, count // 4)):
        for vertex, candidates in enumerate(ranked):
            image = next(candidate for candidate in candidates if not taken[candidate])
            taken[image] = True
            represents[image] = vertex
    return represents
