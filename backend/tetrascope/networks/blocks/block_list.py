"""The form of a list of blocks as JSON, as a file has it."""

from typing import Any

from pydantic import ValidationError

from tetrascope.errors import InvalidInput
from tetrascope.protocol.blocks import BlockList

MAX_JSON = 200_000
"""Characters of the JSON of a list."""
_EXAMPLE = (
    '{"height": 32, "width": 32, "blocks": [{"kind": "convolution", "name": "first", "filters": 16}, '
    '{"kind": "global_pooling", "name": "pool"}, {"kind": "dense", "name": "classes", "units": 10}]}'
)


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
