"""Which layers of a network can be shown as columns, and which are by default.

Layers are the convolutions, the merges of branches and the poolings, each with the normalisation and activation that
follow it. Which are shown by default, `columns` decides; what a person calls them, `layer_titles`.
"""

from tetrascope.networks.columns import Candidate, choose_columns
from tetrascope.networks.geometry import ACTIVATIONS, CONVOLUTIONS, MERGES, POOLINGS, keeps_maps, kind_of
from tetrascope.networks.graph import Call, is_spatial, readers_of, size_of
from tetrascope.networks.layer_titles import title_layers
from tetrascope.networks.stages import Trace
from tetrascope.protocol.layer import Layer


def find_layers(trace: Trace) -> list[Layer]:
    """Every layer of a network, in the order data flows.

    Args:
        trace: what `trace_network` says of the network.
    """
    candidates = _candidates(trace)
    shown = {id(candidate) for candidate in choose_columns(candidates, trace.calls)}
    return [
        Layer(
            name=candidate.call.name,
            kind=candidate.kind,
            output=candidate.output.name,
            height=candidate.size[0],
            width=candidate.size[1],
            channels=int(candidate.output.outputs[0].shape[-1]),
            stage=trace.stage_of[candidate.output.name],
            shown=id(candidate) in shown,
            title=named.title,
            section=named.section,
            block=named.block,
        )
        for candidate, named in zip(candidates, title_layers(candidates, trace.calls), strict=True)
    ]


def _candidates(trace: Trace) -> list[Candidate]:
    readers = readers_of(trace.calls)
    found = []
    for call in trace.calls:
        kind = _kind(call, trace)
        if kind is None:
            continue
        chain = _chain(call, readers, trace)
        edges = trace.stages[trace.stage_of[call.name]].edges
        found.append(
            Candidate(
                call=call,
                output=chain[-1],
                kind=kind,
                size=size_of(call.outputs[0]),
                is_depthwise=kind_of(call) == "DepthwiseConv2D",
                is_bent=any(_is_activation(link) for link in chain),
                is_rescaled=kind == "merge" and sum(edge.is_in_place for edge in edges) < 2,
            )
        )
    return found


def _kind(call: Call, trace: Trace) -> str | None:
    if not is_spatial(call.outputs[0]):
        return None
    kind = kind_of(call)
    if kind in CONVOLUTIONS or kind == "Conv2DTranspose":
        return "convolution"
    if kind in POOLINGS:
        return "pooling"
    stage = trace.stage_of.get(call.name)
    makes_stage = stage is not None and trace.stages[stage].name == call.name
    return "merge" if kind in MERGES and makes_stage else None


def _chain(call: Call, readers: dict[str, list[Call]], trace: Trace) -> list[Call]:
    """A call and what is done to its maps, each the only reader of the one before.

    What takes some channels out, or makes one of them all, is something else's.
    """
    chain, stage = [call], trace.stage_of[call.name]
    while True:
        following = readers[chain[-1].name]
        if len(following) != 1 or trace.stage_of.get(following[0].name) != stage or not keeps_maps(following[0]):
            return chain
        chain.append(following[0])


def _is_activation(call: Call) -> bool:
    function = getattr(call.operation, "activation", None)
    if function is not None:
        return getattr(function, "__name__", "") != "linear"
    return kind_of(call) in ACTIVATIONS
