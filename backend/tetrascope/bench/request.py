"""A request over the network against the analysis that answers it: what encoding and transport add."""

import time
from contextlib import closing

from tetrascope.bench.client import HttpClient, StreamClient
from tetrascope.bench.effort import Effort
from tetrascope.bench.fresh import FreshQuestions
from tetrascope.bench.served_engine import ServedEngine
from tetrascope.bench.spread import Spread, ratios, scaled
from tetrascope.bench.timing import Clock, Side, interleave
from tetrascope.protocol.message import Message


class RequestRow(Message):
    """One network."""

    network_id: str
    """The network."""
    ratio_stream: Spread
    """Time from a request on the stream to its last byte, over that of the analysis inside the engine."""
    ratio_http: Spread
    """The same for a posted request, which is answered in one piece."""
    analysis_ms: Spread
    """Milliseconds of the analysis inside the engine."""
    stream_ms: Spread
    """Milliseconds from the request on the stream to the last byte of its answer."""
    http_ms: Spread
    """Milliseconds from the posted request to the last byte of its answer."""
    answer_bytes: int
    """Size of the posted request's answer."""


def measure_request(
    served: ServedEngine, fresh: FreshQuestions, effort: Effort, clock: Clock = time.perf_counter
) -> RequestRow:
    """Time all three in turns, with a new mask each time; connections are open before."""
    sizes: list[int] = []
    with closing(HttpClient(served.address)) as http, closing(StreamClient(served.address)) as stream:
        sides = {
            "analysis": Side(lambda: served.run(fresh.layers())),
            "stream": Side(lambda: stream.ask("layers", fresh.layers())),
            "http": Side(lambda: sizes.append(http.ask("layers", fresh.layers()))),
        }
        interleave(sides, 1, clock)  # warms up
        seconds = interleave(sides, effort.short_rounds, clock)
    return RequestRow(
        network_id=served.network_id,
        ratio_stream=ratios(seconds["stream"], seconds["analysis"]),
        ratio_http=ratios(seconds["http"], seconds["analysis"]),
        analysis_ms=scaled(seconds["analysis"], 1000),
        stream_ms=scaled(seconds["stream"], 1000),
        http_ms=scaled(seconds["http"], 1000),
        answer_bytes=sizes[-1],
    )
