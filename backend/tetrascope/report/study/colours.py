"""Colours between others, and the ink that is read on them."""

from collections.abc import Sequence


def blended(stops: Sequence[str], at: float) -> str:
    """The colour at 0..1 on the way along stops, #rrggbb, blended linearly in sRGB."""
    place = at * (len(stops) - 1)
    first = min(int(place), len(stops) - 2)
    low, high = _channels(stops[first]), _channels(stops[first + 1])
    mixed = [round(a + (b - a) * (place - first)) for a, b in zip(low, high, strict=True)]
    return "#" + "".join(f"{value:02x}" for value in mixed)


def ink_on(colour: str) -> str:
    """Black or white, whichever stands out more: by 4.5 at least on any colour (WCAG 2, contrast ratio)."""
    light = luminance(colour) + 0.05
    return "#ffffff" if 1.05 / light > light / 0.05 else "#000000"


def luminance(colour: str) -> float:
    """Relative luminance, 0..1 (WCAG 2)."""
    linear = [
        value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4
        for value in (channel / 255 for channel in _channels(colour))
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _channels(colour: str) -> list[int]:
    return [int(colour[place : place + 2], 16) for place in (1, 3, 5)]
