"""How a network's training scaled pixels: by one of the usual names, or by a mean and a deviation."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput

PreprocessingName = Literal["unit", "tf", "torch", "caffe", "lite", "none"]
"""`tf`, `torch` and `caffe` are Keras's names."""

BYTE = 255.0
# ImageNet's mean and standard deviation (red, green, blue): of bytes as in Caffe, of numbers 0..1 as in PyTorch.
CAFFE_MEAN = (123.68, 116.779, 103.939)
TORCH_MEAN = (0.485, 0.456, 0.406)
TORCH_DEVIATION = (0.229, 0.224, 0.225)


@dataclass(frozen=True)
class Preprocessing:
    """(pixel - mean) / deviation for each channel; pixels, mean and deviation count 0..255."""

    name: str
    """As the command line says it: a name, or the numbers."""
    mean: tuple[float, ...]
    """One number, or one for each channel."""
    deviation: tuple[float, ...]
    """Likewise."""
    blue_first: bool = False
    """Whether the network wants blue, green, red."""

    @property
    def channels(self) -> int | None:
        """How many channels it is for; None for any number."""
        return 3 if self.blue_first or max(len(self.mean), len(self.deviation)) > 1 else None

    @property
    def reach(self) -> float:
        """How far apart the numbers of black and of white are, in the channel where that is most."""
        return BYTE / min(self.deviation)

    def scale(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Pixels, (..., channels) bytes, as the network wants them; the same shape."""
        mean, deviation = (np.array(numbers, np.float32) for numbers in (self.mean, self.deviation))
        scaled: NDArray[np.float32] = (pixels.astype(np.float32) - mean) / deviation
        return scaled[..., ::-1] if self.blue_first else scaled


PREPROCESSINGS: Mapping[str, Preprocessing] = MappingProxyType(
    {
        each.name: each
        for each in (
            Preprocessing("unit", (0.0,), (BYTE,)),
            Preprocessing("tf", (127.5,), (127.5,)),
            Preprocessing(
                "torch", tuple(BYTE * mean for mean in TORCH_MEAN), tuple(BYTE * each for each in TORCH_DEVIATION)
            ),
            Preprocessing("caffe", CAFFE_MEAN, (1.0,), blue_first=True),
            Preprocessing("lite", (127.0,), (128.0,)),
            Preprocessing("none", (0.0,), (1.0,)),
        )
    }
)
"""By name: `unit` x / 255, so 0..1; `tf` x / 127.5 - 1, so -1..1; `torch` x / 255 less ImageNet's mean, over its
deviation; `caffe` blue, green, red less ImageNet's mean; `lite` (x - 127) / 128; `none` as they are, 0..255, for a
network that scales by itself."""


def read_preprocessing(text: str) -> Preprocessing:
    """A name, or MEAN/DEVIATION of pixels 0..1, each one number or three between commas: `0.5/0.25`.

    Raises:
        InvalidInput: it is neither.
    """
    name = text.strip().lower()
    if name in PREPROCESSINGS:
        return PREPROCESSINGS[name]
    mean_text, slash, deviation_text = text.partition("/")
    mean, deviation = _numbers(mean_text), _numbers(deviation_text)
    if not slash or not mean or not deviation:
        known = "unit is x / 255, tf x / 127.5 - 1, torch what PyTorch's networks want, caffe what Keras's VGG16 wants"
        raise _refused(
            text, f"{known}. Or write mean and deviation of pixels 0..1, one number each or three: {_example()}"
        )
    if max(map(abs, mean)) > 1 or max(deviation) > 1:
        # Not guessed: (x - 127.5) / 127.5 of bytes is another thing than the same numbers of pixels 0..1.
        hint = f"They count pixels 0..1. If yours count 0..255, write {_shrunk(mean)}/{_shrunk(deviation)}."
        raise _refused(text, hint)
    if min(deviation) <= 0:
        raise _refused(text, "A deviation is above 0.")
    return Preprocessing(text, tuple(BYTE * each for each in mean), tuple(BYTE * each for each in deviation))


def _numbers(text: str) -> tuple[float, ...]:
    """One or three finite numbers between commas; empty for anything else."""
    try:
        numbers = tuple(float(part) for part in text.split(","))
    except ValueError:
        return ()
    return numbers if len(numbers) in (1, 3) and all(map(math.isfinite, numbers)) else ()


def _refused(text: str, hint: str) -> InvalidInput:
    *names, last = get_args(PreprocessingName)
    return InvalidInput(
        f"Expected {', '.join(names)} or {last}, or numbers as MEAN/DEVIATION, got {text!r}.",
        field="preprocessing",
        hint=hint,
    )


def _example() -> str:
    return "/".join(",".join(map(str, numbers)) for numbers in (TORCH_MEAN, TORCH_DEVIATION))


def _shrunk(numbers: tuple[float, ...]) -> str:
    return ",".join(f"{number / BYTE:.4g}" for number in numbers)
