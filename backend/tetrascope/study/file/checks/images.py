"""Images are there and can be read."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path, PurePosixPath, PureWindowsPath

from tetrascope.errors import TetrascopeError
from tetrascope.photos.photo import Reading, read_photo
from tetrascope.photos.photo_file import read_photo_file
from tetrascope.photos.samples import SAMPLES
from tetrascope.protocol.complaint import Location
from tetrascope.study.definition.study import Study
from tetrascope.study.file.fault import Fault

READING = Reading(max_pixels=2**26)
"""How a study's files are read: in the formats that a server takes."""
_SAMPLES = [sample.name for sample in SAMPLES]


def faults(study: Study, folder: Path) -> Iterator[Fault]:
    """Images that could not be shown."""
    for place, image in enumerate(study.images):
        where: Location = ("images", place)
        if (image.sample is None) == (image.file is None):
            got = "neither" if image.sample is None else "both"
            yield Fault(where, f"Expected either `sample` or `file`, got {got}.")
        if image.sample is not None and image.sample not in _SAMPLES:
            near = get_close_matches(image.sample, _SAMPLES, n=1)
            yield Fault(
                (*where, "sample"),
                f"Expected {', '.join(_SAMPLES[:-1])} or {_SAMPLES[-1]}, got {image.sample!r}.",
                f"Did you mean {near[0]}?" if near else "An image of your own is named by `file`.",
            )
        if image.file is not None:
            yield from _file(image.file, folder, (*where, "file"))


def _file(name: str, folder: Path, location: Location) -> Iterator[Fault]:
    if ".." in PurePosixPath(name).parts or "\\" in name or PureWindowsPath(name).anchor or name.startswith("~"):
        yield Fault(
            location,
            f"Expected a file beside the study's own, such as images/cat.jpg, got {name!r}.",
            "Copy it there, so that the study can be moved as a whole.",
        )
        return
    try:
        file = read_photo_file(folder / name)
        if file is None:
            yield Fault(location, f"Expected an image, got {name!r}, which is not there.", f"Copy it into {folder}.")
        else:
            read_photo(file.data, READING)
    except TetrascopeError as error:
        yield Fault(location, f"{name}: {error.message}", error.hint)
