"""Measure how far incremental inference is from plain inference, on networks of the catalog and with every fill.

python tests/measure/exactness.py [NETWORK ...]

All networks by default, which takes about half an hour. Weights are random where there are none on this machine. For
each network: the largest difference of a logit from the Keras model as it comes, as a share of the largest logit, over
four fills, two windows and masks in the corners, at the borders and in the middle; where the tail begins as late as it
can, whatever would be fastest.
"""

import gc
import sys
from typing import get_args

import numpy as np
from skimage.data import chelsea

from tetrascope.analysis.fills import Fill, fill_image
from tetrascope.analysis.masks import Box, mask_batch
from tetrascope.networks.catalog import CATALOG, load_network
from tetrascope.networks.network import Network
from tetrascope.networks.weights import WeightSources
from tetrascope.occlusion.masked_pass import MaskedPass
from tetrascope.occlusion.tuning import PatchSizes, Tuning


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


def main() -> None:
    worst = 0.0
    for network_id in sys.argv[1:] or CATALOG:
        plain = load_network(network_id, WeightSources(random=True), fold=False)
        network = load_network(network_id, WeightSources(random=True))
        passes = MaskedPass(network)
        passes.tuning = AsLateAsPossible(passes)
        image = network.crop(chelsea())
        differences = []
        for name in get_args(Fill):
            fill = fill_image(image, name)
            masks = masks_of(network)
            expected = plain.logits(mask_batch(image, fill, masks))
            found = passes.logits(image, fill, masks)
            differences.append(float(np.abs(found - expected).max() / np.abs(expected).max()))
        worst = max(worst, *differences)
        segments = f"{passes.segmented.patchable} of {len(passes.segmented.segments)} segments on patches"
        print(f"{network_id:22} {max(differences):.1e}  {segments}", flush=True)
        del plain, network, passes
        gc.collect()
    print(f"largest {worst:.1e}")


if __name__ == "__main__":
    main()
