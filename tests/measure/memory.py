"""Measure where the bytes are while six pools and twelve analyses of layers run at once.

    python tests/measure/memory.py [NETWORK] [ROUNDS]

VGG16 and three rounds by default; its weights are random where there are none on this machine. For each round: by how
much the process grew, by how much what TensorFlow has in use did, and what the engine's budgets held meanwhile. The
first two differ, and from one start to the next: see `EngineSettings.work_bytes`.
"""

import asyncio
import gc
import io
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread

import numpy as np
import tensorflow as tf
from PIL import Image

from tetrascope.bench.process_memory import resident_bytes
from tetrascope.engine.embedded import EmbeddedEngine
from tetrascope.engine.settings import MEBIBYTE, EngineSettings
from tetrascope.networks.catalog import catalog
from tetrascope.networks.dead_leaves import dead_leaves
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolRequest
from tetrascope.protocol.request import PhotoRequest

POOLS, ANALYSES = 6, 12


class Held:
    """The most bytes of each kind at any moment of a block."""

    def __init__(self, engine: EmbeddedEngine) -> None:
        self._workspace = engine._workspace
        self.before, self.most = self._now(), self._now()

    def _now(self) -> dict[str, int]:
        workspace = self._workspace
        return {
            "the process": resident_bytes(),
            "TensorFlow": tf.config.experimental.get_memory_info("CPU:0")["current"],
            "pools": workspace.pool_room.held,
            "maps of layers": workspace.map_room.held,
            "activations": workspace.activations.size,
            "results": workspace.results.size,
        }

    @contextmanager
    def watched(self) -> Iterator[None]:
        done = Event()

        def watch() -> None:
            while not done.wait(0.02):
                now = self._now()
                self.most = {kind: max(now[kind], most) for kind, most in self.most.items()}

        watcher = Thread(target=watch)
        watcher.start()
        try:
            yield
        finally:
            done.set()
            watcher.join()

    def told(self) -> str:
        grown = {kind: (most - self.before[kind]) / MEBIBYTE for kind, most in self.most.items()}
        return "grown at most, in MiB: " + ", ".join(f"{kind} {size:.0f}" for kind, size in grown.items())


def picture(seed: int) -> bytes:
    """A PNG that no one has seen."""
    file = io.BytesIO()
    Image.fromarray(dead_leaves(np.random.default_rng(seed), 1, (300, 300))[0]).save(file, "PNG")
    return file.getvalue()


async def answer(engine: EmbeddedEngine, request: PhotoRequest) -> None:
    async for _ in engine.run(request):
        pass


async def measure(engine: EmbeddedEngine, network_id: str, number: int) -> str:
    """One round, on pictures and masks that no other has."""
    images = [(await engine.add_image(picture(POOLS * number + index))).image_id for index in range(POOLS)]
    masks = [Rectangle(top=10 * index, left=5 * number, height=30, width=30) for index in range(ANALYSES)]
    pools = [PoolRequest(image_id=image, network_id=network_id) for image in images]
    layers = [LayersRequest(image_id=images[0], network_id=network_id, masks=[mask]) for mask in masks]
    gc.collect()
    held = Held(engine)
    with held.watched():
        await asyncio.gather(*(answer(engine, request) for request in [*pools, *layers]))
    return held.told()


async def main() -> None:
    network_id = sys.argv[1] if len(sys.argv) > 1 else "vgg16"
    rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 3
    sources = catalog(GivenWeights(random=True))
    engine = EmbeddedEngine(EngineSettings(default_network=network_id, network_sources=sources))
    await engine.start()
    try:
        for number in range(rounds):
            print(await measure(engine, network_id, number), flush=True)
    finally:
        await engine.close()


if __name__ == "__main__":
    asyncio.run(main())
