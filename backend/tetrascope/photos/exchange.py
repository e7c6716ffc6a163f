"""What goes between the engine and a process that reads pictures: a line of JSON, then bytes. No pickle."""

import json
import sys
from contextlib import suppress
from typing import IO, Any

import numpy as np

from tetrascope import errors
from tetrascope.photos.photo import Photo, Reading

_PIPE_BYTES = 2**20
_ERRORS = {kind.__name__: kind for kind in (errors.ImageRejected, errors.TooLarge)}


def send_order(pipe: IO[bytes], data: bytes, reading: Reading, pixels: bool) -> None:
    """Ask for a picture, or only whether it is whole, and its size and note."""
    shown = None if reading.shown is None else list(reading.shown)
    _send(pipe, {**reading.__dict__, "shown": shown, "pixels": pixels}, data)


def receive_order(pipe: IO[bytes]) -> tuple[bytes, Reading, bool]:
    """What is asked for. Raises `EOFError` where nobody asks any more."""
    head, data = _receive(pipe)
    shown, pixels = head.pop("shown"), head.pop("pixels")
    return bytes(data), Reading(**head, shown=None if shown is None else (shown[0], shown[1])), pixels


def send_answer(pipe: IO[bytes], answer: Photo | errors.TetrascopeError) -> None:
    """Give the picture, or say why there is none."""
    if isinstance(answer, errors.TetrascopeError):
        error = {"error": type(answer).__name__, "message": answer.message, "hint": answer.hint, "field": answer.field}
        _send(pipe, error, b"")
        return
    head = {"shape": answer.pixels.shape, "height": answer.height, "width": answer.width, "note": answer.note}
    _send(pipe, head, answer.pixels.reshape(-1).data)


def receive_answer(pipe: IO[bytes]) -> Photo:
    """The picture. Raises why there is none, and `EOFError` where the process ended instead."""
    head, data = _receive(pipe)
    if "error" in head:
        raise _ERRORS[head["error"]](head["message"], hint=head["hint"], field=head["field"])
    pixels = np.frombuffer(data, np.uint8).reshape(head["shape"])
    return Photo(pixels, head["height"], head["width"], head["note"])


def widen(pipe: IO[bytes]) -> None:
    """Let more wait in a pipe, where the system can: else each 64 KiB of a picture cost a turn of either process."""
    if sys.platform == "linux":
        import fcntl

        with suppress(OSError):
            fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE_BYTES)


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
