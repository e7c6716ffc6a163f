"""The images an engine holds: samples for good, uploads within a budget."""

from functools import cached_property
from hashlib import sha256

from tetrascope.engine.cache import Cache
from tetrascope.engine.photo import SCALE_DOWN, photo_size, thumbnail
from tetrascope.engine.results import ImageInfo, Sample
from tetrascope.engine.samples import SAMPLES
from tetrascope.errors import NotFound, TooLarge


def image_id_of(data: bytes) -> str:
    """The identifier of an encoded image: 32 hexadecimal digits of its SHA-256."""
    return sha256(data).hexdigest()[:32]


class Images:
    """Encoded images by the hash of their content. Methods decode, so they belong on a worker thread.

    Args:
        budget: bytes that uploads may take; the least recently used leaves first.
        max_pixels: the largest image accepted.
    """

    def __init__(self, *, budget: int, max_pixels: int) -> None:
        self.max_pixels = max_pixels
        self.uploads: Cache[bytes] = Cache(budget)

    def add(self, data: bytes) -> ImageInfo:
        """Take in an encoded image; errors as of `photo_size`, `TooLarge` where it alone is above the budget."""
        height, width = photo_size(data, max_pixels=self.max_pixels)
        image_id = image_id_of(data)
        if not self.uploads.put(image_id, data, len(data)):
            raise TooLarge(
                f"Expected an image file of at most {self.uploads.budget} bytes, got {len(data)}.",
                field="image",
                hint=f"{SCALE_DOWN} Or give the server more memory for images.",
            )
        return ImageInfo(image_id=image_id, width=width, height=height)

    def get(self, image_id: str) -> bytes:
        """The encoded image; NotFound where it was never uploaded or has left the budget."""
        data = self._samples_by_id.get(image_id) or self.uploads.get(image_id)
        if data is None:
            raise NotFound(
                f"Expected the image_id of a sample or an uploaded image, got {image_id!r}.",
                code="unknown_image",
                field="image_id",
                hint="Upload the image (again): the server keeps uploads only while it has room.",
            )
        return data

    @cached_property
    def samples(self) -> list[Sample]:
        """Every sample with its thumbnail."""
        found = []
        for photo in SAMPLES:
            data = photo.read()
            height, width = photo_size(data, max_pixels=self.max_pixels)
            image = ImageInfo(image_id=image_id_of(data), width=width, height=height)
            small = thumbnail(data, max_pixels=self.max_pixels)
            found.append(Sample(name=photo.name, image=image, title=photo.title, credit=photo.credit, thumbnail=small))
        return found

    @cached_property
    def _samples_by_id(self) -> dict[str, bytes]:
        return {image_id_of(data): data for data in (photo.read() for photo in SAMPLES)}
