"""Which browser the tests drive, and how it is started."""

import os
import shutil

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--use-fake-device-for-media-stream",
]


def find_chromium() -> str | None:
    """The browser that $TETRASCOPE_CHROMIUM or the path names."""
    return os.environ.get("TETRASCOPE_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
