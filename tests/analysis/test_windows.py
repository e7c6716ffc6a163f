import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.analysis.masks import Box
from tetrascope.analysis.windows import SlidingWindow, default_windows, position_count, positions
from tetrascope.errors import InvalidInput


def test_default_windows_at_224() -> None:
    assert default_windows(224, 224) == [(84, 42), (56, 28), (28, 14)]
    assert default_windows(300, 224) == default_windows(224, 224)


@given(st.integers(1, 700), st.integers(1, 700))
def test_default_windows_fit_any_image(height: int, width: int) -> None:
    windows = default_windows(height, width)
    assert 1 <= len(windows) <= 3
    sizes = [window.size for window in windows]
    assert sizes == sorted(set(sizes), reverse=True)
    for window in windows:
        assert isinstance(window, SlidingWindow)
        assert position_count(height, width, *window) > 0


def test_positions_hand_computed() -> None:
    assert positions(4, 7, 3, 2) == [
        Box(0, 0, 3, 3), Box(0, 2, 3, 3), Box(0, 4, 3, 3),
        Box(1, 0, 3, 3), Box(1, 2, 3, 3), Box(1, 4, 3, 3),
    ]  # fmt: skip
    assert positions(5, 5, 5, 5) == [Box(0, 0, 5, 5)]
    assert [box.left for box in positions(3, 8, 3, 3)] == [0, 3, 5]


def test_default_pool_has_299_masks() -> None:
    assert [len(positions(224, 224, *window)) for window in default_windows(224, 224)] == [25, 49, 225]


@given(st.data())
def test_every_pixel_is_covered_and_every_window_inside(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 24)), data.draw(st.integers(1, 24))
    size = data.draw(st.integers(1, min(height, width)))
    stride = data.draw(st.integers(1, size))
    boxes = positions(height, width, size, stride)
    covered = np.zeros((height, width), dtype=bool)
    for top, left, tall, wide in boxes:
        assert 0 <= top <= height - tall
        assert 0 <= left <= width - wide
        covered[top : top + tall, left : left + wide] = True
    assert covered.all()
    assert len(set(boxes)) == len(boxes) == position_count(height, width, size, stride)


@pytest.mark.parametrize(
    ("size", "stride", "field"),
    [(9, 1, "windows[2].size"), (0, 1, "windows[2].size"), (4, 5, "windows[2].stride"), (4, 0, "windows[2].stride")],
)
@pytest.mark.parametrize("function", [positions, position_count])
def test_out_of_range(function, size: int, stride: int, field: str) -> None:
    with pytest.raises(InvalidInput, match=r"Expected a (window|stride) of 1 to") as caught:
        function(8, 12, size, stride, field="windows[2]")
    assert caught.value.field == field
