"""Which classes a network tells apart by much the same evidence: those whose weights in its last layer are alike.

The logit of a class is the product of the last layer's input with the class's column of the kernel, so classes whose
columns point the same way rise and fall together.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


def cosines(kernel: NDArray[np.floating]) -> NDArray[np.float64]:
    """Cosine of the angle between the weights of each two classes, -1..1; 0 where a class has none.

    Args:
        kernel: (units, classes).

    Returns:
        (classes, classes), symmetric.
    """
    weights = np.asarray(kernel, dtype=np.float64)
    lengths = np.linalg.norm(weights, axis=0)
    scaled = np.divide(weights, lengths, out=np.zeros_like(weights), where=lengths > 0)
    return np.asarray(np.clip(scaled.T @ scaled, -1.0, 1.0))


def groups_alike(similarity: NDArray[np.floating], least: float) -> list[list[int]]:
    """Groups of things that are alike on average: average linkage (Sokal & Michener 1958), ended at `least`.

    The two groups whose members are most alike on average become one, again and again, while that average is `least`
    or more; ties by lower index. Few things, so plain loops do.

    Args:
        similarity: (n, n), symmetric.
        least: mean similarity of two groups that become one.

    Returns:
        Groups of two or more, members rising, groups by their first member.
    """
    groups = [[index] for index in range(len(similarity))]
    while len(groups) > 1:
        pairs = [(one, other) for other in range(len(groups)) for one in range(other)]
        means = [float(similarity[np.ix_(groups[one], groups[other])].mean()) for one, other in pairs]
        best = int(np.argmax(means))
        if means[best] < least:
            break
        one, other = pairs[best]
        groups[one] = sorted(groups[one] + groups.pop(other))
    return [group for group in groups if len(group) > 1]


def mean_similarity(similarity: NDArray[np.floating], members: Sequence[int]) -> float:
    """The mean over all pairs of some members, two or more, of a symmetric (n, n)."""
    rows, columns = np.triu_indices(len(members), 1)
    chosen = np.asarray(members)
    return float(similarity[chosen[rows], chosen[columns]].mean())


def share_below(similarity: NDArray[np.floating], value: float) -> float:
    """The share of all pairs of a symmetric (n, n) that are less alike than that, 0..1."""
    pairs = similarity[np.triu_indices(len(similarity), 1)]
    return float((pairs < value).mean())


def common_word(names: Sequence[str]) -> str | None:
    """The word that two of the names or more, and at least half of them, end with, such as `cat`; None without one."""
    last = [name.split()[-1].casefold() for name in names if name.split()]
    most = max(dict.fromkeys(last), key=last.count, default=None)
    return most if most is not None and last.count(most) >= max(2, len(names) / 2) else None
