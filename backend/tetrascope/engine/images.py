"""The images an engine holds: samples for good, uploads while their store has room."""

from functools import cached_property
from hashlib import sha256

from tetrascope.engine.image_store import ImageStore
from tetrascope.errors import NotFound, TooLarge
from tetrascope.photos.decoder_limits import SCALE_DOWN
from tetrascope.photos.photo import Photo, read_photo, thumbnail
from tetrascope.photos.samples import SAMPLE_READING, SAMPLES
from tetrascope.protocol.images import ImageInfo, Sample


def image_id_of(data: bytes) -> str:
    """The identifier of an encoded image: 32 hexadecimal digits of its SHA-256."""
    return sha256(data).hexdigest()[:32]


class Images:
    """Encoded images by the hash of their content; safe to use from several threads.

    Args:
        uploads: keeps what is uploaded.
    """

    def __init__(self, uploads: ImageStore) -> None:
        self.uploads = uploads

    def add(self, data: bytes, photo: Photo) -> ImageInfo:
        """Keep an encoded image that has been read; `TooLarge` where it alone is above the budget."""
        info = _info(image_id_of(data), photo)
        if not self.uploads.put(info, data):
            raise TooLarge(
                f"Expected an image file of at most {self.uploads.budget} bytes, got {len(data)}.",
                field="image",
                hint=f"{SCALE_DOWN} Or give the server more memory for images.",
            )
        return info

    def get(self, image_id: str) -> bytes:
        """The encoded image; NotFound where it was never uploaded or has left the budget."""
        data = self.sample(image_id) or self.uploads.get(image_id)
        if data is None:
            raise NotFound(
                f"Expected the image_id of a sample or an uploaded image, got {image_id!r}.",
                code="unknown_image",
                field="image_id",
                hint="Upload the image (again): the server keeps uploads only while it has room.",
            )
        return data

    def sample(self, image_id: str) -> bytes | None:
        """The encoded image where it is a sample, which is ours and can be trusted."""
        return self._samples_by_id.get(image_id)

    @cached_property
    def samples(self) -> list[Sample]:
        """Every sample with its thumbnail."""
        found = []
        for photo in SAMPLES:
            data = photo.read()
            read = read_photo(data, SAMPLE_READING)
            image, small = _info(image_id_of(data), read), thumbnail(read.pixels)
            found.append(Sample(name=photo.name, image=image, title=photo.title, credit=photo.credit, thumbnail=small))
        return found

    @cached_property
    def _samples_by_id(self) -> dict[str, bytes]:
        return {image_id_of(data): data for data in (photo.read() for photo in SAMPLES)}


def _info(image_id: str, photo: Photo) -> ImageInfo:
    return ImageInfo(image_id=image_id, width=photo.width, height=photo.height, note=photo.note)
