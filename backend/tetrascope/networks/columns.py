"""Which layers of a network are shown as columns by default. Decided by the graph and never by name.

1. A network of at most 20 convolutions shows them all.
2. A larger one shows its stem (the first convolution), its block outputs and its head (the last convolution or
   merge). A block output is a point that every path from input to output runs through, and that is a merge, or a
   convolution with no activation after it (a projection).
3. Where that makes fewer than 5, blocks are not marked so: MobileNet's have neither merges nor projections. All points
   that every path runs through count then, except depthwise convolutions, which do half a block's work.
4. Where that still makes fewer than 5, each block reads the two before it, as in NASNet: concatenations of three or
   more branches stand for block outputs then; and where there are fewer of these, all convolutions do.
5. Branches side by side that are networks of their own, such as two backbones, are divided so each by itself, and
   share the columns.
6. More than 20 are thinned evenly; the last, the first and the last of each resolution stay.

Maps of one position are never shown: they are not pictures. So neither are the convolutions inside
squeeze-and-excite; and a product with one value for each channel, which ends it, is no block output.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from tetrascope.networks.geometry import kind_of
from tetrascope.networks.graph import Call, parallel_parts, passages
from tetrascope.networks.network_input import Size

MAX_COLUMNS = 20
"""Columns shown by default at most."""
MIN_BLOCKS = 5
"""Fewer block outputs than this do not tell a network's story."""
_MIN_CONVOLUTIONS = 6
"""Convolutions of a branch that counts as a network of its own; those of Inception's blocks have at most 3."""


@dataclass(frozen=True)
class Candidate:
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


def choose_columns(candidates: Sequence[Candidate], calls: Sequence[Call], most: int = MAX_COLUMNS) -> list[Candidate]:
    """Those of the candidates that are shown by default.

    Args:
        candidates: layers, in the order data flows.
        calls: the network, or the part of it, that they belong to.
        most: columns at most.
    """
    maps = [candidate for candidate in candidates if candidate.size != (1, 1) and candidate.kind != "pooling"]
    convolutions = _convolutions(maps)
    if len(convolutions) <= most:
        return convolutions
    blocks = _blocks(maps, passages(calls))
    branches = _branches(maps, calls, may_be_small=not blocks)
    if branches:
        return _of_each(branches, maps, calls, most)
    return _thin(_with_ends(blocks or convolutions, maps), most)


def block_outputs(candidates: Sequence[Candidate], through: set[str]) -> list[Candidate]:
    """What ends a block; where no rule tells blocks, every convolution whose maps have more than one position.

    Args:
        candidates: all layers of a network, in the order data flows.
        through: names of the calls that every path from input to output runs through.
    """
    maps = [candidate for candidate in candidates if candidate.size != (1, 1) and candidate.kind != "pooling"]
    return _blocks(maps, through) or _convolutions(maps)


def _convolutions(maps: Sequence[Candidate]) -> list[Candidate]:
    return [candidate for candidate in maps if candidate.kind == "convolution"]


def _blocks(maps: Sequence[Candidate], through: set[str]) -> list[Candidate]:
    """What stands for blocks by the first rule that finds enough; none where no rule does."""
    passed = [candidate for candidate in maps if candidate.output.name in through and not candidate.is_rescaled]
    passed = [candidate for candidate in passed if not candidate.is_depthwise]
    outputs = [candidate for candidate in passed if candidate.kind == "merge" or not candidate.is_bent]
    joins = [
        candidate for candidate in maps if kind_of(candidate.call) == "Concatenate" and len(candidate.call.inputs) > 2
    ]
    return next((blocks for blocks in (outputs, passed, joins) if len(blocks) >= MIN_BLOCKS), [])


def _branches(maps: Sequence[Candidate], calls: Sequence[Call], *, may_be_small: bool) -> list[list[Call]]:
    """Parts of a network side by side of which several are networks, or one is where nothing else tells its story."""
    counted = {candidate.call.name for candidate in _convolutions(maps)}
    found = []
    for parts in parallel_parts(calls):
        sizes = [sum(call.name in counted for call in part) for part in parts]
        large = sum(size >= _MIN_CONVOLUTIONS for size in sizes)
        if large > 1 or (may_be_small and large == 1 and sum(map(bool, sizes)) > 1):
            found += [part for part, size in zip(parts, sizes, strict=True) if size]
    return found


def _of_each(
    branches: Sequence[Sequence[Call]], maps: Sequence[Candidate], calls: Sequence[Call], most: int
) -> list[Candidate]:
    """The columns of each branch, and of what stands before and after them."""
    branch_of = {call.name: index for index, part in enumerate(branches) for call in part}
    trunk = [candidate for candidate in maps if candidate.call.name not in branch_of]
    chosen = _thin(_blocks(trunk, passages(calls)) or _convolutions(trunk), max(1, most // (len(branches) + 1)))
    room = max(1, (most - len(chosen)) // len(branches))
    for index, part in enumerate(branches):
        own = [candidate for candidate in maps if branch_of.get(candidate.call.name) == index]
        chosen += choose_columns(own, part, room)
    wanted = {id(candidate) for candidate in chosen}
    return [candidate for candidate in maps if id(candidate) in wanted]


def _with_ends(blocks: Sequence[Candidate], maps: Sequence[Candidate]) -> list[Candidate]:
    """Blocks, the stem before them and the head after them."""
    wanted = {id(candidate) for candidate in [*blocks, _convolutions(maps)[0], maps[-1]]}
    return [candidate for candidate in maps if id(candidate) in wanted]


def _thin(candidates: Sequence[Candidate], most: int) -> list[Candidate]:
    """At most so many, evenly spread, with the last, the first and the last of each resolution before others."""
    if len(candidates) <= most:
        return list(candidates)
    last_of = {candidate.size: index for index, candidate in enumerate(candidates)}
    kept = set(list(dict.fromkeys([len(candidates) - 1, 0, *last_of.values()]))[:most])
    rest = [index for index in range(len(candidates)) if index not in kept]
    free = most - len(kept)
    kept.update(rest[(2 * turn + 1) * len(rest) // (2 * free)] for turn in range(free))
    return [candidates[index] for index in sorted(kept)]
