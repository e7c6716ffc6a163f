"""Moments as text."""

import pytest

from tetrascope.study.results.time_text import utc


@pytest.mark.parametrize(
    ("ms", "text"),
    [
        (0, "1970-01-01T00:00:00.000Z"),
        (1_700_000_000_125.4, "2023-11-14T22:13:20.125Z"),
        (-1, "1969-12-31T23:59:59.999Z"),
        (None, None),
        (9e15, None),
        (-9e17, None),
    ],
)
def test_moments_are_iso_8601_or_none(ms: float | None, text: str | None) -> None:
    assert utc(ms) == text
