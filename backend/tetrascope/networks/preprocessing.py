"""From a photo to what a network takes: cut to the input's shape, then scale its numbers."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

PreprocessingMode = Literal["lite", "caffe", "tf", "torch", "none"]
"""How a network's training scaled its input; the names in the middle are Keras's."""

# ImageNet's mean and standard deviation (red, green, blue): of bytes as in Caffe, of numbers 0..1 as in PyTorch.
CAFFE_MEAN = np.array([123.68, 116.779, 103.939], np.float32)
TORCH_MEAN = np.array([0.485, 0.456, 0.406], np.float32)
TORCH_DEVIATION = np.array([0.229, 0.224, 0.225], np.float32)


def crop_to_input(image: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Scale a photo until it just covers the input, and cut its middle out (bilinear, antialiased).

    That is how ImageNet's photos are commonly prepared, except that nothing is cut off the shorter side.

    Args:
        image: (rows, columns, 3) RGB.
        height: rows of the network's input.
        width: columns of the network's input.

    Returns:
        (height, width, 3) RGB, in memory of its own.
    """
    rows, columns = image.shape[:2]
    scale = max(height / rows, width / columns)
    scaled_rows, scaled_columns = round(rows * scale), round(columns * scale)
    top, left = (scaled_rows - height) // 2, (scaled_columns - width) // 2
    # Only the middle is ever made: scaled as a whole, a very long photo would not fit into memory.
    box = (
        left * columns / scaled_columns,
        top * rows / scaled_rows,
        (left + width) * columns / scaled_columns,
        (top + height) * rows / scaled_rows,
    )
    return np.array(Image.fromarray(image).resize((width, height), Image.Resampling.BILINEAR, box=box))


def preprocess(images: NDArray[np.uint8], mode: PreprocessingMode) -> NDArray[np.float32]:
    """Scale pixels as the network's training did.

    Args:
        images: (..., 3) RGB, 0..255.
        mode: `lite` (x - 127) / 128; `caffe` blue, green, red less ImageNet's mean; `tf` x / 127.5 - 1;
            `torch` x / 255 less ImageNet's mean, over its deviation; `none` as they are, for a network that scales by
            itself.

    Returns:
        The same shape.
    """
    pixels: NDArray[np.float32] = images.astype(np.float32)
    match mode:
        case "lite":
            return (pixels - 127) / np.float32(128)
        case "caffe":
            return (pixels - CAFFE_MEAN)[..., ::-1]
        case "tf":
            return pixels / np.float32(127.5) - 1
        case "torch":
            return (pixels / np.float32(255) - TORCH_MEAN) / TORCH_DEVIATION
        case "none":
            return pixels
