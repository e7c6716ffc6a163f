"""Sample images: photographs that come with the packages Tetrascope stands on, so none needs a download."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import NotFound
from tetrascope.photos.photo import Reading, read_photo

SAMPLE_PREFIX = "sample:"
"""Before a sample's name where a file may have the same: `sample:cat`."""
SAMPLE_READING = Reading(max_pixels=2**24)
"""How samples are read, wherever one is."""


@dataclass(frozen=True)
class SamplePhoto:
    """A photograph inside an installed package."""

    name: str
    title: str
    credit: str
    package: str
    file: str

    def path(self) -> Path:
        """Where the file lies, found without importing the package."""
        spec = find_spec(self.package)
        if spec is None or spec.origin is None:
            raise FileNotFoundError(f"the package {self.package} is not installed")
        return Path(spec.origin).parent / self.file

    def read(self) -> bytes:
        """The encoded image."""
        return _read(self.path())


@cache
def _read(path: Path) -> bytes:
    return path.read_bytes()


SAMPLES = (
    SamplePhoto("cat", "Cat", "Stefan van der Walt, CC0, by scikit-image", "skimage", "data/chelsea.png"),
    SamplePhoto("coffee", "Cup of coffee", "Rachel Michetti, CC0, by scikit-image", "skimage", "data/coffee.png"),
    SamplePhoto(
        "flower",
        "Flower",
        "flickr.com/photos/vultilion, CC BY 2.0, by scikit-learn",
        "sklearn",
        "datasets/images/flower.jpg",
    ),
    SamplePhoto(
        "temple",
        "Temple",
        "flickr.com/photos/danielbuechele, CC BY 2.0, by scikit-learn",
        "sklearn",
        "datasets/images/china.jpg",
    ),
    SamplePhoto("rocket", "Rocket", "SpaceX, public domain, by scikit-image", "skimage", "data/rocket.jpg"),
    SamplePhoto("astronaut", "Astronaut", "NASA, public domain, by scikit-image", "skimage", "data/astronaut.png"),
)


def no_such_photo(text: str, names: Iterable[str]) -> NotFound:
    """What is said of a text that names neither a file nor one of the samples of these names."""
    return NotFound(
        f"Expected an image file or a sample's name, got {text!r}, which is neither.",
        field="image",
        hint=f"The samples are {', '.join(names)}.",
    )


def sample_pixels() -> list[NDArray[np.uint8]]:
    """Every sample, (rows, columns, 3) RGB each."""
    return [read_photo(sample.read(), SAMPLE_READING).pixels for sample in SAMPLES]
