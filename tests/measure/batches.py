"""Measures what it would gain to put several people's masks into one forward pass, as Ray Serve's batches would.

    python -m tests.measure.batches [NETWORK]

A question for the columns of a mask is a pass for all layers that are shown, then their drawings, which nobody shares.
Passes of 1 to 8 images take turns in this process with whole answers, so that a machine's moods hit all alike. Prints
milliseconds for each image, and how many more answers a worker would give if every pass had that many images.
"""

import asyncio
import sys
import time
from statistics import median, quantiles

import numpy as np
from tests.measure.server import NETWORK

from tetrascope.engine.build import build_engine
from tetrascope.engine.engine import Engine
from tetrascope.engine.operations.layers import chosen_layers
from tetrascope.networks.catalog import find_entry
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import LayersRequest

SIZES = (1, 2, 4, 8)
ROUNDS = 40


async def answer(engine: Engine, request: LayersRequest) -> float:
    """Seconds for all columns."""
    began = time.perf_counter()
    async for _ in engine.run(request):
        pass
    return time.perf_counter() - began


async def main(name: str) -> None:
    engine = build_engine()
    await engine.start()
    image = (await engine.samples())[0].image.image_id
    network = find_entry(name).load()
    shown = [layer.name for layer in chosen_layers(network, None)]
    (seen,) = [part async for part in engine.run(InputsRequest(image_id=image, network_id=name))]
    pixels = np.frombuffer(seen.image.data, np.uint8).reshape(seen.image.shape)  # type: ignore[union-attr]
    masked = [Rectangle(top=place, left=20, height=50, width=50) for place in range(ROUNDS + 5)]
    for mask in masked[ROUNDS:]:
        await answer(engine, LayersRequest(image_id=image, network_id=name, masks=[mask]))
    whole: list[float] = []
    passes: dict[int, list[float]] = {size: [] for size in SIZES}
    for mask in masked[:ROUNDS]:
        whole.append(1000 * await answer(engine, LayersRequest(image_id=image, network_id=name, masks=[mask])))
        for size in SIZES:
            batch = np.repeat(pixels[None], size, axis=0)
            began = time.perf_counter()
            network.activations(batch, shown, memory=2**40)
            passes[size].append(1000 * (time.perf_counter() - began) / size)
    await engine.close()
    told("a whole answer", whole)
    for size in SIZES:
        told(f"a pass of {size}, each image", passes[size])
        left = [here - alone + shared for here, alone, shared in zip(whole, passes[1], passes[size], strict=True)]
        print(f"    answers: {100 * (median(whole) / median(left) - 1):+.0f} %")


def told(what: str, found: list[float]) -> None:
    low, _, high = quantiles(found, n=4)
    print(f"{what:26} {median(found):7.1f} ms (quartiles {low:.1f} and {high:.1f})")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1] if len(sys.argv) > 1 else NETWORK))
