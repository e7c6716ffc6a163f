"""What the first convolution of a run's network looks for, after an epoch."""

import zipfile
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import Failed, InvalidInput, NotFound
from tetrascope.protocol.blocks import BlockList, Convolution, Dense, Depthwise, Normalisation
from tetrascope.protocol.tensor import Tensor
from tetrascope.protocol.training import TrainingKernels
from tetrascope.training.array_file import unpacked
from tetrascope.training.run_blocks import blocks_of_recipe
from tetrascope.training.run_folder import RunFolder

_ZERO = 127
"""The byte of a weight of 0."""
_MAX_KERNELS = 512
"""Kernels that are shown at most."""


def kernels_of(folder: RunFolder, epoch: int) -> TrainingKernels:
    """The kernels of a run's first convolution.

    Raises:
        NotFound: there is no such run, or that epoch's weights are not kept.
        Failed: a file of the run is damaged.
        WeightsUnavailable: the network below a head is not on this machine any more.
        InvalidInput: the network has no convolution that reads the picture.
    """
    run = folder.read()
    recipe = run.recipe
    kept = folder.snapshots()
    if epoch not in kept:
        some = f"{', '.join(map(str, kept[:5]))}{', ...' if len(kept) > 5 else ''}" if kept else "none so far"
        raise NotFound(
            f"Expected an epoch of {folder.name!r} whose weights are kept, got {epoch}.",
            field="epoch",
            hint=f"Kept are those of: {some}.",
        )
    blocks = blocks_of_recipe(recipe, len(run.class_names))
    layer, kernel = _of_body(recipe.start) if blocks is None else _of_blocks(folder, epoch, blocks)
    kernels, limit = signed_bytes(kernel)
    return TrainingKernels(
        name=folder.name, epoch=epoch, layer=layer, kernels=kernels, limit=limit, learns=recipe.from_scratch
    )


def signed_bytes(kernel: NDArray[np.floating]) -> tuple[Tensor, float]:
    """A kernel as Keras has it, (rows, columns, channels, kernels), to be shown as RGB: (kernels, rows, columns, 3).

    One scale for all, with 0 in its middle; and the weight at its end.
    """
    shown = np.moveaxis(kernel, -1, 0)[:_MAX_KERNELS]
    limit = float(np.abs(shown).max())
    scale = limit / _ZERO
    stored = np.rint(shown / scale if scale else np.zeros_like(shown)) + _ZERO
    data = np.ascontiguousarray(np.broadcast_to(stored.astype(np.uint8), (*shown.shape[:3], 3)))
    return Tensor(shape=list(data.shape), dtype="u1", scale=scale, offset=-_ZERO * scale, data=data.tobytes()), limit


def _of_blocks(folder: RunFolder, epoch: int, blocks: BlockList) -> tuple[str, NDArray[np.floating]]:
    """The first weights, those of a convolution that reads the picture itself; no network is built."""
    weighted = (Convolution, Depthwise, Normalisation, Dense)
    first = next((each for each in blocks.blocks if isinstance(each, weighted)), None)
    if not isinstance(first, Convolution):
        raise InvalidInput(
            "Expected a network that begins with a convolution, which reads the picture, got one in which "
            f"{'nothing' if first is None else repr(first.name)} reads it.",
            field="run",
        )
    file = folder.snapshot_file(epoch)
    try:
        arrays, _ = unpacked(file.read_bytes())
        kernel = arrays[0]
        if kernel.ndim != 4:
            raise ValueError
    except (OSError, ValueError, IndexError, zipfile.BadZipFile) as error:
        raise Failed(
            f"Expected the weights of {folder.name!r} after epoch {epoch}, got a damaged {file.name!r}.",
            hint="Choose another epoch, or train anew.",
        ) from error
    return first.name, kernel


@lru_cache(maxsize=4)
def _of_body(network_id: str) -> tuple[str, NDArray[np.floating]]:
    """Of the network below a head, as it was before anything was folded into it."""
    import keras

    from tetrascope.networks.catalog import find_entry
    from tetrascope.networks.graph import read_graph

    network = find_entry(network_id).load(fold=False)
    for call in read_graph(network.model):
        if isinstance(call.operation, keras.layers.Conv2D):
            kernel = np.asarray(keras.ops.convert_to_numpy(call.operation.kernel))
            if kernel.shape[2] in (1, 3):
                return call.operation.name, kernel
    raise InvalidInput(
        f"Expected a network whose first convolution reads the picture, got {network.title}.", field="run"
    )
