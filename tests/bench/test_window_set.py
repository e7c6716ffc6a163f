"""Sets of windows by name, and thinning them."""

import pytest

from tetrascope.bench.window_set import STANDARD, WindowSet, spaced
from tetrascope.errors import InvalidInput
from tetrascope.protocol.operations.pools import Window


def test_the_standard_sets_have_as_many_masks_as_their_windows() -> None:
    counts = {windows.label: len(windows.boxes(224, 224)) for windows in STANDARD}
    # default: 5 x 5 of 84/42, 7 x 7 of 56/28, 15 x 15 of 28/14
    assert counts == {"16/16": 196, "32/16": 169, "56/28": 49, "112/56": 9, "default": 299}


def test_a_window_that_does_not_fit_is_refused() -> None:
    with pytest.raises(InvalidInput, match="1 to 32 pixels"):
        WindowSet(Window(size=40, stride=20)).boxes(32, 32)


def test_thinned_items_are_spread_over_all() -> None:
    assert spaced(range(12), 3) == [2, 6, 10]
    assert spaced("abc", 5) == ["a", "b", "c"]
