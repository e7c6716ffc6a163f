"""The process that reads pictures of others, so that one which takes too long or too much can be ended with it.

It imports nothing that runs networks, takes its orders from standard input, and ends when that does.
"""

import os
import signal
import sys
from contextlib import suppress

from tetrascope.errors import TetrascopeError
from tetrascope.photos.exchange import receive_order, send_answer
from tetrascope.photos.photo import Photo, Reading, read_photo

OUT_OF_MEMORY = 75
"""The status with which it ends where there is not enough memory to say so."""
_BYTES_PER_PIXEL = 48
"""Memory that reading may take for each accepted pixel. Measured: up to 16 for a JPEG, 28 for a PNG of 16 bits with
transparency; address space is more than memory."""
_BASE_BYTES = 512 * 2**20
"""Address space beside that, over what Python takes."""


def main() -> None:
    """Read one picture after the other until nobody asks any more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C goes to every process of a terminal; the engine ends this one
    orders, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library may write must not end up among the answers
    with suppress(EOFError, BrokenPipeError):
        while True:
            data, reading, pixels = receive_order(orders)
            try:
                _limit_memory(reading.max_pixels)
                answer = _read(data, reading)
                if isinstance(answer, Photo) and not pixels:
                    answer = answer._replace(pixels=answer.pixels[:0])
                send_answer(answers, answer)
            except MemoryError:
                os._exit(OUT_OF_MEMORY)


def _read(data: bytes, reading: Reading) -> Photo | TetrascopeError:
    try:
        return read_photo(data, reading)
    except TetrascopeError as error:
        return error


def _limit_memory(max_pixels: int) -> None:
    """Bound the address space, where the system can."""
    if sys.platform == "win32":
        return
    import resource

    most = _BASE_BYTES + _BYTES_PER_PIXEL * max_pixels + _address_space()
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (most, resource.getrlimit(resource.RLIMIT_AS)[1]))


def _address_space() -> int:
    """What this process has mapped; zero where the system does not say."""
    with suppress(OSError), open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123
        return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    return 2**30
