"""Clusters of feature maps that are alike in entropy."""

from dataclasses import dataclass

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
    values, channel_value = np.unique(np.round(entropies, 12), return_inverse=True)
    first = np.searchsorted(np.sort(channel_value), np.arange(values.size))
    if values.size <= k:
        cuts = np.arange(values.size)
    else:
        # Centred, because the optimiser squares the values and small differences would drown.
        runs = np.asarray(kmeans1d.cluster(np.sort(entropies) - entropies.mean(), k).clusters)[first]
        cuts = _split_to(k, np.concatenate(([0], np.flatnonzero(np.diff(runs)) + 1)), values)
    value_label = np.searchsorted(cuts, np.arange(values.size), side="right") - 1
    labels = value_label[channel_value].astype(np.intp)
    members = [np.flatnonzero(labels == cluster) for cluster in range(cuts.size)]
    means = np.array([entropies[channels].mean() for channels in members])
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
