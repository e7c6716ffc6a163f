"""Golden messages: one small example of every message, as bytes and as readable JSON."""

import json

from tetrascope.api.codec import encode_now
from tetrascope.api.media import Form
from tetrascope.message import Message

from .mark import MARK
from .requests import REQUEST_EXAMPLES
from .results import RESULT_EXAMPLES
from .stream import STREAM_EXAMPLES

EXAMPLES: dict[str, Message] = REQUEST_EXAMPLES | RESULT_EXAMPLES | STREAM_EXAMPLES
"""By file name."""


def golden_files() -> dict[str, bytes]:
    """`<name>.msgpack` and `<name>.json` of each example, and `index.json`, which names the message in each."""
    files: dict[str, bytes] = {}
    for name, message in EXAMPLES.items():
        files[f"{name}.msgpack"] = encode_now(message, Form.MSGPACK)
        files[f"{name}.json"] = _readable(message)
    index = {"generated": MARK, "messages": {name: type(message).__name__ for name, message in EXAMPLES.items()}}
    files["index.json"] = (json.dumps(index, indent=2) + "\n").encode()
    return files


def _readable(message: Message) -> bytes:
    value = json.loads(encode_now(message, Form.JSON))
    return (json.dumps(value, indent=2, ensure_ascii=False) + "\n").encode()
