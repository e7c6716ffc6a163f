"""Measure how long it takes to switch clusters off: each of a network in turn, and one, until its columns are drawn.

python -m tests.measure.ablations [NETWORK]

The first request with something switched off is timed in an engine of its own, right after the layers, and once what is
compiled in the background is there. Then, for each of five photos and after one that is not counted: seconds until the
layers are drawn, until all their clusters were switched off in turn, and of twelve clusters until all columns are drawn
of the network without it, which no cache knows. Medians, with the least and the most.
"""

import statistics
import sys
import time
from collections.abc import Sequence
from typing import Any

from tests.engine.conftest import RunningEngine

from tetrascope.engine.settings import EngineSettings
from tetrascope.protocol.ablated_maps import AblatedMaps
from tetrascope.protocol.operations.ablations import AblationsRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.request import AnalysisRequest

SWITCHED = 12
"""Clusters of each photo that are switched off by themselves."""


def timed(running: RunningEngine, request: AnalysisRequest) -> tuple[float, list[Any]]:
    started = time.perf_counter()
    parts = running.parts(request)
    return time.perf_counter() - started, parts[1:]


def told(name: str, seconds: Sequence[float]) -> None:
    print(f"{name:44} {statistics.median(seconds):.3f} s ({min(seconds):.3f} to {max(seconds):.3f}, n={len(seconds)})")


def first_request(network: str, *, wait: bool) -> float:
    """Of an engine that has drawn the layers of one photo: the first request with a cluster switched off."""
    running = RunningEngine(EngineSettings())
    image = running.call(running.engine.samples())[0].image.image_id
    _, layers = timed(running, LayersRequest(image_id=image, network_id=network))
    if wait:
        running.engine._workspace.networks._preparer.submit(lambda: None).result()
    seconds = timed(running, without(network, image, layers, 0))[0]
    running.close()
    return seconds


def without(network: str, image: str, layers: list[Any], index: int) -> LayersRequest:
    """All columns with one cluster switched off, the clusters those of the original as on the page."""
    layer = layers[(7 * index + 3) % len(layers)]
    off = AblatedMaps(layer=layer.layer, channels=layer.clusters[index % len(layer.clusters)].channels)
    return LayersRequest(image_id=image, network_id=network, ablated=[off], groups="original")


def main(network: str = "efficientnet-lite0") -> None:
    print(f"first switched off at once                   {first_request(network, wait=False):.3f} s")
    print(f"first switched off, compiled in background   {first_request(network, wait=True):.3f} s")
    running = RunningEngine(EngineSettings())
    drawn, ablated, one = list[float](), list[float](), list[float]()
    for place, sample in enumerate(running.call(running.engine.samples())[:6]):
        image = sample.image.image_id
        own, layers = timed(running, LayersRequest(image_id=image, network_id=network))
        every, _ = timed(running, AblationsRequest(image_id=image, network_id=network))
        each = [timed(running, without(network, image, layers, index))[0] for index in range(SWITCHED)]
        if place > 0:
            drawn, ablated, one = [*drawn, own], [*ablated, every], [*one, *each]
    told(f"all columns of {len(layers)} layers", drawn)
    told(f"all {sum(len(layer.clusters) for layer in layers)} clusters in turn", ablated)
    told("one switched off, to all columns", one)
    running.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
