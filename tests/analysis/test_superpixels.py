import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.ndimage import label

from tetrascope.analysis.superpixels import superpixels


def quarters(side: int = 40) -> np.ndarray:
    image = np.zeros((side, side, 3), np.uint8)
    half = side // 2
    image[:half, half:] = (255, 0, 0)
    image[half:, :half] = (0, 255, 0)
    image[half:, half:] = (0, 0, 255)
    return image


def test_no_superpixel_crosses_an_edge() -> None:
    image = quarters()
    labels = superpixels(image, 16, 1.0)
    assert labels.shape == (40, 40)
    for number in range(labels.max() + 1):
        colours = image[labels == number]
        assert (colours == colours[0]).all(), number
    assert labels.max() + 1 >= 4


def test_there_are_about_as_many_as_asked_for() -> None:
    row, column = np.mgrid[:120, :160]
    slopes = np.stack([row, column, row + column], axis=-1).astype(np.uint8)
    counts = [int(superpixels(slopes, segments, 20.0).max()) + 1 for segments in (12, 48, 192)]
    assert counts == [pytest.approx(segments, rel=0.3) for segments in (12, 48, 192)]


def test_high_compactness_gives_squares() -> None:
    image = np.random.default_rng(1).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    labels = superpixels(image, 16, 1000.0)
    _, sizes = np.unique(labels, return_counts=True)
    assert len(sizes) == 16
    assert sizes == pytest.approx(256, rel=0.15)
    assert (labels[:15, :15] == labels[0, 0]).all()


@settings(deadline=None, max_examples=40)
@given(
    st.tuples(st.integers(1, 30), st.integers(1, 30)),
    st.integers(2, 1000),
    st.floats(0.1, 1000.0),
    st.integers(0, 2**32 - 1),
    st.sampled_from([1, 40, 256]),
)
def test_labels_are_contiguous_connected_and_the_same_each_time(
    shape: tuple[int, int], segments: int, compactness: float, seed: int, colours: int
) -> None:
    image = np.random.default_rng(seed).integers(0, colours, (*shape, 3), dtype=np.uint8)
    labels = superpixels(image, segments, compactness)
    assert labels.dtype == np.uint16
    assert labels.shape == shape
    assert np.unique(labels).tolist() == list(range(int(labels.max()) + 1))
    assert all(label(labels == number)[1] == 1 for number in range(int(labels.max()) + 1))
    np.testing.assert_array_equal(superpixels(image, segments, compactness), labels)
