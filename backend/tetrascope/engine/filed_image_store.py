"""Uploaded images as files, in a folder or a bucket: they outlive the server, and all who see the place share them."""

import json
import logging
import os
import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from tetrascope.engine.bucket_files import SCHEME, BucketFiles
from tetrascope.engine.files import File, Files
from tetrascope.engine.folder_files import FolderFiles
from tetrascope.errors import Busy, Failed
from tetrascope.protocol.form import Form, encode_now
from tetrascope.protocol.images import ImageInfo

logger = logging.getLogger(__name__)

MAX_IMAGES = 4096
"""Images in one place, however small they are: it is looked through when one more comes."""
_NAME = re.compile(r"[0-9a-z]{1,64}")
"""What an image's identifier is made of; a client can ask for any text, and must not reach another file by it."""
DATA, INFO = ".tetrascope-image", ".tetrascope-image.json"
"""How names of files end. No other file is read, counted or dropped."""


class FiledImageStore:
    """Keeps images as files, see `ImageStore`; the least recently used leaves first.

    Several stores may share a place, also those of several machines. Where two put an image at the same moment, both
    may make room for it. Methods may take as long as the place does, so they are not for an event loop.

    Args:
        files: where.
        budget: bytes that all may take together.
    """

    def __init__(self, files: Files, budget: int) -> None:
        self._files = files
        self._budget = budget
        with self._told():
            self._size = _size(self._images())

    @property
    def budget(self) -> int:
        return self._budget

    @property
    def size(self) -> int:
        """As of when this store last looked: to begin with, and for each image that it took in."""
        return self._size

    def put(self, info: ImageInfo, data: bytes) -> bool:
        if len(data) > self._budget:
            return False
        if _NAME.fullmatch(info.image_id) is None:
            raise ValueError(f"Expected an identifier of lower-case letters and digits, got {info.image_id!r}.")
        with self._told():
            if not self._files.use(info.image_id + DATA):
                left = self._make_room(len(data))
                self._files.write(info.image_id + DATA, data)  # first: without it nobody would drop the other
                self._size = left + len(data)
            if not self._files.has(info.image_id + INFO):
                self._files.write(info.image_id + INFO, encode_now(info, Form.JSON))
        return True

    def get(self, image_id: str) -> bytes | None:
        if _NAME.fullmatch(image_id) is None:
            return None
        with self._told():
            data = self._files.read(image_id + DATA)
            if data is not None:
                self._files.use(image_id + DATA)
        return data

    def info(self, image_id: str) -> ImageInfo | None:
        if _NAME.fullmatch(image_id) is None:
            return None
        with self._told():
            described = self._files.read(image_id + INFO)
            if described is None or not self._files.has(image_id + DATA):
                return None  # also where whoever put it did not come to its end
        return ImageInfo.model_validate(json.loads(described))

    def _make_room(self, needed: int) -> int:
        """What is left, in bytes."""
        files = self._images()
        size = _size(files)
        for place, file in enumerate(files):
            if size + needed <= self._budget and len(files) - place < MAX_IMAGES:
                break
            image_id = file.name.removesuffix(DATA)
            for ending in (INFO, DATA):
                self._files.drop(image_id + ending)
            size -= file.size
        return size

    def _images(self) -> list[File]:
        """By when they were last asked for, the longest ago first."""
        return sorted(self._files.ending(DATA))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """What fails is told to a client without naming the place; the log does."""
        try:
            yield
        except OSError as error:
            logger.error("images cannot be kept in %s, or read there: %s", self._files.place, error)
            expected = "Expected a store of images that can be written to and read, got"
            if error.errno is None and type(error) is OSError:
                raise Busy(f"{expected} no answer.", hint="Try again; the operator's log says more.") from error
            said = os.strerror(error.errno) if error.errno else "a refusal"
            raise Failed(f"{expected}: {said}.", hint="Tell the operator, whose log says more.") from error


def _size(files: Iterable[File]) -> int:
    return sum(file.size for file in files)


def image_store_at(place: str, budget: int) -> FiledImageStore:
    """The store of images at a place.

    Args:
        place: a folder's path, or `s3://BUCKET/FOLDER`.
        budget: bytes that all images may take together.

    Raises:
        Failed: it cannot be written to.
    """
    files = BucketFiles(place) if place.startswith(SCHEME) else FolderFiles(Path(place))
    files.require()
    return FiledImageStore(files, budget)
