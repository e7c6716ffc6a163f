"""Files that are there whole or as they were before, whenever the power fails or the process is killed."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from tetrascope.errors import Failed

_FULL = {errno.ENOSPC, errno.EDQUOT} if hasattr(errno, "EDQUOT") else {errno.ENOSPC}


def write_durably(path: Path, content: bytes) -> None:
    """Write the file beside its place, wait until the disk has it, and put it there. One process at a time.

    Raises:
        Failed: it cannot be written; the hint tells a full disk from others.
    """
    beside = path.with_name(f".{path.name}.tmp")
    with told_of_the_disk(path):
        try:
            with beside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            beside.replace(path)
        except BaseException:
            with suppress(OSError):
                beside.unlink()
            raise
        sync_folder(path.parent)


def sync_folder(folder: Path) -> None:
    """Wait until the disk has the names in a folder, where the system can be asked for that."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextmanager
def told_of_the_disk(path: Path) -> Iterator[None]:
    """What the system says of a file that cannot be written, as an error for a person."""
    try:
        yield
    except OSError as error:
        full = error.errno in _FULL
        raise Failed(
            f"Expected to write {str(path)!r}, got: {error.strerror}.",
            hint="Make room on that disk. What was written before is whole, and a run goes on from there: "
            "tetrascope train --resume RUN"
            if full
            else "Look who owns the folder, and whether it may be written.",
        ) from error
