"""What the server writes on standard error, and how much of it."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Any

ACCESS = "tetrascope.access"
"""The logger of `access_log`: a line for each request is what whoever turns it on asks for."""
MAX_LINES_PER_KIND = 5
"""Lines of one kind in a minute; clients cause most of them, and must not be able to fill the log."""
WINDOW_S = 60.0
MAX_KINDS = 256

NOT_TOLD = (
    # A client is to blame: an answered handshake, such as a refusal, is taken for one that the application forgot.
    "ASGI callable returned without completing handshake.",
    "Invalid UTF-8 sequence received from client.",
    # A client that did not take its answer before the server had to stop.
    "ASGI callable returned without completing response.",
    # `serve` raises what went wrong, for its caller to tell.
    "Application startup failed. Exiting.",
)
"""Lines that uvicorn writes as errors of the server, which they are not. An application that fails has another line."""


class NotTold(logging.Filter):
    """Keeps out `NOT_TOLD`."""

    def filter(self, record: logging.LogRecord) -> bool:
        return record.msg not in NOT_TOLD


@dataclass
class _Window:
    began: float
    lines: int = 0
    left_out: int = 0


class LogLimit(logging.Filter):
    """Lets a few lines of each kind through; of the others it tells how many there were.

    A kind is what one place in the program logs, whatever text it makes: some fill in what differs each time, as
    asyncio does with the names of tasks, before the logger sees it.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._windows: dict[object, _Window] = {}
        self._lock = Lock()

    def filter(self, record: logging.LogRecord) -> bool:
        if record.name == ACCESS:
            return True
        with self._lock:
            window, before = self._window(record)
            window.lines += 1
            if window.lines > MAX_LINES_PER_KIND:
                window.left_out += 1
                return False
        if before:
            _add(record, f" ({before} more like it were left out)")
        if window.lines == MAX_LINES_PER_KIND:
            _add(record, f" (more like it are left out for {WINDOW_S:.0f} s)")
        return True

    def _window(self, record: logging.LogRecord) -> tuple[_Window, int]:
        """The record's window, and how many lines were left out in the one before where it is a new one."""
        kind = (record.name, record.levelno, record.pathname, record.lineno, record.exc_info and record.exc_info[0])
        window, now = self._windows.get(kind), self._clock()
        if window is not None and now - window.began < WINDOW_S:
            return window, 0
        self._windows.pop(kind, None)
        if len(self._windows) >= MAX_KINDS:
            del self._windows[next(iter(self._windows))]
        self._windows[kind] = _Window(now)
        return self._windows[kind], 0 if window is None else window.left_out


def _add(record: logging.LogRecord, text: str) -> None:
    record.msg, record.args = record.getMessage() + text, ()


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}},
    "filters": {"not_told": {"()": NotTold}, "limit": {"()": LogLimit}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "line",
            "filters": ["limit"],
            "stream": "ext://sys.stderr",
        }
    },
    "loggers": {
        # uvicorn's own lines about streams hold the whole address with its query.
        "uvicorn": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "uvicorn.error": {"filters": ["not_told"]},
        "asyncio": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "tetrascope": {"handlers": ["stderr"], "level": "INFO", "propagate": False},
    },
}
"""For `logging.config.dictConfig`."""
