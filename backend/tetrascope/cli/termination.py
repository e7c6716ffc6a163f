"""A polite request to end, such as `kill`, `timeout` or a container's stop."""

import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import NoReturn

EXIT_TERMINATED = 128 + signal.SIGTERM
_STOP_SIGNALS = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGBREAK") if hasattr(signal, name))
"""SIGBREAK is Windows's Ctrl-Break, the one signal that a program can send to another there."""


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


class Asked:
    """Whether somebody has asked the process to end, and by which signal."""

    def __init__(self) -> None:
        self.signal: int | None = None

    def __call__(self) -> bool:
        return self.signal is not None

    @property
    def exit_code(self) -> int:
        """What a process ends with that was asked to: 130 after Ctrl-C, 143 after `kill`."""
        return 128 + (self.signal or signal.SIGINT)


@contextmanager
def notes_being_asked() -> Iterator[Asked]:
    """Being told to stop inside the block is only noted: the block looks, and ends where it can be gone on from.

    A second time ends the process at once. Main thread only, as above.
    """
    asked = Asked()
    if threading.current_thread() is not threading.main_thread():
        yield asked
        return

    def note(number: int, _frame: FrameType | None) -> None:
        asked.signal = number
        for each in before:
            signal.signal(each, signal.SIG_DFL)

    before = {number: signal.getsignal(number) for number in _STOP_SIGNALS}
    for number in before:
        signal.signal(number, note)
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


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


def leave(code: int) -> NoReturn:
    """End the process with `code`, there and then: for a server that has ended all that others could notice.

    Python would wait for threads and take TensorFlow apart, which takes seconds, and below a thread that is in the
    middle of a network's compilation aborts.
    """
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            stream.flush()
    os._exit(code)


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    raise SystemExit(EXIT_TERMINATED)
