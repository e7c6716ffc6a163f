"""Measure how far incremental inference is from plain inference, on networks of the catalog and with every fill.

python tests/measure/exactness.py [NETWORK ...]

All networks by default; the largest take many minutes each. Weights are random where there are none on this machine.
For each network: the largest difference of a logit from the Keras model as it comes, as a share of the largest logit,
over four fills, two windows and masks in the corners, at the borders and in the middle; where the tail begins as late
as it can, whatever would be fastest. Then two shares of that: how far incremental inference is from plain inference
with the same folded weights, and how far Keras's own single precision is from double precision, the size of plain
rounding.
"""

import gc
import sys

import keras
import numpy as np
from numpy.typing import NDArray
from skimage.data import chelsea

from tetrascope.analysis.fills import fill_image
from tetrascope.analysis.masks import Box, mask_batch
from tetrascope.networks.catalog import CATALOG, find_entry
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.networks.network import Network
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.occlusion.tuning import PatchSizes, Tuning
from tetrascope.protocol.methods import FILLS

_DOUBLES = 4
"""Images computed in double precision, which takes long."""


class AsLateAsPossible(Tuning):
    """Leaves to the tail only what cannot be computed on patches."""

    def __init__(self, passes: MaskedPass) -> None:
        super().__init__([segment.entry_bytes for segment in passes.segmented.segments])
        self._cut = passes.segmented.patchable

    @property
    def knows_whole(self) -> bool:
        return True

    def cut(self, sizes: PatchSizes, sharing: int | None = None) -> int:  # noqa: ARG002 - whatever the sizes
        return self._cut


def masks_of(network: Network) -> list[Box]:
    height, width = network.input_height, network.input_width
    boxes = []
    for side in (height // 14, height // 4):
        tops, lefts = (0, (height - side) // 2 + 3, height - side), (0, (width - side) // 2 - 5, width - side)
        boxes += [Box(top, left, side, side) for top in tops for left in lefts][:: 1 if side < height // 5 else 2]
    return boxes


def in_double_precision(network: Network, images: NDArray[np.uint8]) -> NDArray[np.float64]:
    """Logits, (n, classes), of the same network computed with 64 bits."""

    def double(layer: keras.Operation) -> keras.Operation:
        dtype = {"dtype": "float64"} if isinstance(layer, keras.Layer) else {}  # others take that of their inputs
        return type(layer).from_config({**layer.get_config(), **dtype})

    model = keras.models.clone_model(network.model, clone_function=double)
    model.set_weights([weights.astype(np.float64) for weights in network.model.get_weights()])
    return np.asarray(model(network.input.prepare(images).astype(np.float64), training=False))


def largest_difference(found: NDArray[np.floating], expected: NDArray[np.floating]) -> float:
    """As a share of the largest logit."""
    return float(np.abs(found - expected).max() / np.abs(expected).max())


def main() -> None:
    worst = 0.0
    print(f"{'':22} {'all':>8} {'patches':>8} {'rounding':>8}")
    for network_id in sys.argv[1:] or CATALOG:
        plain = find_entry(network_id, GivenWeights(random=True)).load(fold=False)
        network = find_entry(network_id, GivenWeights(random=True)).load()
        passes = MaskedPass(network)
        passes.tuning = AsLateAsPossible(passes)
        image = network.picture(chelsea())
        differences, of_patches, rounding = [], [], 0.0
        for name in FILLS.names:
            fill = fill_image(image, name)
            masks = masks_of(network)
            images = mask_batch(image, fill, masks)
            expected = plain.logits(images)
            found = passes.logits(image, fill, masks)
            differences.append(largest_difference(found, expected))
            of_patches.append(largest_difference(found, network.logits(images)))
            if not rounding:  # one fill tells the size
                rounding = largest_difference(expected[:_DOUBLES], in_double_precision(plain, images[:_DOUBLES]))
        worst = max(worst, *differences)
        segments = f"{passes.segmented.patchable} of {len(passes.segmented.segments)} segments on patches"
        figures = (max(differences), max(of_patches), rounding)
        print(f"{network_id:22}", *(f"{figure:8.1e}" for figure in figures), segments, flush=True)
        del plain, network, passes
        gc.collect()
    print(f"largest {worst:.1e}")


if __name__ == "__main__":
    main()
