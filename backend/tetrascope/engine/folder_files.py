"""Files of a folder of this machine, or of one that it shares with others."""

import os
import secrets
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from tetrascope.engine.files import PART, File
from tetrascope.errors import Failed

_PART_SECONDS = 3600.0
"""When what was not written to its end is taken for left behind."""
_BINARY = getattr(os, "O_BINARY", 0)
"""Of Windows alone."""


class FolderFiles:
    """See `Files`. When a file was last asked for is when it was modified.

    Args:
        folder: other people cannot read what is there.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.place = str(folder)

    def require(self) -> None:
        """As of `Files`; the folder is made if need be."""
        try:
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = self._part()
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise Failed(
                f"Expected a folder of images that can be written to, got {self.place!r}: {error.strerror}.",
                hint="Mend it, or name another one: --image-store FOLDER.",
            ) from error

    def read(self, name: str) -> bytes | None:
        try:
            return (self._folder / name).read_bytes()
        except FileNotFoundError:
            if self._folder.is_dir():
                return None
            raise  # as on a machine where it is not mounted: nothing is known of the file then

    def has(self, name: str) -> bool:
        return (self._folder / name).exists()

    def write(self, name: str, data: bytes) -> None:
        part = self._part()
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as file:
                file.write(data)
            _touch(part)
            part.replace(self._folder / name)
        finally:
            part.unlink(missing_ok=True)

    def use(self, name: str) -> bool:
        try:
            _touch(self._folder / name)
        except FileNotFoundError:
            return False
        except OSError:
            return self.has(name)  # it may be there, and another person's
        return True

    def drop(self, name: str) -> None:
        (self._folder / name).unlink(missing_ok=True)

    def ending(self, ending: str) -> Iterator[File]:
        """Also drops what was left behind half written."""
        with os.scandir(self._folder) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):  # another process has just dropped it
                    if entry.name.endswith(ending):
                        described = entry.stat()
                        yield File(described.st_mtime_ns, entry.name, described.st_size)
                    elif entry.name.endswith(PART) and time.time() - entry.stat().st_mtime > _PART_SECONDS:
                        self.drop(entry.name)

    def _part(self) -> Path:
        return self._folder / f"{secrets.token_hex(8)}{PART}"


def _touch(path: Path) -> None:
    now = time.time_ns()  # finer than what a file system notes by itself
    os.utime(path, ns=(now, now))
