"""Golden messages: one small example of every message, as bytes and as readable JSON."""

import json

from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.generator.common_examples import COMMON_EXAMPLES
from tetrascope.protocol.generator.frame_examples import STREAM_EXAMPLES
from tetrascope.protocol.generator.job_examples import JOB_EXAMPLES
from tetrascope.protocol.generator.mark import MARK
from tetrascope.protocol.generator.study_examples import STUDY_EXAMPLES
from tetrascope.protocol.generator.training_examples import TRAINING_EXAMPLES
from tetrascope.protocol.message import Message
from tetrascope.protocol.operations import OPERATIONS

EXAMPLES: dict[str, Message] = {
    **COMMON_EXAMPLES,
    **{name: message for operation in OPERATIONS.values() for name, message in operation.examples.items()},
    **JOB_EXAMPLES,
    **STREAM_EXAMPLES,
    **TRAINING_EXAMPLES,
    **STUDY_EXAMPLES,
}
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
