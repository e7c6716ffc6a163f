"""What every block of a list gives out, what it costs and how far it sees, without a network being made.

Arithmetic of convolutions as in Dumoulin & Visin 2016; receptive fields of a chain as in Araujo et al. 2019, "Computing
receptive fields of convolutional neural networks".
"""

from dataclasses import dataclass

from tetrascope.errors import InvalidInput
from tetrascope.protocol.blocks import (
    Activation,
    Block,
    BlockList,
    Convolution,
    Dense,
    Depthwise,
    GlobalPooling,
    Normalisation,
    Padding,
    Pooling,
)

MAX_PARAMETERS = 50_000_000
"""Of a whole list."""
MAX_VALUES = 64_000_000
"""Values that one block may give out for an image."""

Shape = tuple[int, int, int] | tuple[int]
"""Rows, columns and channels of maps, or a number of units."""


@dataclass(frozen=True)
class BlockMeasure:
    """What there is to say of a block."""

    block: Block
    output: Shape | None
    """What it gives out for an image; None where it, or one before it, does not fit."""
    parameters: int | None
    """Numbers that it has, those that are not trained (a normalisation's mean and variance) among them."""
    multiplications: int | None
    """Multiply-adds for an image."""
    field: tuple[int, int] | None
    """Rows and columns of the input, in pixels, that one value of its output is computed from where no edge cuts that
    off; at most the whole input."""
    reason: str | None
    """Why it does not fit, with what would do, in sentences; None where it does."""


@dataclass(frozen=True)
class _Seen:
    """How an axis of the input has come through so far."""

    field: int = 1
    """Pixels that one position sees."""
    apart: int = 1
    """Pixels from one position to the next."""

    def through(self, kernel: int, stride: int) -> "_Seen":
        return _Seen(self.field + (kernel - 1) * self.apart, self.apart * stride)


class _DoesNotFit(Exception):
    """Says why."""


def measure(blocks: BlockList) -> list[BlockMeasure]:
    """What there is to say of each block, in order; after one that does not fit nothing is known of the others."""
    found: list[BlockMeasure] = []
    shape: Shape = (blocks.height, blocks.width, blocks.channels)
    seen, total, whole = _Seen(), 0, (blocks.height, blocks.width)
    broken = False
    for block in blocks.blocks:
        if broken:
            found.append(BlockMeasure(block, None, None, None, None, None))
            continue
        try:
            output = output_of(block, shape)
            parameters = parameters_of(block, shape)
            total += parameters
            _check_size(output, total)
        except _DoesNotFit as error:
            found.append(BlockMeasure(block, None, None, None, None, str(error)))
            broken = True
            continue
        seen = _seen_after(block, seen)
        everything = len(output) == 1
        field = whole if everything else (min(seen.field, whole[0]), min(seen.field, whole[1]))
        found.append(BlockMeasure(block, output, parameters, _multiplications(block, shape, output), field, None))
        shape = output
    return found


def fault(blocks: BlockList, classes: int | None = None) -> tuple[int, str] | None:
    """The place of the first block that does not fit and why; None where the list is a classifier.

    Args:
        blocks: the list.
        classes: how many it should tell apart; None for any number of 2 or more.
    """
    measures = measure(blocks)
    for place, each in enumerate(measures):
        if each.reason is not None:
            return place, each.reason
    end = blocks.blocks[-1]
    if isinstance(end, Activation) and end.function == "softmax":
        return len(measures) - 1, "Softmax is added by itself at the end. Take this block away."
    last = measures[-1].output
    if last is None or len(last) != 1:
        return len(measures) - 1, "The list ends in maps, not in classes. Add a global pooling and a dense block."
    if (classes is not None and last[0] != classes) or last[0] < 2:
        wanted = "2 or more" if classes is None else str(classes)
        words = f"The list ends in {last[0]} units; there are {wanted} classes. Give the last dense block as many."
        return len(measures) - 1, words
    return None


def require_classifier(blocks: BlockList, classes: int | None = None) -> None:
    """Raises `InvalidInput`, which names the block, where `fault` finds one."""
    found = fault(blocks, classes)
    if found is not None:
        place, reason = found
        raise InvalidInput(
            f"Expected blocks that fit each other, got {blocks.blocks[place].name!r}, number {place + 1}, which does "
            f"not: {reason}",
            field=f"blocks[{place}]",
        )


def output_of(block: Block, shape: Shape) -> Shape:
    """What a block gives out of a shape; raises `_DoesNotFit`."""
    if isinstance(block, Convolution | Depthwise | Pooling):
        height, width, channels = _maps(block, shape)
        kernel = block.size if isinstance(block, Pooling) else block.kernel
        rows, columns = (_positions(side, kernel, block.stride, block.padding) for side in (height, width))
        return rows, columns, block.filters if isinstance(block, Convolution) else channels
    if isinstance(block, GlobalPooling):
        return (_maps(block, shape)[2],)
    if isinstance(block, Dense):
        return (block.units,)
    if isinstance(block, Activation) and block.function == "softmax" and len(shape) == 3:
        raise _DoesNotFit("Softmax is for units, and maps come in. Put it after the last dense block.")
    return shape


def parameters_of(block: Block, shape: Shape) -> int:
    """How many numbers a block has that reads a shape."""
    incoming = shape[-1]
    if isinstance(block, Convolution):
        return block.filters * (block.kernel**2 * incoming + block.bias)
    if isinstance(block, Depthwise):
        return incoming * (block.kernel**2 + block.bias)
    if isinstance(block, Normalisation):
        return 4 * incoming
    if isinstance(block, Dense):
        return block.units * (_values(shape) + block.bias)
    return 0


def _multiplications(block: Block, shape: Shape, output: Shape) -> int:
    if isinstance(block, Convolution):
        return _values(output) * block.kernel**2 * shape[-1]
    if isinstance(block, Depthwise):
        return _values(output) * block.kernel**2
    if isinstance(block, Dense):
        return block.units * _values(shape)
    return _values(output) if isinstance(block, Normalisation) else 0


def _seen_after(block: Block, seen: _Seen) -> _Seen:
    if isinstance(block, Convolution | Depthwise):
        return seen.through(block.kernel, block.stride)
    return seen.through(block.size, block.stride) if isinstance(block, Pooling) else seen


def _maps(block: Block, shape: Shape) -> tuple[int, int, int]:
    if len(shape) == 1:
        what = block.kind.replace("_", " ")
        raise _DoesNotFit(
            f"A {what} block reads maps, and {shape[0]} units without rows and columns come in. Put it before the "
            "global pooling and the dense blocks."
        )
    return shape


def _positions(side: int, kernel: int, stride: int, padding: Padding) -> int:
    """Positions of a window along an axis."""
    if padding == "same":
        return -(-side // stride)
    if side < kernel:
        raise _DoesNotFit(
            f"Its window of {kernel} pixels is larger than the {side} that come in. Make it {side} or smaller, pad it "
            "with same, or take a stride or a pooling before it away."
        )
    return (side - kernel) // stride + 1


def _check_size(output: Shape, parameters: int) -> None:
    if parameters > MAX_PARAMETERS:
        raise _DoesNotFit(
            f"With it the network has {parameters:,} parameters; at most {MAX_PARAMETERS:,} may be. Pool before a "
            "dense block, or take fewer filters or units."
        )
    if _values(output) > MAX_VALUES:
        raise _DoesNotFit(
            f"It gives out {_values(output):,} numbers for an image; at most {MAX_VALUES:,} may be. Take fewer filters."
        )


def _values(shape: Shape) -> int:
    values = 1
    for side in shape:
        values *= side
    return values
