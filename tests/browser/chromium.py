"""Which browser the tests drive, and how it is started."""

import ctypes
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, sync_playwright

HEADLESS_SHELL = "chromium-headless-shell"
"""Chromium's own build for tests: the same engine without windows, in half of the processor's time."""
PERSONS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--use-fake-device-for-media-stream",
]
QUICK_DRAWING = ["--webgl-antialiasing-mode=none", "--disable-gpu-compositing"]
"""Halve what drawing costs where a processor does it; edges in a scene are rough then."""


def find_chromium(*, as_persons: bool = False) -> str | None:
    """The browser that $TETRASCOPE_CHROMIUM names, or the first on the path: one for tests, or one that people have."""
    names = (*PERSONS, HEADLESS_SHELL) if as_persons else (HEADLESS_SHELL, *PERSONS)
    return os.environ.get("TETRASCOPE_CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


@contextmanager
def running_chromium(path: str | None = None, *, quick_drawing: bool = False) -> Iterator[Browser]:
    """The browser of a path, or a person's that is found, which draws as theirs do or quickly."""
    _give_up_priorities()
    with sync_playwright() as playwright:
        arguments = [*ARGUMENTS, *(QUICK_DRAWING if quick_drawing else [])]
        browser = playwright.chromium.launch(executable_path=path or find_chromium(as_persons=True), args=arguments)
        yield browser
        browser.close()


def _give_up_priorities() -> None:
    """Keep programs that are started from now on from putting themselves before others, as root's may on Linux.

    Chromium would do so with the process that draws. Where a processor draws, nothing is left to the page's own
    code and to the server then, and tests take several times as long as a person's browser would.
    """
    if sys.platform == "linux":
        drop_from_bounding_set, change_priorities = 24, 23  # PR_CAPBSET_DROP and CAP_SYS_NICE in Linux's headers
        ctypes.CDLL(None).prctl(drop_from_bounding_set, change_priorities, 0, 0, 0)
