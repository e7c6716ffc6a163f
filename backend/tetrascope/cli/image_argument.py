"""The IMAGE of a command: a file, or a sample by its name."""

from tetrascope.engine.settings import own_image_settings
from tetrascope.photos.photo import read_photo
from tetrascope.photos.photo_file import PhotoFile, read_photo_file
from tetrascope.photos.samples import SAMPLE_PREFIX, SAMPLES, no_such_photo
from tetrascope.photos.values import Range


def read_image(argument: str) -> PhotoFile:
    """The file of that path, else the sample of that name; `sample:cat` is the sample in any case.

    Raises:
        NotFound: neither is there, or what is there is no file or cannot be read.
        TooLarge: the file is larger than 512 MiB.
    """
    if not argument.startswith(SAMPLE_PREFIX):
        file = read_photo_file(argument)
        if file is not None:
            return file
    wanted = argument.removeprefix(SAMPLE_PREFIX)
    for sample in SAMPLES:
        if sample.name == wanted:
            return PhotoFile(sample.name, sample.read())
    raise no_such_photo(argument, (sample.name for sample in SAMPLES))


def check_image(image: PhotoFile, shown: Range | None) -> None:
    """Decode it as the engine will, before anything slow is loaded; errors as of `read_photo`."""
    read_photo(image.data, own_image_settings(shown).reading())
