"""Uploaded images in a folder: they outlive the server, and processes that see the folder share them."""

import json
import logging
import os
import re
import secrets
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from tetrascope.errors import Failed
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.images import ImageInfo

logger = logging.getLogger(__name__)

MAX_IMAGES = 4096
"""Images in a folder, however small they are: it is looked through when one more comes."""
_NAME = re.compile(r"[0-9a-z]{1,64}")
"""What an image's identifier is made of; a client can ask for any text, and must not reach another file by it."""
DATA, INFO, PART = ".tetrascope-image", ".tetrascope-image.json", ".tetrascope-part"
"""How names of files end. No other file of the folder is read, counted or dropped."""
_BINARY = getattr(os, "O_BINARY", 0)
"""Of Windows alone."""
_LOOK_SECONDS = 2.0
"""For how long it is known what others have put there."""
_PART_SECONDS = 3600.0
"""When what was not written to its end is taken for left behind."""


class _File(NamedTuple):
    used: int
    """Nanoseconds, when it was last asked for."""
    name: str
    size: int


class FolderImageStore:
    """Keeps images as files, see `ImageStore`; the least recently used leaves first, by the times of the files.

    Several stores may share a folder, also those of several machines. A file is whole or not there. Where two put an
    image at the same moment, both may make room for it.

    Args:
        folder: made if need be.
        budget: bytes that all may take together.
        clock: seconds.

    Raises:
        Failed: it cannot be written to.
    """

    def __init__(self, folder: Path, budget: int, clock: Callable[[], float] = time.monotonic) -> None:
        self.folder = folder
        self._budget = budget
        self._clock = clock
        self._looked, self._size = -_LOOK_SECONDS, 0
        try:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            probe = folder / f"{secrets.token_hex(8)}{PART}"
            probe.touch()
            probe.unlink()
        except OSError as error:
            raise Failed(
                f"Expected a folder of images that can be written to, got {str(folder)!r}: {error.strerror}.",
                hint="Mend it, or name another one: --image-store FOLDER.",
            ) from error

    @property
    def budget(self) -> int:
        return self._budget

    @property
    def size(self) -> int:
        if self._clock() - self._looked >= _LOOK_SECONDS:
            self._count(self._files())
        return self._size

    def put(self, info: ImageInfo, data: bytes) -> bool:
        if len(data) > self._budget:
            return False
        if _NAME.fullmatch(info.image_id) is None:
            raise ValueError(f"Expected an identifier of lower-case letters and digits, got {info.image_id!r}.")
        try:
            if not self._use(info.image_id):
                self._make_room(len(data))
                self._write(info.image_id + INFO, encode_now(info, Form.JSON))
                self._write(info.image_id + DATA, data)
        except OSError as error:
            raise self._failed(error) from error
        self._count(self._files())
        return True

    def get(self, image_id: str) -> bytes | None:
        data = self._read(image_id, DATA)
        if data is not None:
            self._use(image_id)
        return data

    def info(self, image_id: str) -> ImageInfo | None:
        described = self._read(image_id, INFO)
        if described is None or not (self.folder / (image_id + DATA)).exists():
            return None  # also where whoever put it did not come to its end
        return ImageInfo.model_validate(json.loads(described))

    def _read(self, image_id: str, ending: str) -> bytes | None:
        if _NAME.fullmatch(image_id) is None:
            return None
        try:
            return (self.folder / (image_id + ending)).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise self._failed(error) from error

    def _use(self, image_id: str) -> bool:
        """Note that it was asked for; False where it is not there."""
        now = time.time_ns()  # finer than what a file system notes by itself
        try:
            os.utime(self.folder / (image_id + DATA), ns=(now, now))
        except FileNotFoundError:
            return False
        except OSError:
            return True  # it is there, and another person's
        return True

    def _write(self, name: str, data: bytes) -> None:
        part = self.folder / f"{secrets.token_hex(8)}{PART}"
        try:
            with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | _BINARY, 0o600), "wb") as file:
                file.write(data)
            now = time.time_ns()
            os.utime(part, ns=(now, now))
            part.replace(self.folder / name)
        finally:
            part.unlink(missing_ok=True)

    def _make_room(self, needed: int) -> None:
        files = self._files()
        size = sum(file.size for file in files)
        for place, file in enumerate(files):
            if size + needed <= self._budget and len(files) - place < MAX_IMAGES:
                return
            image_id = file.name.removesuffix(DATA)
            for ending in (DATA, INFO):
                (self.folder / (image_id + ending)).unlink(missing_ok=True)
            size -= file.size

    def _files(self) -> list[_File]:
        """Images by when they were last asked for, the longest ago first; drops what was left behind half written."""
        found = []
        with os.scandir(self.folder) as entries:
            for entry in entries:
                with suppress(FileNotFoundError):  # another process has just dropped it
                    if entry.name.endswith(DATA):
                        described = entry.stat()
                        found.append(_File(described.st_mtime_ns, entry.name, described.st_size))
                    elif entry.name.endswith(PART) and time.time() - entry.stat().st_mtime > _PART_SECONDS:
                        Path(entry.path).unlink(missing_ok=True)
        return sorted(found)

    def _count(self, files: list[_File]) -> None:
        self._looked, self._size = self._clock(), sum(file.size for file in files)

    def _failed(self, error: OSError) -> Failed:
        """What a client is told, which names no path; the log does."""
        logger.error("images cannot be kept in %s, or read there: %s", self.folder, error)
        return Failed(
            f"Expected a store of images that can be written to and read, got: {error.strerror}.",
            hint="Tell the operator, whose log says more.",
        )
