"""From arrays to the Tensor message."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.quantise import QuantisedMaps, quantise, quantise_images, quantise_maps, quantise_signed
from tetrascope.protocol.tensor import Tensor


def tensor_of_values(values: NDArray[np.floating]) -> Tensor:
    """Quantise real numbers of any shape to bytes; the error is at most half a step."""
    data, scale, offset = quantise(values)
    return Tensor(shape=list(values.shape), dtype="u1", scale=scale, offset=offset, data=data.tobytes())


def tensor_of_image(image: NDArray[np.uint8]) -> Tensor:
    """An (h, w, 3) RGB image as it is."""
    return Tensor(shape=list(image.shape), dtype="u1", scale=1.0, offset=0.0, data=image.tobytes())


def tensor_of_labels(labels: NDArray[np.uint16]) -> Tensor:
    """Whole numbers of 0..65535 of any shape, as they are."""
    data = labels.astype("<u2").tobytes()
    return Tensor(shape=list(labels.shape), dtype="u2", scale=1.0, offset=0.0, data=data)


def tensors_of_images(images: NDArray[np.floating]) -> list[Tensor]:
    """Quantise images (n, h, w), each with a scale of its own: one (h, w) tensor for each."""
    return _tensors(quantise_images(images))


def tensors_of_differences(images: NDArray[np.floating]) -> list[Tensor]:
    """Quantise signed images (n, h, w) with one scale for all, 0 at a stored 127: one (h, w) tensor for each."""
    return _tensors(quantise_signed(images))


def tensors_of_maps(maps: NDArray[np.floating]) -> list[Tensor]:
    """Quantise feature maps (h, w, c), each with a scale of its own: one (h, w) tensor for each channel."""
    return _tensors(quantise_maps(maps))


def _tensors(quantised: QuantisedMaps) -> list[Tensor]:
    data, scales, offsets = quantised
    shape = list(data.shape[1:])
    return [
        Tensor(shape=shape, dtype="u1", scale=scale, offset=offset, data=image.tobytes())
        for image, scale, offset in zip(data, scales.tolist(), offsets.tolist(), strict=True)
    ]
