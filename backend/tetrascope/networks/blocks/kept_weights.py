"""Which weights of a list of blocks stay when the list is edited: those of what did not change."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tetrascope.networks.blocks.measures import Shape, measure, parameters_of
from tetrascope.protocol.blocks import Block, BlockList, Dense

if TYPE_CHECKING:
    import keras

_SHAPED_BY = {
    "filters": "It had {then} filters, and has {now}.",
    "kernel": "Its kernel was {then} × {then}, and is {now} × {now}.",
    "units": "It had {then} units, and has {now}.",
    "bias": "Whether it has a bias has changed.",
}
"""Settings that the shapes of weights depend on, and what is said where one has changed."""


@dataclass(frozen=True)
class KeptWeights:
    """What becomes of the weights of a block of the new list."""

    name: str
    """The block's."""
    kept: bool
    """Whether it has those of the block of the same name before."""
    reason: str
    """Why, in a sentence."""


def kept_weights(before: BlockList, after: BlockList, *, same_classes: bool = True) -> list[KeptWeights]:
    """For each block of the new list that has weights, whether they stay, and why; those that do not fit have none.

    A block is the same where its name is: it may have moved. Its weights fit where its settings that shape them are the
    same, and as many channels or values come in as before.

    Args:
        before: the list whose weights there are.
        after: the edited list.
        same_classes: whether both tell the same classes apart; else the last dense block begins anew.
    """
    old = {block.name: (block, shape) for block, shape in _incoming(before)}
    found, last = [], last_dense(after)
    for block, shape in _incoming(after):
        if parameters_of(block, shape) == 0:
            continue
        reason = _difference(block, shape, old.get(block.name))
        if reason is None and not same_classes and block is last:
            reason = "It told other classes apart."
        found.append(KeptWeights(block.name, reason is None, reason or "Nothing that shapes its weights has changed."))
    return found


def last_dense(blocks: BlockList) -> Dense | None:
    """The block whose units are the classes."""
    return next((block for block in reversed(blocks.blocks) if isinstance(block, Dense)), None)


def carry_weights(before: "keras.Model", after: "keras.Model", kept: list[KeptWeights]) -> None:
    """Copy the weights that stay from the model of the old list into that of the new one."""
    for each in kept:
        if each.kept:
            after.get_layer(each.name).set_weights(before.get_layer(each.name).get_weights())


def _incoming(blocks: BlockList) -> list[tuple[Block, Shape]]:
    """Each block that fits, with the shape that it reads."""
    shape: Shape = (blocks.height, blocks.width, blocks.channels)
    found = []
    for each in measure(blocks):
        if each.output is None:
            break
        found.append((each.block, shape))
        shape = each.output
    return found


def _difference(block: Block, shape: Shape, old: tuple[Block, Shape] | None) -> str | None:
    """Why the weights from before do not fit; None where they do."""
    if old is None:
        return "It is new."
    was, came_in = old
    if was.kind != block.kind:
        return f"It was a {was.kind.replace('_', ' ')} block."
    for setting, words in _SHAPED_BY.items():
        now, then = getattr(block, setting, None), getattr(was, setting, None)
        if now != then:
            return words.format(then=then, now=now)
    if block.kind == "dense":  # its weights know their places in the maps, so that these must be the same
        return None if came_in == shape else f"It reads {_told(shape)}, and read {_told(came_in)}."
    return None if shape[-1] == came_in[-1] else f"It reads {shape[-1]} channels, and read {came_in[-1]}."


def _told(shape: Shape) -> str:
    return " × ".join(map(str, shape)) + (" values" if len(shape) > 1 else " units")
