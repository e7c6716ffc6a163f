"""A network as a list of blocks, and its form as JSON."""

from typing import Annotated, Any

from pydantic import Field, ValidationError, model_validator

from tetrascope.errors import InvalidInput
from tetrascope.networks.blocks.block import Block
from tetrascope.protocol.message import Message

MAX_BLOCKS = 200
MAX_SIDE = 1024
"""Rows and columns of the input, in pixels."""
MAX_JSON = 200_000
"""Characters of the JSON of a list."""
_EXAMPLE = (
    '{"height": 32, "width": 32, "blocks": [{"kind": "convolution", "name": "first", "filters": 16}, '
    '{"kind": "global_pooling", "name": "pool"}, {"kind": "dense", "name": "classes", "units": 10}]}'
)
_Side = Annotated[int, Field(ge=1, le=MAX_SIDE)]


class BlockList(Message):
    """A network that begins with an image and goes from block to block."""

    height: _Side
    """Rows of its input, in pixels."""
    width: _Side
    """Columns."""
    channels: Annotated[int, Field(ge=1, le=3)] = 3
    """3 for red, green, blue, or 1 for grey."""
    blocks: Annotated[list[Block], Field(min_length=1, max_length=MAX_BLOCKS)]
    """In the order in which data flow."""

    @model_validator(mode="after")
    def _names_differ(self) -> "BlockList":
        seen: set[str] = set()
        for block in self.blocks:
            if block.name in seen:
                raise ValueError(f"two blocks are called {block.name!r}; each needs a name of its own")
            seen.add(block.name)
        if self.channels == 2:
            raise ValueError("an image has 3 channels, or 1 for grey, not 2")
        return self


def read_block_list(text: str) -> BlockList:
    """The list that a JSON text says.

    Raises:
        InvalidInput: it says none, or one beyond the limits; the first thing that is wrong is named.
    """
    if len(text) > MAX_JSON:
        raise _refused(f"{len(text)} characters, more than {MAX_JSON}", "blocks")
    try:
        return BlockList.model_validate_json(text)
    except ValidationError as error:
        first: Any = error.errors()[0]
        place = "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in first["loc"]).lstrip(".")
        raise _refused(first["msg"].removeprefix("Value error, "), place or "blocks") from None


def _refused(got: str, field: str) -> InvalidInput:
    return InvalidInput(
        f"Expected a network as a list of blocks, got: {got}.", field=field, hint=f"Such as: {_EXAMPLE}"
    )
