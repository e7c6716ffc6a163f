"""Numbers as a person reads them."""

import pytest

from tetrascope.report.numbers import counted, percent, plain, share


@pytest.mark.parametrize(
    ("part", "words"),
    [(0.394, "39.4 %"), (1.0, "100.0 %"), (0.0, "0.0 %"), (0.00001, "< 0.1 %"), (None, "not defined")],
)
def test_percent(part: float | None, words: str) -> None:
    assert percent(part) == words


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0.0, "0"),
        (-0.001, "0"),
        (0.25, "0.25"),
        (9.5, "9.5"),
        (10.25, "10.2"),
        (99.96, "100"),
        (-3.0, "-3"),
        (235.62, "236"),
        (1234567.0, "1234567"),
    ],
)
def test_plain(value: float, words: str) -> None:
    assert plain(value) == words


def test_share() -> None:
    assert (share(3, 8), share(0, 7), share(0, 0)) == ("3 of 8, 37.5 %", "0 of 7, 0.0 %", "0 of 0")


def test_counted() -> None:
    assert (counted(1, "image"), counted(0, "image"), counted(2, "image")) == ("1 image", "0 images", "2 images")
