import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.analysis.masks import Box
from tetrascope.analysis.windows import MAX_POSITIONS, check_window, default_windows, position_count, positions
from tetrascope.errors import InvalidInput
from tetrascope.protocol.operations.pools import Window


def windows_of(*sides: tuple[int, int]) -> list[Window]:
    return [Window(size=size, stride=stride) for size, stride in sides]


def test_default_windows_at_224() -> None:
    assert default_windows(224, 224) == windows_of((84, 42), (56, 28), (28, 14))
    assert default_windows(112, 448) == default_windows(224, 224), "as large an image, and not too long"
    assert default_windows(448, 112) == default_windows(224, 224)


def test_default_windows_of_tiny_images() -> None:
    assert default_windows(28, 28) == windows_of((11, 5), (7, 3), (4, 2))
    assert default_windows(8, 8) == windows_of((3, 1), (2, 1), (1, 1))
    assert default_windows(1, 1) == windows_of((1, 1))


@pytest.mark.parametrize("size", [(1001, 64), (64, 1001), (16, 512), (1, 4096), (2, 8192), (3, 12_000), (64, 200_000)])
def test_default_windows_of_elongated_images_stay_within_the_limit(size: tuple[int, int]) -> None:
    windows = default_windows(*size)
    assert windows[0].size == min(size)
    assert sum(position_count(window, *size) for window in windows) <= MAX_POSITIONS


def test_a_spectrogram_has_all_three() -> None:
    windows = default_windows(1001, 64)
    assert windows == windows_of((64, 32), (43, 21), (21, 10))
    assert [position_count(window, 1001, 64) for window in windows] == [31, 94, 594]


def test_of_too_many_the_smallest_are_left_out() -> None:
    assert default_windows(224, 224, most=298) == windows_of((84, 42), (56, 28))
    assert default_windows(224, 224, most=73) == windows_of((84, 42))
    assert default_windows(224, 224, most=24) == windows_of((84, 84))


@given(st.integers(1, 700), st.integers(1, 700))
def test_default_windows_fit_any_image(height: int, width: int) -> None:
    windows = default_windows(height, width)
    assert 1 <= len(windows) <= 3
    assert sum(position_count(window, height, width) for window in windows) <= MAX_POSITIONS
    sizes = [window.size for window in windows]
    assert sizes == sorted(set(sizes), reverse=True)
    for window in windows:
        check_window(window, height, width, "window")
        assert position_count(window, height, width) > 0


def test_positions_hand_computed() -> None:
    assert positions(Window(size=3, stride=2), 4, 7) == [
        Box(0, 0, 3, 3), Box(0, 2, 3, 3), Box(0, 4, 3, 3),
        Box(1, 0, 3, 3), Box(1, 2, 3, 3), Box(1, 4, 3, 3),
    ]  # fmt: skip
    assert positions(Window(size=5, stride=5), 5, 5) == [Box(0, 0, 5, 5)]
    assert [box.left for box in positions(Window(size=3, stride=3), 3, 8)] == [0, 3, 5]


def test_positions_beside_what_counts_are_left_out() -> None:
    within = (slice(3, 5), slice(0, 6))
    boxes = positions(Window(size=2, stride=2), 8, 8, within=within)
    assert boxes == [Box(top, left, 2, 2) for top in (2, 4) for left in (0, 2, 4)]
    assert position_count(Window(size=2, stride=2), 8, 8, within=within) == len(boxes)


def test_default_pool_has_299_masks() -> None:
    assert [len(positions(window, 224, 224)) for window in default_windows(224, 224)] == [25, 49, 225]


@given(st.data())
def test_every_pixel_is_covered_and_every_window_inside(data: st.DataObject) -> None:
    height, width = data.draw(st.integers(1, 24)), data.draw(st.integers(1, 24))
    size = data.draw(st.integers(1, min(height, width)))
    stride = data.draw(st.integers(1, size))
    window = Window(size=size, stride=stride)
    boxes = positions(window, height, width)
    covered = np.zeros((height, width), dtype=bool)
    for top, left, tall, wide in boxes:
        assert 0 <= top <= height - tall
        assert 0 <= left <= width - wide
        covered[top : top + tall, left : left + wide] = True
    assert covered.all()
    assert len(set(boxes)) == len(boxes) == position_count(window, height, width)


@pytest.mark.parametrize(
    ("size", "stride", "field"),
    [(9, 1, "windows[2].size"), (0, 1, "windows[2].size"), (4, 5, "windows[2].stride"), (4, 0, "windows[2].stride")],
)
def test_out_of_range(size: int, stride: int, field: str) -> None:
    window = Window.model_construct(size=size, stride=stride)  # what no request could hold is refused, too
    with pytest.raises(InvalidInput, match=r"Expected a (window|stride) of 1 to") as caught:
        check_window(window, 8, 12, "windows[2]")
    assert caught.value.field == field
