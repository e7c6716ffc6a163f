"""Numbers as a person reads them."""

import pytest

from tetrascope.report.numbers import counted, percent


@pytest.mark.parametrize(
    ("share", "words"),
    [(0.394, "39.4 %"), (1.0, "100.0 %"), (0.0, "0.0 %"), (0.00001, "< 0.1 %"), (None, "not defined")],
)
def test_percent(share: float | None, words: str) -> None:
    assert percent(share) == words


def test_counted() -> None:
    assert (counted(1, "image"), counted(0, "image"), counted(2, "image")) == ("1 image", "0 images", "2 images")
