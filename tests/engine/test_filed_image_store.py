"""What every store of images as files promises besides, be they in a folder or in a bucket."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.engine.image_places import PLACES

from tetrascope.engine import filed_image_store
from tetrascope.engine.filed_image_store import DATA, INFO, image_store_at
from tetrascope.protocol.images import ImageInfo


@pytest.fixture(params=PLACES)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An empty one."""
    with PLACES[request.param](tmp_path) as made:
        yield made


def info(image_id: str) -> ImageInfo:
    return ImageInfo(image_id=image_id, width=4, height=3)


def test_images_outlive_their_store_and_are_shared(place: str) -> None:
    first, second = (image_store_at(place, 10) for _ in range(2))
    assert (second.get("a"), second.size) == (None, 0)
    assert first.put(info("a"), b"12345")
    assert (second.get("a"), second.info("a")) == (b"12345", info("a"))
    assert second.put(info("b"), b"12345") and second.put(info("c"), b"12345")
    assert second.size == 10
    assert first.get("a") is None, "the budget is that of the place"
    later = image_store_at(place, 10)
    assert (later.get("c"), later.size) == (b"12345", 10)


def test_the_number_of_images_is_bounded(place: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(filed_image_store, "MAX_IMAGES", 2)
    store = image_store_at(place, 100)
    for image_id in "abc":
        store.put(info(image_id), b"1")
    assert [store.get(image_id) for image_id in "abc"] == [None, b"1", b"1"]
    assert [store.info(image_id) is not None for image_id in "abc"] == [False, True, True]


@pytest.mark.parametrize("name", ["../secret", "/etc/hostname", "a/b", "", ".", "secret.tetrascope-image\0", "A"])
def test_an_identifier_reaches_no_other_file(place: str, name: str) -> None:
    store = image_store_at(place, 10)
    assert (store.get(name), store.info(name)) == (None, None)
    with pytest.raises(ValueError, match="identifier"):
        store.put(ImageInfo(image_id=name, width=4, height=3), b"1")


@pytest.mark.parametrize("ending", [DATA, INFO])
def test_what_is_there_in_half_is_made_whole_again(place: str, ending: str) -> None:
    store = image_store_at(place, 10)
    assert store.put(info("a"), b"12345")
    store._files.drop(f"a{ending}")
    assert store.info("a") is None
    assert store.put(info("a"), b"12345")
    assert (store.get("a"), store.info("a"), store.size) == (b"12345", info("a"), 5)
