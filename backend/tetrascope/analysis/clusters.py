"""Clusters of feature maps that are alike by a criterion: in the thesis, by entropy."""

from dataclasses import dataclass
from itertools import pairwise

import kmeans1d
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Clustering:
    """A partition of a layer's channels, clusters by rising mean score."""

    labels: NDArray[np.intp]
    """(c,) cluster of each channel, 0-based."""
    members: list[NDArray[np.intp]]
    """Channels of each cluster, rising."""
    mean_scores: NDArray[np.float64]
    """(clusters,) mean score of each, rising."""
    inertia: float
    """Sum of the squared distances of the scores to their cluster's mean."""


def cluster_by_score(scores: NDArray[np.float64], k: int) -> Clustering:
    """K-means on the scores at its exact optimum, so the same scores always give the same clusters.

    In one dimension the clusters are runs of the sorted values, and dynamic programming finds the best cuts
    (Wu 1991, "Optimal quantization by matrix searching"). The thesis (Fatemi Pour 2022, section 3.1) takes K-means on
    entropies with k = 3. A layer with fewer distinct scores than k gets that many clusters. Scores that differ by less
    than 1e-12 of the largest, or of 1 where all are smaller, count as one: that is rounding.

    Args:
        scores: (c,), at least one; finite.
        k: clusters wanted, 1 or more.
    """
    order = np.argsort(scores, kind="stable")
    ordered = scores[order]
    distinct = np.round(ordered / max(1.0, float(np.abs(scores).max())), 12)
    first = np.flatnonzero(np.concatenate(([True], distinct[1:] > distinct[:-1])))  # where each distinct value begins
    if first.size <= k:
        cuts = np.arange(first.size)
    else:
        # Centred, because the optimiser squares the values and small differences would drown.
        runs = np.asarray(kmeans1d.cluster((ordered - scores.mean()).tolist(), k).clusters)[first]
        cuts = _split_to(k, np.concatenate(([0], np.flatnonzero(runs[1:] != runs[:-1]) + 1)), distinct[first])
    members = [np.sort(order[start:end]) for start, end in pairwise([*first[cuts], order.size])]
    means = np.array([scores[channels].mean() for channels in members])
    labels = np.empty(scores.size, dtype=np.intp)
    for cluster, channels in enumerate(members):
        labels[channels] = cluster
    return Clustering(labels, members, means, float(np.square(scores - means[labels]).sum()))


def _split_to(k: int, cuts: NDArray[np.intp], values: NDArray[np.float64]) -> NDArray[np.intp]:
    """Cut at the widest uncut gaps until there are k runs.

    The optimiser merges runs whose gain is below its rounding error; another cut never raises the inertia.
    """
    if cuts.size >= k:
        return cuts
    gaps = np.diff(values)
    gaps[cuts[1:] - 1] = -1.0
    widest = np.argsort(-gaps, kind="stable")[: k - cuts.size] + 1
    return np.sort(np.concatenate((cuts, widest)))
