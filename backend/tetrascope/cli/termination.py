"""A polite request to end, such as `kill`, `timeout` or a container's stop."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

EXIT_TERMINATED = 128 + signal.SIGTERM


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


def _end(_number: int, _frame: FrameType | None) -> None:
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    raise SystemExit(EXIT_TERMINATED)
