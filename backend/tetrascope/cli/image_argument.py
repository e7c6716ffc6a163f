"""The IMAGE of a command: a file, or a sample by its name."""

from pathlib import Path
from typing import NamedTuple

from tetrascope.engine.samples import SAMPLES
from tetrascope.errors import NotFound

SAMPLE_PREFIX = "sample:"


class GivenImage(NamedTuple):
    """An encoded image and what to call it."""

    name: str
    data: bytes


def read_image(argument: str) -> GivenImage:
    """The file of that path, else the sample of that name; `sample:cat` is the sample in any case.

    Raises:
        NotFound: neither is there, or it is no file.
    """
    path = Path(argument).expanduser()
    if not argument.startswith(SAMPLE_PREFIX) and path.exists():
        return GivenImage(path.name, _read(path))
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


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise NotFound(
            f"Expected an image file that can be read, got {str(path)!r}: {error.strerror}.", field="image"
        ) from None
