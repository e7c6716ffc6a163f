"""Numbers of more than eight bits, as microscopes and X-ray machines write them, brought to eight."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Range = tuple[float, float]
"""The numbers that become black and white."""
Numbers = NDArray[np.integer] | NDArray[np.floating]


class Bytes(NamedTuple):
    """Numbers as bytes, and what was done to them."""

    values: NDArray[np.uint8]
    note: str


def to_bytes(numbers: Numbers, shown: Range | None, what: str) -> Bytes:
    """Bring numbers to 0..255.

    Which number becomes 255 depends on nothing but the bits that the largest needs: 4095 where that is from 2048 to
    4095, as of a camera of 12 bits. So pictures of one device are comparable, and one of full range is as any program
    shows it. Fractions of 0 to 1 are taken as such; other fractions and negative numbers from the least to the largest.

    Args:
        numbers: of any shape; what is not a number counts as the lowest.
        shown: where a person says which they are; what lies beyond is cut off.
        what: what they are, such as `grey of 16 bits`.
    """
    finite = numbers[np.isfinite(numbers)] if numbers.dtype.kind == "f" else numbers
    least, largest = (float(finite.min()), float(finite.max())) if finite.size else (0.0, 0.0)
    low, high = shown or _range_of(finite, least, largest)
    note = (
        f"{what} from {_text(least)} to {_text(largest)}, of which {_text(low)} is shown as black and {_text(high)} "
        "as white"
    )
    if numbers.dtype == np.uint16:  # a table takes a quarter of the memory
        return Bytes(_scaled(np.arange(2**16), low, high)[numbers], note)
    return Bytes(_scaled(numbers, low, high), note)


def _scaled(numbers: Numbers, low: float, high: float) -> NDArray[np.uint8]:
    scaled = numbers.astype(np.float32) - np.float32(low)
    scaled *= np.float32(255 / (high - low))
    scaled = np.nan_to_num(scaled, copy=False, nan=0, posinf=255, neginf=0)
    whole: NDArray[np.uint8] = np.rint(scaled.clip(0, 255, out=scaled), out=scaled).astype(np.uint8)
    return whole


def _range_of(finite: Numbers, least: float, largest: float) -> Range:
    are_fractions = finite.dtype.kind == "f"
    if are_fractions and least >= 0 and largest <= 1:
        return 0, 1
    if least < 0 or (are_fractions and bool((finite != np.rint(finite)).any())):
        return least, max(largest, least + 1)
    return 0, 2 ** max(8, int(largest).bit_length()) - 1


def _text(number: float) -> str:
    return f"{number:.0f}" if number == round(number) else f"{number:.4g}"
