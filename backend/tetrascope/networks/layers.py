"""Which layers of a network can be shown as columns, and which are by default.

Layers are the convolutions, the merges of branches and the poolings, each with the normalisation and activation that
follow it. By default (`shown`), decided by the graph and never by name:

1. A network of at most 20 convolutions shows them all.
2. A larger one shows its stem (the first convolution), its block outputs and its head (the last convolution or
   merge). A block output is a point that every path from input to output runs through, and that is a merge, or a
   convolution with no activation after it (a projection).
3. Where that makes fewer than 5, blocks are not marked so: MobileNet's have neither merges nor projections. All points
   that every path runs through count then, except depthwise convolutions, which do half a block's work.
4. Where that still makes fewer than 5, each block reads the two before it, as in NASNet: concatenations of three or
   more branches stand for block outputs then.
5. More than 20 are thinned evenly; the first, the last and the last of each resolution stay.

Maps of one position are never shown: they are not pictures. So neither are the convolutions inside
squeeze-and-excite; and a product with one value for each channel, which ends it, is no block output.
"""

from dataclasses import dataclass

from tetrascope.networks.geometry import ACTIVATIONS, CONVOLUTIONS, MERGES, POOLINGS, keeps_maps, kind_of
from tetrascope.networks.graph import Call, Size, is_spatial, passages, readers_of, size_of
from tetrascope.networks.layer import Layer
from tetrascope.networks.stages import Trace

MOST_COLUMNS = 20
"""Columns shown by default at most."""
FEWEST_BLOCKS = 5
"""Fewer block outputs than this do not tell a network's story."""


@dataclass(frozen=True)
class _Candidate:
    """A layer before it is decided whether it is shown."""

    call: Call
    output: Call
    kind: str
    size: Size
    is_depthwise: bool
    is_bent: bool
    """Whether an activation is part of it."""
    is_rescaled: bool
    """Whether it is a merge with something that has no positions, as in squeeze-and-excite."""
    is_passage: bool
    """Whether every path from input to output runs through it."""


def find_layers(trace: Trace) -> list[Layer]:
    """Every layer of a network, in the order data flows.

    Args:
        trace: what `trace_network` says of the network.
    """
    candidates = _candidates(trace)
    shown = {id(candidate) for candidate in _choose(candidates)}
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
        )
        for candidate in candidates
    ]


def _candidates(trace: Trace) -> list[_Candidate]:
    readers = readers_of(trace.calls)
    through = passages(trace.calls)
    found = []
    for call in trace.calls:
        kind = _kind(call, trace)
        if kind is None:
            continue
        chain = _chain(call, readers, trace)
        edges = trace.stages[trace.stage_of[call.name]].edges
        found.append(
            _Candidate(
                call=call,
                output=chain[-1],
                kind=kind,
                size=size_of(call.outputs[0]),
                is_depthwise=kind_of(call) == "DepthwiseConv2D",
                is_bent=any(_is_activation(link) for link in chain),
                is_rescaled=kind == "merge" and sum(edge.is_in_place for edge in edges) < 2,
                is_passage=chain[-1].name in through,
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


def _choose(candidates: list[_Candidate]) -> list[_Candidate]:
    maps = [candidate for candidate in candidates if candidate.size != (1, 1) and candidate.kind != "pooling"]
    convolutions = [candidate for candidate in maps if candidate.kind == "convolution"]
    if len(convolutions) <= MOST_COLUMNS:
        return convolutions
    for blocks in (_block_outputs(maps), _whole_passages(maps), _concatenations(maps)):
        if len(blocks) >= FEWEST_BLOCKS:
            break
    ends = {id(convolutions[0]), id(maps[-1])}
    wanted = {id(block) for block in blocks} | ends
    return _thin([candidate for candidate in maps if id(candidate) in wanted])


def _block_outputs(maps: list[_Candidate]) -> list[_Candidate]:
    return [
        candidate
        for candidate in maps
        if candidate.is_passage
        and not candidate.is_rescaled
        and (candidate.kind == "merge" or not (candidate.is_bent or candidate.is_depthwise))
    ]


def _whole_passages(maps: list[_Candidate]) -> list[_Candidate]:
    return [
        candidate
        for candidate in maps
        if candidate.is_passage and not candidate.is_rescaled and not candidate.is_depthwise
    ]


def _concatenations(maps: list[_Candidate]) -> list[_Candidate]:
    return [
        candidate for candidate in maps if kind_of(candidate.call) == "Concatenate" and len(candidate.call.inputs) > 2
    ]


def _thin(candidates: list[_Candidate]) -> list[_Candidate]:
    """At most `MOST_COLUMNS`, evenly spread, with the first, the last and the last of each resolution."""
    if len(candidates) <= MOST_COLUMNS:
        return candidates
    last_of = {candidate.size: index for index, candidate in enumerate(candidates)}
    kept = {0, len(candidates) - 1, *last_of.values()}
    rest = [index for index in range(len(candidates)) if index not in kept]
    free = max(MOST_COLUMNS - len(kept), 0)
    kept.update(rest[(2 * turn + 1) * len(rest) // (2 * free)] for turn in range(free))
    return [candidates[index] for index in sorted(kept)]
