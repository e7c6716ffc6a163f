"""The IMAGE of a command: a file, or a sample by its name."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from tetrascope.engine.settings import MEBIBYTE, EngineSettings
from tetrascope.errors import NotFound, TooLarge
from tetrascope.photos.limits import SCALE_DOWN
from tetrascope.photos.photo import read_photo
from tetrascope.photos.samples import SAMPLES
from tetrascope.photos.values import Range

SAMPLE_PREFIX = "sample:"
MAX_BYTES = 512 * MEBIBYTE
"""Size of the largest file taken in. It is one's own, so it may be much larger than what a server takes."""

OWN_SECONDS = 3600.0
"""How long one's own image may take to be read: whoever waits for it can stop it."""


class GivenImage(NamedTuple):
    """An encoded image and what to call it."""

    name: str
    data: bytes


def read_image(argument: str) -> GivenImage:
    """The file of that path, else the sample of that name; `sample:cat` is the sample in any case.

    Raises:
        NotFound: neither is there, or what is there is no file or cannot be read.
        TooLarge: the file is larger than `MAX_BYTES`.
    """
    if not argument.startswith(SAMPLE_PREFIX):
        path = Path(os.path.expanduser(argument))  # noqa: PTH111  Path's own raises for a user that is not there
        try:
            return GivenImage(_shown(path.name), _read(path))
        except (FileNotFoundError, NotADirectoryError):
            pass  # perhaps a sample
        except OSError as error:
            raise NotFound(
                f"Expected an image file that can be read, got {argument!r}: {error.strerror}.", field="image"
            ) from None
    wanted = argument.removeprefix(SAMPLE_PREFIX)
    for sample in SAMPLES:
        if sample.name == wanted:
            return GivenImage(sample.name, sample.read())
    names = ", ".join(sample.name for sample in SAMPLES)
    raise NotFound(
        f"Expected an image file or a sample's name, got {argument!r}, which is neither.",
        field="image",
        hint=f"The samples are {names}.",
    )


def own_settings(shown: Range | None) -> EngineSettings:
    """How an engine reads one's own images; of those with more than eight bits `shown` become black and white."""
    return EngineSettings(own_images=True, shown_values=shown, image_bytes=MAX_BYTES, read_seconds=OWN_SECONDS)


def check_image(image: GivenImage, shown: Range | None) -> None:
    """Decode it as the engine will, before anything slow is loaded; errors as of `read_photo`."""
    read_photo(image.data, own_settings(shown).reading())


def _read(path: Path) -> bytes:
    """The whole file; a device or a pipe, which may have no end or never begin, is not even opened."""
    status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        kind = "a folder" if stat.S_ISDIR(status.st_mode) else "a device, a pipe or the like"
        raise NotFound(
            f"Expected an image file, got {str(path)!r}, which is {kind}.", field="image", hint="Name a regular file."
        )
    if status.st_size > MAX_BYTES:
        raise _too_large(status.st_size)
    if status.st_size == 0:  # empty, or a file under /proc, which may wait for what never comes
        return b""
    with path.open("rb") as file:
        data = file.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:  # it has grown
        raise _too_large(len(data))
    return data


def _too_large(size: int) -> TooLarge:
    return TooLarge(
        f"Expected an image file of at most {MAX_BYTES // MEBIBYTE} MiB ({MAX_BYTES} bytes), got one of {size} bytes.",
        field="image",
        hint=SCALE_DOWN,
    )


def _shown(name: str) -> str:
    """A file's name as text that can be written anywhere: what is not UTF-8 in it is replaced."""
    return os.fsencode(name).decode("utf-8", "replace")
