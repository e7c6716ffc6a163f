from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans
from tests.likeness import assert_alike

from tetrascope.analysis.clusters import Clustering, cluster_by_score

STEPS = st.lists(st.integers(0, 1000), min_size=1, max_size=12)
ANY = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def best_inertia(values: np.ndarray, k: int) -> float:
    """By trying every way to cut the sorted values."""
    ordered = np.sort(values)
    return min(
        sum(float(np.square(run - run.mean()).sum()) for run in np.split(ordered, cuts))
        for cuts in combinations(range(1, len(values)), k - 1)
    )


def check_partition(clustering: Clustering, entropies: np.ndarray) -> None:
    together = np.concatenate(clustering.members)
    assert sorted(together) == list(range(len(entropies)))
    for cluster, channels in enumerate(clustering.members):
        assert channels.size
        assert (np.diff(channels) > 0).all()
        assert (clustering.labels[channels] == cluster).all()
        assert clustering.mean_scores[cluster] == pytest.approx(entropies[channels].mean())
    assert (np.diff(clustering.mean_scores) > 0).all()


def test_hand_computed() -> None:
    clustering = cluster_by_score(np.array([0.9, 0.1, 0.5, 0.3, 0.7, 0.52]), 3)
    assert [list(channels) for channels in clustering.members] == [[1, 3], [2, 5], [0, 4]]
    assert_alike([0.2, 0.51, 0.8], clustering.mean_scores, relative=1e-7, absolute=0)
    assert clustering.inertia == pytest.approx(0.02 + 0.0002 + 0.02)


@pytest.mark.parametrize(("values", "expected"), [([0.5] * 9, 1), ([0.2, 0.4, 0.2], 2), ([0.3], 1), ([0.1, 0.2], 2)])
def test_fewer_clusters_than_asked_for(values: list[float], expected: int) -> None:
    clustering = cluster_by_score(np.array(values), 3)
    assert len(clustering.members) == expected
    assert clustering.inertia == pytest.approx(0)
    check_partition(clustering, np.array(values))


def test_rounding_does_not_make_entropies_distinct() -> None:
    assert len(cluster_by_score(np.array([0.3, 0.1 + 0.2, 0.3]), 3).members) == 1


def test_rounding_counts_as_a_share_of_large_scores() -> None:
    scores = np.array([1e9, np.nextafter(1e9, 2e9), -3e9, 1e9 + 1])
    assert [list(channels) for channels in cluster_by_score(scores, 4).members] == [[2], [0, 1], [3]]


def test_differences_below_the_optimiser_still_give_k_clusters() -> None:
    entropies = np.array([0.0, 1.0, 1 - 1e-9, 1 - 2e-9, 1 - 4e-9])
    clustering = cluster_by_score(entropies, 4)
    assert len(clustering.members) == 4
    check_partition(clustering, entropies)


@given(STEPS, st.integers(1, 12))
def test_is_the_optimum(steps: list[int], k: int) -> None:
    entropies = np.array(steps) / 1000
    clustering = cluster_by_score(entropies, k)
    check_partition(clustering, entropies)
    clusters = min(k, len(set(steps)))
    assert len(clustering.members) == clusters
    assert clustering.inertia == pytest.approx(best_inertia(entropies, clusters), abs=1e-12)


@given(ANY, st.integers(1, 8))
def test_any_entropies_are_partitioned(values: list[float], k: int) -> None:
    entropies = np.array(values)
    clustering = cluster_by_score(entropies, k)
    check_partition(clustering, entropies)
    assert len(clustering.members) == min(k, len(np.unique(np.round(entropies, 12))))


@settings(max_examples=10)
@given(st.integers(0, 2**31), st.integers(1, 6))
def test_never_worse_than_scikit_learn(seed: int, k: int) -> None:
    entropies = np.random.default_rng(seed).beta(2, 3, 96)
    theirs = KMeans(k, n_init=10, random_state=0).fit(entropies[:, np.newaxis])
    assert cluster_by_score(entropies, k).inertia <= theirs.inertia_ + 1e-12


def test_order_of_channels_does_not_matter() -> None:
    rng = np.random.default_rng(2)
    entropies, order = rng.random(50), rng.permutation(50)
    np.testing.assert_array_equal(
        cluster_by_score(entropies[order], 3).labels, cluster_by_score(entropies, 3).labels[order]
    )
