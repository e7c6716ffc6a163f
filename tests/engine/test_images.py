import io

import pytest
from PIL import Image

from tetrascope.engine.image_store import MemoryImageStore
from tetrascope.engine.images import Images
from tetrascope.errors import NotFound, TooLarge
from tetrascope.photos.photo import Reading, read_photo
from tetrascope.protocol.images import ImageInfo


def png(colour: str, side: int = 8) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (side, side), colour).save(buffer, "PNG")
    return buffer.getvalue()


def kept(images: Images, data: bytes) -> ImageInfo:
    return images.add(data, read_photo(data, Reading(max_pixels=100)))


def test_the_same_picture_has_the_same_id() -> None:
    images = Images(MemoryImageStore(10_000))
    assert kept(images, png("red")) == kept(images, png("red"))
    assert images.get(kept(images, png("red")).image_id) == png("red")


def test_the_least_recently_used_leaves_and_is_told_as_unknown() -> None:
    images = Images(MemoryImageStore(2 * len(png("red"))))
    first = kept(images, png("red"))
    kept(images, png("blue"))
    kept(images, png("lime"))
    with pytest.raises(NotFound) as caught:
        images.get(first.image_id)
    assert (caught.value.code, caught.value.field) == ("unknown_image", "image_id")


def test_an_image_above_the_whole_budget_is_refused_rather_than_forgotten() -> None:
    with pytest.raises(TooLarge, match="at most 10 bytes"):
        kept(Images(MemoryImageStore(10)), png("red"))


def test_samples_are_always_there() -> None:
    images = Images(MemoryImageStore(0))
    assert [sample.name for sample in images.samples][:3] == ["cat", "coffee", "flower"]
    for sample in images.samples:
        assert images.get(sample.image.image_id)
        with Image.open(io.BytesIO(sample.thumbnail)) as small:
            assert max(small.size) == 192
