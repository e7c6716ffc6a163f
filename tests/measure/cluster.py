"""Measure what Ray adds to a request, and what a lost worker costs: milliseconds beside the embedded engine.

    python tests/measure/cluster.py [REPEATS]

Needs the extra: pip install "tetrascope[cluster]". Both engines have the default network and a sample. Each question is
asked once before, so that what is measured is mostly the way there and back.
"""

import asyncio
import os
import signal
import sys
import time
from collections.abc import Callable
from statistics import median, quantiles

from tetrascope.engine.build import build_cluster_engine, build_engine
from tetrascope.engine.cluster.cluster_settings import ClusterSettings
from tetrascope.engine.engine import Engine
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.operations.inputs import InputsRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.pools import PoolBatch, PoolRequest, Window
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import AnalysisRequest

NETWORK = "efficientnet-lite0"
Ask = Callable[[str, int], AnalysisRequest]
QUESTIONS: dict[str, Ask] = {
    "input (one part, known)": lambda image, _: InputsRequest(image_id=image, network_id=NETWORK),
    "layers (19 parts, known)": lambda image, _: LayersRequest(image_id=image, network_id=NETWORK),
    "layers (19 parts, a new mask)": lambda image, turn: LayersRequest(
        image_id=image, network_id=NETWORK, masks=[Rectangle(top=turn, left=40, height=60, width=60)]
    ),
}


async def answered(engine: Engine, request: AnalysisRequest) -> list[Event]:
    return [event async for event in engine.run(request)]


async def measure(engine: Engine, repeats: int) -> None:
    """Ask every question, one at a time."""
    began = time.perf_counter()
    await engine.start()
    print(f"  ready after {time.perf_counter() - began:.1f} s: {engine.health().device}")
    image = (await engine.samples())[0].image.image_id
    for name, ask in QUESTIONS.items():
        await answered(engine, ask(image, 0))
        taken = []
        for turn in range(1, repeats + 1):
            began = time.perf_counter()
            await answered(engine, ask(image, turn))
            taken.append(1000 * (time.perf_counter() - began))
        low, _, high = quantiles(taken, n=4)
        print(f"  {name:32} {median(taken):7.1f} ms (quartiles {low:.1f} and {high:.1f})")


async def lose_a_worker(engine: Engine) -> None:
    """Kill the worker of a pool when half of it is there, and tell the longest time without news."""
    from tetrascope.engine.cluster.cluster_engine import ClusterEngine

    assert isinstance(engine, ClusterEngine)
    image = (await engine.samples())[0].image.image_id
    request = PoolRequest(image_id=image, network_id=NETWORK, windows=[Window(size=60, stride=12)])
    began = last = time.perf_counter()
    gaps, seen, killed_at = [], 0, 0.0
    async for event in engine.run(request):
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
        if isinstance(event, PoolBatch):
            seen += len(event.images)
            if seen > 100 and not killed_at:
                for worker in await engine._cluster.call_all("describe", "measure"):
                    if worker.health.running:
                        os.kill(worker.process, signal.SIGKILL)
                killed_at = now - began
    print(f"  pool: worker killed after {killed_at:.1f} s, whole after {last - began:.1f} s, gap {max(gaps):.1f} s")


async def main(repeats: int) -> None:
    print("on Ray, two workers")
    cluster = build_cluster_engine(ClusterSettings(workers=2))
    await measure(cluster, repeats)
    await lose_a_worker(cluster)
    await cluster.close()
    print("embedded")
    embedded = build_engine()
    await measure(embedded, repeats)
    await embedded.close()


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 50))
