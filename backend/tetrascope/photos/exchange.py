"""What goes between the engine and a process that reads pictures: a line of JSON, then bytes. No pickle."""

import json
from typing import IO, Any

import numpy as np

from tetrascope import errors
from tetrascope.photos.photo import Photo, Reading

_ERRORS = {kind.__name__: kind for kind in (errors.ImageRejected, errors.TooLarge)}


def send_order(pipe: IO[bytes], data: bytes, reading: Reading) -> None:
    """Ask for a picture."""
    shown = None if reading.shown is None else list(reading.shown)
    _send(pipe, {**reading.__dict__, "shown": shown}, data)


def receive_order(pipe: IO[bytes]) -> tuple[bytes, Reading]:
    """What is asked for. Raises `EOFError` where nobody asks any more."""
    head, data = _receive(pipe)
    shown = head.pop("shown")
    return bytes(data), Reading(**head, shown=None if shown is None else (shown[0], shown[1]))


def send_answer(pipe: IO[bytes], answer: Photo | errors.TetrascopeError) -> None:
    """Give the picture, or say why there is none."""
    if isinstance(answer, errors.TetrascopeError):
        error = {"error": type(answer).__name__, "message": answer.message, "hint": answer.hint, "field": answer.field}
        _send(pipe, error, b"")
        return
    head = {"shape": answer.pixels.shape, "height": answer.height, "width": answer.width, "note": answer.note}
    _send(pipe, head, np.ascontiguousarray(answer.pixels).data.cast("B"))


def receive_answer(pipe: IO[bytes]) -> Photo:
    """The picture. Raises why there is none, and `EOFError` where the process ended instead."""
    head, data = _receive(pipe)
    if "error" in head:
        raise _ERRORS[head["error"]](head["message"], hint=head["hint"], field=head["field"])
    pixels = np.frombuffer(data, np.uint8).reshape(head["shape"])
    return Photo(pixels, head["height"], head["width"], head["note"])


def _send(pipe: IO[bytes], head: dict[str, Any], data: bytes | memoryview) -> None:
    pipe.write(json.dumps({**head, "bytes": len(data)}).encode() + b"\n")
    pipe.write(data)
    pipe.flush()


def _receive(pipe: IO[bytes]) -> tuple[dict[str, Any], bytearray]:
    line = pipe.readline()
    if not line.endswith(b"\n"):
        raise EOFError
    head: dict[str, Any] = json.loads(line)
    data = bytearray(head.pop("bytes"))
    rest = memoryview(data)
    while rest:
        count = pipe.readinto(rest)  # type: ignore[attr-defined]
        if not count:
            raise EOFError
        rest = rest[count:]
    return head, data
