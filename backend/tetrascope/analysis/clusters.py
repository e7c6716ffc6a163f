"""Clusters of feature maps that are alike in entropy."""

from dataclasses import dataclass
from itertools import pairwise

import kmeans1d
import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Clustering:
    """A partition of a layer's channels, clusters by rising mean entropy."""

    labels: NDArray[np.intp]
    """(c,) cluster of each channel, 0-based."""
    members: list[NDArray[np.intp]]
    """Channels of each cluster, rising."""
    mean_entropies: NDArray[np.float64]
    """(clusters,) mean entropy of each, rising."""
    inertia: float
    """Sum of the squared distances of the entropies to their cluster's mean."""


def cluster_by_entropy(entropies: NDArray[np.float64], k: int) -> Clustering:
    """K-means on the entropies at its exact optimum, so the same entropies always give the same clusters.

    In one dimension the clusters are runs of the sorted values, and dynamic programming finds the best cuts
    (Wu 1991, "Optimal quantization by matrix searching"). The thesis (Fatemi Pour 2022) takes K-means with k = 3.
    A layer with fewer distinct entropies than k gets that many clusters. Entropies that differ by less than 1e-12,
    which is rounding, count as one.

    Args:
        entropies: (c,), at least one.
        k: clusters wanted, 1 or more.
    """
    order = np.argsort(entropies, kind="stable")
    ordered = entropies[order]
    distinct = np.round(ordered, 12)
    first = np.flatnonzero(np.concatenate(([True], distinct[1:] > distinct[:-1])))  # where each distinct value begins
    if first.size <= k:
        cuts = np.arange(first.size)
    else:
        # Centred, because the optimiser squares the values and small differences would drown.
        runs = np.asarray(kmeans1d.cluster((ordered - entropies.mean()).tolist(), k).clusters)[first]
        cuts = _split_to(k, np.concatenate(([0], np.flatnonzero(runs[1:] != runs[:-1]) + 1)), distinct[first])
    members = [np.sort(order[start:end]) for start, end in pairwise([*first[cuts], order.size])]
    means = np.array([entropies[channels].mean() for channels in members])
    labels = np.empty(entropies.size, dtype=np.intp)
    for cluster, channels in enumerate(members):
        labels[channels] = cluster
    return Clustering(labels, members, means, float(np.square(entropies - means[labels]).sum()))


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
