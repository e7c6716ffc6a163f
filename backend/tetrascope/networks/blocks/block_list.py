"""The form of a list of blocks as JSON, as a file has it."""

import json
from pathlib import Path

from pydantic import ValidationError

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.protocol.blocks import BlockList
from tetrascope.protocol.complaint import complaint

MAX_JSON = 200_000
"""Characters of the JSON of a list."""
_EXAMPLE = (
    '{"height": 32, "width": 32, "blocks": [{"kind": "convolution", "name": "first", "filters": 16}, '
    '{"kind": "global_pooling", "name": "pool"}, {"kind": "dense", "name": "classes", "units": 10}]}'
)


def read_block_file(file: Path) -> BlockList:
    """The list in a file.

    Raises:
        NotFound: there is no such file.
        InvalidInput: it cannot be read, or says no list; see `read_block_list`.
    """
    shown = repr(str(file))
    try:
        with file.open("rb") as opened:
            content = opened.read(4 * MAX_JSON + 1)
        return read_block_list(content.decode("utf-8-sig"))
    except FileNotFoundError:
        raise NotFound(
            f"Expected a file with a list of blocks, got {shown}, which is not there.",
            field="blocks",
            hint="Get one to edit: tetrascope blocks RUN --json > FILE.json",
        ) from None
    except (OSError, UnicodeDecodeError) as error:
        why = error.strerror if isinstance(error, OSError) else "it is no text"
        raise _refused(f"{shown}: {why}", "blocks") from None


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
        wrong = complaint(error, _parsed(text))
        raise _refused(f"one that is wrong: {wrong.message.rstrip('.')}", wrong.field or "blocks") from None


def _parsed(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def _refused(got: str, field: str) -> InvalidInput:
    return InvalidInput(
        f"Expected a network as a list of blocks, got: {got}.", field=field, hint=f"Such as: {_EXAMPLE}"
    )
