"""A photo in a file of one's own, read whole and as it is."""

import os
import stat
from pathlib import Path
from typing import NamedTuple

from tetrascope.errors import NotFound, TooLarge
from tetrascope.photos.decoder_limits import SCALE_DOWN

MAX_BYTES = 512 * 2**20
"""Size of the largest file taken in. It is one's own, so it may be much larger than what a server takes."""


class PhotoFile(NamedTuple):
    """An encoded photo and what to call it."""

    name: str
    data: bytes


def read_photo_file(place: "str | os.PathLike[str]") -> PhotoFile | None:
    """The file of that path; None where there is none.

    Raises:
        NotFound: what is there is no file or cannot be read.
        TooLarge: it is larger than `MAX_BYTES`.
    """
    path = Path(os.path.expanduser(place))  # noqa: PTH111  Path's own raises for a user that is not there
    try:
        return PhotoFile(shown(path.name), _read(path))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        raise NotFound(
            f"Expected an image file that can be read, got {os.fspath(place)!r}: {error.strerror}.", field="image"
        ) from None


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
        f"Expected an image file of at most {MAX_BYTES // 2**20} MiB ({MAX_BYTES} bytes), got one of {size} bytes.",
        field="image",
        hint=SCALE_DOWN,
    )


def shown(name: str) -> str:
    """A file's name as text that can be written anywhere: what is not UTF-8 in it is replaced."""
    return os.fsencode(name).decode("utf-8", "replace")
