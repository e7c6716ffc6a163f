"""In what two lists of blocks differ, in words."""

from bisect import bisect_left
from itertools import pairwise

from tetrascope.protocol.blocks import Block, BlockList


def changes(before: BlockList, after: BlockList) -> list[str]:
    """Every difference, one each, in the order of the new list; what was taken away comes last.

    A block is the same where its name is. As few as can be are said to have moved.
    """
    found = []
    if _input(before) != _input(after):
        found.append(f"input {_input(before)} → {_input(after)}")
    old = {block.name: block for block in before.blocks}
    moved = _moved(list(old), [block.name for block in after.blocks])
    for block, following in pairwise([*after.blocks, None]):
        assert block is not None
        where = "at the end" if following is None else f"before {following.name}"
        if block.name not in old:
            found.append(f"{block.name} added {where}")
            continue
        if block.name in moved:
            found.append(f"{block.name} moved {where}")
        found += _settings(old[block.name], block)
    gone = old.keys() - {block.name for block in after.blocks}
    return [*found, *(f"{name} taken away" for name in old if name in gone)]


def _input(blocks: BlockList) -> str:
    return f"{blocks.height} × {blocks.width} × {blocks.channels}"


def _settings(before: Block, after: Block) -> list[str]:
    if before.kind != after.kind:
        return [f"{after.name}: {_told(before.kind)} → {_told(after.kind)}"]
    then, now = before.model_dump(), after.model_dump()
    return [f"{after.name}: {name} {_told(then[name])} → {_told(now[name])}" for name in now if then[name] != now[name]]


def _told(value: object) -> str:
    if isinstance(value, bool):
        return "on" if value else "off"
    return str(value).replace("_", " ")


def _moved(before: list[str], after: list[str]) -> set[str]:
    """Names of both that stand elsewhere among each other: all but a longest sequence that is in order."""
    places = {name: place for place, name in enumerate(before)}
    both = [name for name in after if name in places]
    ends: list[int] = []  # the least last place of an ordered sequence of each length
    lengths = []
    for name in both:
        length = bisect_left(ends, places[name])
        ends[length : length + 1] = [places[name]]
        lengths.append(length)
    moved, wanted = set(both), len(ends) - 1
    for name, length in reversed(list(zip(both, lengths, strict=True))):
        if length == wanted:
            moved.discard(name)
            wanted -= 1
    return moved
