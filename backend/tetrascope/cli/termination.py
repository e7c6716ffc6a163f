"""A polite request to end, such as `kill`, `timeout` or a container's stop."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_TERMINATED = 128 + signal.SIGTERM
_STOP_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))
"""SIGBREAK is Windows's Ctrl-Break, the one signal that a program can send to another there."""
_ENDING_SECONDS = 0.2
"""How long threads get to notice that there is nothing left to do."""


@contextmanager
def ends_tidily() -> Iterator[None]:
    """SIGTERM inside the block leaves it as an exception does, so that it can clean up; exit code 143.

    A second one ends the process at once. Only a process's main thread can do this; others run the block as it is.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, _end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextmanager
def stops_at_once() -> Iterator[None]:
    """Being told to stop ends the process inside the block, there and then: for a server that has not begun to serve.

    Whatever it is at, such as an import of seconds, leaves nothing behind. Main thread only, as above.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, lambda *_: os._exit(0)) for number in _STOP_SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def leave(code: int) -> int:
    """Returns `code` to end with; where a thread is still at work, ends the process with it.

    Python would take the interpreter apart below that thread: it is in the middle of a network's compilation or of a
    photo, which cannot be interrupted and, in another language, does not notice.
    """
    ours = [thread for thread in threading.enumerate() if thread.daemon and thread.name.startswith("tetrascope-")]
    for thread in ours:
        thread.join(_ENDING_SECONDS / len(ours))
    if any(thread.is_alive() for thread in ours):
        logging.shutdown()
        for stream in (sys.stdout, sys.stderr):
            if stream is not None:
                stream.flush()
        os._exit(code)
    return code


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    raise SystemExit(EXIT_TERMINATED)
