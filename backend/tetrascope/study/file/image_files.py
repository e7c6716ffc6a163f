"""The images of a study that are files beside its own."""

from pathlib import Path

from tetrascope.errors import NotFound
from tetrascope.photos.photo_file import read_photo_file
from tetrascope.study.definition.study import Study


def image_files(study: Study, folder: Path) -> dict[str, bytes]:
    """Their content, by the names of the images.

    Raises:
        NotFound: one is not there, or cannot be read.
        TooLarge: one is larger than any image.
    """
    return {each.id: _content(folder / each.file) for each in study.images if each.file is not None}


def _content(path: Path) -> bytes:
    file = read_photo_file(path)
    if file is None:
        raise NotFound(f"Expected an image, got {str(path)!r}, which is not there.")
    return file.data
