"""Why a process that reads pictures ended without an answer, and what is told of it."""

import logging
import signal
import sys
from subprocess import Popen, TimeoutExpired

from tetrascope.errors import Busy, ImageRejected, TetrascopeError
from tetrascope.photos.decoder_limits import SAVE_AGAIN, too_much_memory
from tetrascope.photos.reader_process import OUT_OF_MEMORY

logger = logging.getLogger(__name__)

_END_S = 10.0
"""How long to wait for the end of a process that has closed its pipes."""
_CRASHES = {
    getattr(signal, name) for name in ("SIGABRT", "SIGBUS", "SIGFPE", "SIGILL", "SIGSEGV") if hasattr(signal, name)
}
"""Signals that a process brings upon itself; all others come from outside."""
_TERMINATED = 1
"""The exit code of a process that is ended from outside on Windows, which has no signals."""


def took_too_long(seconds: float) -> ImageRejected:
    """The error for a picture that was not read in time."""
    return ImageRejected(
        f"Expected a picture that is read within {seconds:g} s, got one that took longer.",
        field="image",
        hint=SAVE_AGAIN,
    )


def why_it_ended(process: "Popen[bytes]") -> TetrascopeError:
    """The error for a picture whose process has ended, or answers nothing that can be understood."""
    try:
        code = process.wait(_END_S)
    except TimeoutExpired:
        return _crashed()
    if code == OUT_OF_MEMORY:
        return too_much_memory()
    if code == _TERMINATED if sys.platform == "win32" else code < 0 and -code not in _CRASHES:
        logger.warning("a process that reads pictures was ended from outside, with code %d", code)
        return Busy(
            "Expected the process that reads the picture to go on, got one that was ended from outside.",
            hint="Try again. If it happens again, the server's machine is short of memory: scale the image down.",
        )
    return _crashed()


def _crashed() -> ImageRejected:
    return ImageRejected(
        "Expected a picture that can be read, got one that ended the process that read it.",
        field="image",
        hint=SAVE_AGAIN,
    )
