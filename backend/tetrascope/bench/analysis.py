"""The analysis of scene 1 against the bare forward pass that returns the same activations."""

import time

from tetrascope.bench.effort import Effort
from tetrascope.bench.fresh import FreshQuestions
from tetrascope.bench.served_engine import ServedEngine
from tetrascope.bench.spread import Spread, ratios, scaled
from tetrascope.bench.subject import Subject
from tetrascope.bench.timing import Clock, Side, interleave
from tetrascope.message import Message


class AnalysisRow(Message):
    """One network."""

    network_id: str
    """The network."""
    layers: int
    """Layers that are shown, all of them analysed."""
    ratio: Spread
    """Time of the analysis over that of the bare forward pass."""
    bare_ms: Spread
    """Milliseconds of a forward pass that returns the logits and the activations of these layers."""
    analysis_ms: Spread
    """Milliseconds from a request to the engine to its last result: a new mask, the pass, entropies, clusters,
    components, quantisation; nothing is encoded or sent."""


def measure_analysis(
    subject: Subject, served: ServedEngine, fresh: FreshQuestions, effort: Effort, clock: Clock = time.perf_counter
) -> AnalysisRow:
    """Time both in turns, with a new mask each time."""
    network = subject.folded
    shown = [layer.name for layer in network.layers if layer.shown]
    sides = {
        "bare": Side(lambda: network.activations(subject.image[None], shown)),
        "analysis": Side(lambda: served.run(fresh.layers())),
    }
    interleave(sides, 1, clock)  # compiles
    seconds = interleave(sides, effort.short_rounds, clock)
    return AnalysisRow(
        network_id=served.network_id,
        layers=len(shown),
        ratio=ratios(seconds["analysis"], seconds["bare"]),
        bare_ms=scaled(seconds["bare"], 1000),
        analysis_ms=scaled(seconds["analysis"], 1000),
    )
