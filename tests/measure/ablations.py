"""Measure how long it takes to switch off each cluster of the layers that a network shows.

python -m tests.measure.ablations [NETWORK]

For each of five photos: seconds until the layers are drawn, until all their clusters were switched off in turn, and
until that is told again. The first photo's include what is compiled once.
"""

import sys
import time

from tests.engine.conftest import RunningEngine

from tetrascope.engine.settings import EngineSettings
from tetrascope.protocol.operations.ablations import AblationsRequest
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.request import AnalysisRequest


def main(network: str = "efficientnet-lite0") -> None:
    running = RunningEngine(EngineSettings())
    for sample in running.call(running.engine.samples())[:5]:
        image = sample.image.image_id
        asked = AblationsRequest(image_id=image, network_id=network)
        requests: list[AnalysisRequest] = [LayersRequest(image_id=image, network_id=network), asked, asked]
        seconds = []
        for request in requests:
            started = time.perf_counter()
            layers = running.parts(request)[1:]
            seconds.append(time.perf_counter() - started)
        count = sum(len(layer.clusters) for layer in layers)
        drawn, ablated, again = seconds
        print(f"{sample.name:10} layers {drawn:.3f} s, {count} ablations {ablated:.3f} s, again {again:.3f} s")
    running.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
