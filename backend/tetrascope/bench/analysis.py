"""The analysis of scene 1 against a bare forward pass that returns the same activations."""

import time

import numpy as np

from tetrascope.bench.effort import Effort
from tetrascope.bench.fresh import FreshQuestions
from tetrascope.bench.keras_pass import KerasPass
from tetrascope.bench.served_engine import ServedEngine
from tetrascope.bench.spread import Spread, ratios, scaled
from tetrascope.bench.subject import Subject
from tetrascope.bench.timing import Clock, Side, interleave
from tetrascope.networks.network import Network
from tetrascope.protocol.message import Message


class AnalysisRow(Message):
    """One network."""

    network_id: str
    """The network."""
    layers: int
    """Layers that are shown, all of them analysed."""
    ratio: Spread
    """Time of the analysis over that of a bare forward pass of the network as Keras builds it."""
    ratio_folded: Spread
    """The same against a pass of the network with its normalisations folded away, which the analysis uses."""
    bare_ms: Spread
    """Milliseconds of a forward pass, as Keras builds it, that returns the logits and these layers' activations."""
    folded_ms: Spread
    """Milliseconds of such a pass of the folded network."""
    analysis_ms: Spread
    """Milliseconds from a request to the engine to its last result: a new mask, the pass, entropies, clusters,
    components, quantisation; nothing is encoded or sent."""


def measure_analysis(
    subject: Subject, served: ServedEngine, fresh: FreshQuestions, effort: Effort, clock: Clock = time.perf_counter
) -> AnalysisRow:
    """Time them in turns, with a new mask each time."""
    image = subject.image[np.newaxis]
    bare = KerasPass(subject.plain, shown_layers(subject.plain))
    sides = {
        "bare": Side(lambda: bare(image)),
        "analysis": Side(lambda: served.run(fresh.layers())),
    }
    if subject.folded is not subject.plain:
        folded_bare = KerasPass(subject.folded, shown_layers(subject.folded))
        sides["folded"] = Side(lambda: folded_bare(image))
    interleave(sides, 1, clock)  # compiles
    seconds = interleave(sides, effort.short_rounds, clock)
    folded = seconds.get("folded", seconds["bare"])
    return AnalysisRow(
        network_id=served.network_id,
        layers=len(shown_layers(subject.plain)),
        ratio=ratios(seconds["analysis"], seconds["bare"]),
        ratio_folded=ratios(seconds["analysis"], folded),
        bare_ms=scaled(seconds["bare"], 1000),
        folded_ms=scaled(folded, 1000),
        analysis_ms=scaled(seconds["analysis"], 1000),
    )


def shown_layers(network: Network) -> list[str]:
    """Names of the layers that have a column by default."""
    return [layer.name for layer in network.layers if layer.shown]
