"""How long a mask takes to columns, in its own groups, in those of the original, and with differences.

    python tests/measure/groups.py [ROUNDS]

A real engine and the default network; the three ways take turns, each round with a mask of its own. Median and the
middle half in milliseconds, from the request to the last column, for the layers shown by default and for all.
"""

import asyncio
import sys
import time

import numpy as np

from tetrascope.networks.device import configure_device

configure_device()  # before anything imports Keras

from tetrascope.engine.build import build_engine  # noqa: E402
from tetrascope.engine.engine import Engine  # noqa: E402
from tetrascope.protocol.masks import Rectangle  # noqa: E402
from tetrascope.protocol.operations.layers import LayersRequest  # noqa: E402

NETWORK = "efficientnet-lite0"
WAYS: dict[str, dict[str, object]] = {
    "own": {},
    "original": {"groups": "original"},
    "original, differences": {"groups": "original", "difference": True},
}


async def main(rounds: int) -> None:
    engine = build_engine()
    await engine.start()
    try:
        cat = next(item.image.image_id for item in await engine.samples() if item.name == "cat")
        every = [layer.name for layer in (await engine.network(NETWORK)).layers]
        for names in (None, every):
            found = await measured(engine, cat, names, rounds)
            print(f"{len(every) if names else 'default'} layers, {rounds} rounds")
            for way, seconds in found.items():
                low, middle, high = np.percentile(1000 * np.array(seconds), [25, 50, 75])
                print(f"  {way:22} {middle:7.1f} ms  ({low:.1f} to {high:.1f})")
    finally:
        await engine.close()


async def measured(engine: Engine, cat: str, names: list[str] | None, rounds: int) -> dict[str, list[float]]:
    """Seconds of each way; the first round, in which the original's groups are found, is left out."""
    found: dict[str, list[float]] = {way: [] for way in WAYS}
    for turn in range(rounds + 1):
        for place, (way, fields) in enumerate(WAYS.items()):
            mask = Rectangle(top=3 * turn + place, left=40 + 2 * turn, height=28, width=28)
            about: dict[str, object] = {"image_id": cat, "network_id": NETWORK, "masks": [mask], "layers": names}
            request = LayersRequest.model_validate({**about, **fields})
            begun = time.perf_counter()
            async for _ in engine.run(request):
                pass
            if turn > 0:
                found[way].append(time.perf_counter() - begun)
    return found


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 30))
