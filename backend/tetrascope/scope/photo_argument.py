"""Photos as a person has them: a file, a sample's name, bytes, a PIL image, an array."""

import os
from collections.abc import Mapping
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.photos.photo_file import read_photo_file
from tetrascope.photos.samples import SAMPLE_PREFIX, no_such_photo
from tetrascope.scope.backend import Backend

PhotoLike: TypeAlias = "str | os.PathLike[str] | bytes | Image.Image | NDArray[np.uint8]"
"""A path; a sample's name, such as `"cat"`, or for certain `"sample:cat"`; the bytes of an image file; a PIL image, its
pixels as they lie; an array of bytes: (rows, columns, 3) RGB, (rows, columns, 4) with alpha, (rows, columns) grey."""

_PNG_MODES = {"1", "L", "LA", "P", "RGB", "RGBA", "I;16"}
_NAMELESS = "photo"


class HeldPhoto(NamedTuple):
    """A photo that the backend has, or had."""

    name: str
    """What to call it."""
    image_id: str
    data: bytes | None
    """The encoded image, to give it again; None for a sample, which is always there."""


class Photos:
    """The photos of a scope: each is given to the backend once."""

    def __init__(self, backend: Backend) -> None:
        self._backend = backend
        self._given: dict[bytes, str] = {}

    def hold(self, photo: PhotoLike, *, anew: bool = False) -> HeldPhoto:
        """See to it that the backend has the photo.

        Args:
            photo: the photo.
            anew: whether it is given once more, as a backend may have had to let it go.

        Raises:
            NotFound: it names neither a file nor a sample.
            InvalidInput: it may mean either a file or a sample, or is no photo.
            ImageRejected, TooLarge: as of the backend.
        """
        if isinstance(photo, str):
            sample = self._sample(photo)
            if sample is not None:
                return sample
        name, data = _encoded(photo)
        digest = sha256(data).digest()
        if anew or digest not in self._given:
            self._given[digest] = self._backend.add_image(data).image_id
        return HeldPhoto(name, self._given[digest], data)

    def give_again(self, photo: HeldPhoto) -> bool:
        """Give a photo to a backend that had to let it go; False where that cannot help."""
        return photo.data is not None and self._backend.add_image(photo.data).image_id == photo.image_id

    @cached_property
    def samples(self) -> Mapping[str, str]:
        """The `image_id` of each sample by its name."""
        return {sample.name: sample.image.image_id for sample in self._backend.samples()}

    def _sample(self, text: str) -> HeldPhoto | None:
        """The sample of that name; None where a file is meant."""
        name = text.removeprefix(SAMPLE_PREFIX)
        file_there = name == text and os.path.exists(os.path.expanduser(text))  # noqa: PTH110, PTH111
        if file_there and name not in self.samples:
            return None
        if file_there:
            raise InvalidInput(
                f"Expected a file or a sample, got {text!r}, which may mean either: there is a file of that name here.",
                field="image",
                hint=f"Write {SAMPLE_PREFIX + text!r} for the sample, pathlib.Path({text!r}) for the file.",
            )
        if name in self.samples:
            return HeldPhoto(name, self.samples[name], None)
        raise no_such_photo(text, self.samples)


def _encoded(photo: PhotoLike) -> tuple[str, bytes]:
    """What to call it, and its bytes."""
    if isinstance(photo, str | os.PathLike):
        file = read_photo_file(photo)
        if file is None:
            raise NotFound(f"Expected an image file, got {os.fspath(photo)!r}, which is not there.", field="image")
        return file
    if isinstance(photo, bytes | bytearray | memoryview):
        return _NAMELESS, bytes(photo)
    image = photo if isinstance(photo, Image.Image) else _from_array(photo)
    return _file_name(image), _png(image if image.mode in _PNG_MODES else image.convert("RGB"))


def _from_array(photo: object) -> Image.Image:
    array = np.asarray(photo)
    if array.ndim == 3 and array.shape[2] == 1:
        array = array[:, :, 0]
    if array.dtype != np.uint8 or not (array.ndim == 2 or (array.ndim == 3 and array.shape[2] in (3, 4))):
        raise InvalidInput(
            "Expected a path, a sample's name, bytes, a PIL image or an array of uint8 of shape (rows, columns, 3), "
            f"got {_described(photo, array)}.",
            field="image",
            hint=_next_step(array),
        )
    return Image.fromarray(np.ascontiguousarray(array))


def _described(photo: object, array: NDArray[np.generic]) -> str:
    kind = type(photo).__name__
    return kind if array.dtype == object or array.ndim == 0 else f"{kind} of {array.dtype}, shape {array.shape}"


def _next_step(array: NDArray[np.generic]) -> str | None:
    if array.ndim == 4:
        return "Ask about one photo at a time: photos[0]."
    if array.ndim in (2, 3) and np.issubdtype(array.dtype, np.floating):
        return "Of numbers 0..1: (array * 255).round().astype('uint8'). Of 0..255: array.round().astype('uint8')."
    if array.ndim == 3 and array.shape[0] in (1, 3, 4):
        return "Put the channels last: array.transpose(1, 2, 0)."
    return None


def _file_name(image: Image.Image) -> str:
    name = getattr(image, "filename", "")
    return os.path.basename(name) if isinstance(name, str) and name else _NAMELESS  # noqa: PTH119


def _png(image: Image.Image) -> bytes:
    """Without loss, and quickly. Its EXIF data stays behind: the pixels are meant as they lie."""
    target = BytesIO()
    image.save(target, "PNG", compress_level=1, exif=b"")
    return target.getvalue()
