"""What a person calls the layers of a network, beside the names that they have in it.

A network is told in sections: its stem, stages (blocks of one resolution), and its head. A block ends with a block
output, as `columns` finds them, and has all layers since the one before; where no rule finds block outputs, and where
each block is a single layer, layers are counted in place of blocks.

1. The stem is what stands before the first block. Where that block has branches, it begins behind the last point
   that every path runs through; elsewhere behind the first convolution.
2. Stages are counted by the names of the block outputs where these tell stage and block (`conv3_block2_add`,
   `block5b_add`), each stage has one resolution and the numbers rise: He et al. (2016) and Tan & Le (2019) count so,
   and a title is to agree with the name beside it. Elsewhere each run of blocks of one resolution is a stage.
3. The head is what stands behind the last block.
"""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from tetrascope.networks.columns import Candidate, block_outputs
from tetrascope.networks.geometry import kind_of
from tetrascope.networks.graph import Call, passages

STEM, HEAD = "Stem", "Head"

_NUMBERED = re.compile(r"(?:conv|stage|layer)_?(\d+)_(?:block|unit)_?(\d+)(?:_|$)")
_LETTERED = re.compile(r"block(\d+)([a-z])(?:_|$)")
_OPERATIONS = {
    "Add": "addition",
    "Average": "mean",
    "AveragePooling2D": "average pooling",
    "Concatenate": "concatenation",
    "MaxPooling2D": "max pooling",
    "Multiply": "product",
}
_CONVOLUTIONS = {
    "Conv2D": "{} convolution",
    "Conv2DTranspose": "transposed {} convolution",
    "DepthwiseConv2D": "depthwise {} convolution",
    "SeparableConv2D": "separable {} convolution",
}


@dataclass(frozen=True)
class LayerTitle:
    """Where a layer stands in its network, in words."""

    title: str
    section: str
    block: int | None


@dataclass(frozen=True)
class _Block:
    """Layers up to one that ends a block, or a part of the network that has none."""

    layers: list[Candidate]
    section: str
    number: int | None


def title_layers(candidates: Sequence[Candidate], calls: Sequence[Call]) -> list[LayerTitle]:
    """A title for each layer.

    Args:
        candidates: layers, in the order data flows.
        calls: the network that they belong to.
    """
    through = passages(calls)
    ends = block_outputs(candidates, through)
    blocks = _blocks(candidates, ends, through)
    counted = "block" if any(_convolutions(block) > 1 for block in blocks if block.number is not None) else "layer"
    if counted == "block" and blocks[0].layers == [ends[0]]:
        # The first convolution of a network of blocks is its stem, also where it ends like a block.
        blocks = _blocks(candidates, ends[1:], through)
    return [title for block in blocks for title in _titles(block, counted)]


def _blocks(candidates: Sequence[Candidate], ends: Sequence[Candidate], through: set[str]) -> list[_Block]:
    if not ends:
        return [_Block(list(candidates), HEAD, None)] if candidates else []
    named = _numbers_by_name(ends)
    if named is not None:
        ends = [end for end, number in zip(ends, named, strict=True) if number is not None]
    numbers = [number for number in named if number is not None] if named else _numbers_by_resolution(ends)
    place_of = {id(candidate): place for place, candidate in enumerate(candidates)}
    places = [place_of[id(end)] for end in ends]
    stem = _stem_length(candidates, places[0], through)
    starts = [stem, *(place + 1 for place in places)]
    parts = [
        _Block(list(candidates[start : place + 1]), f"Stage {stage}", block)
        for start, place, (stage, block) in zip(starts, places, numbers, strict=False)
    ]
    ends_of_network = [_Block(list(candidates[:stem]), STEM, None), _Block(list(candidates[starts[-1] :]), HEAD, None)]
    return [part for part in [ends_of_network[0], *parts, ends_of_network[1]] if part.layers]


def _stem_length(candidates: Sequence[Candidate], first_end: int, through: set[str]) -> int:
    """How many layers stand before the first block, which ends at a place."""
    before = range(first_end)
    if candidates[first_end].kind == "merge":
        return max((place + 1 for place in before if candidates[place].output.name in through), default=0)
    first = next((place for place in before if candidates[place].kind == "convolution"), None)
    if first is None:
        return 0
    return next((place for place in range(first + 1, first_end) if candidates[place].kind != "pooling"), first_end)


def _numbers_by_name(ends: Sequence[Candidate]) -> list[tuple[int, int] | None] | None:
    """Stage and block of each block output by its name; None where names tell too little, or nothing sensible."""
    found = [_number_in(end.call.name) for end in ends]
    told = [number for number in found if number is not None]
    sizes = {(number[0], end.size) for number, end in zip(found, ends, strict=True) if number is not None}
    one_size_each = len(sizes) == len({stage for stage, _ in sizes})
    if 2 * len(told) < len(ends) or told != sorted(set(told)) or not one_size_each:
        return None
    # Some count from 0.
    first_stage, first_block = min(stage for stage, _ in told), min(block for _, block in told)
    by = (1 if first_stage == 0 else 0, 1 if first_block == 0 else 0)
    return [None if number is None else (number[0] + by[0], number[1] + by[1]) for number in found]


def _number_in(name: str) -> tuple[int, int] | None:
    numbered, lettered = _NUMBERED.search(name), _LETTERED.search(name)
    if numbered:
        return int(numbered[1]), int(numbered[2])
    return (int(lettered[1]), ord(lettered[2]) - ord("a") + 1) if lettered else None


def _numbers_by_resolution(ends: Sequence[Candidate]) -> list[tuple[int, int]]:
    numbers: list[tuple[int, int]] = []
    for place, end in enumerate(ends):
        stage, block = numbers[-1] if numbers else (0, 0)
        goes_on = place > 0 and end.size == ends[place - 1].size
        numbers.append((stage, block + 1) if goes_on else (stage + 1, 1))
    return numbers


def _convolutions(block: _Block) -> int:
    return sum(layer.kind != "pooling" for layer in block.layers)


def _titles(block: _Block, counted: str) -> list[LayerTitle]:
    """The output of a block is called after it; its other layers, and those of stem and head, say what they do."""
    alone = _convolutions(block) == 1
    last = len(block.layers) - 1
    titles = []
    for place, layer in enumerate(block.layers):
        place_title = block.section if block.number is None else f"{block.section}, {counted} {block.number}"
        is_output = layer.kind != "pooling" and (alone if block.number is None else place == last)
        if not is_output and counted == "layer":
            place_title = block.section
        title = place_title if is_output else f"{place_title}, {_operation(layer)}"
        titles.append(LayerTitle(title, block.section, block.number))
    return _told_apart(titles)


def _told_apart(titles: Sequence[LayerTitle]) -> list[LayerTitle]:
    """Numbers behind titles that come more than once."""
    often = Counter(each.title for each in titles)
    so_far: Counter[str] = Counter()
    found = []
    for each in titles:
        so_far[each.title] += 1
        found.append(each if often[each.title] == 1 else replace(each, title=f"{each.title} {so_far[each.title]}"))
    return found


def _operation(layer: Candidate) -> str:
    kind = kind_of(layer.call)
    if kind in _CONVOLUTIONS:
        return _CONVOLUTIONS[kind].format(" × ".join(map(str, layer.call.operation.kernel_size)))
    return _OPERATIONS.get(kind, layer.kind)
