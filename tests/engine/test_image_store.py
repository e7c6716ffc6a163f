"""What every store of images promises, see `ImageStore`. Another store is added to `STORES`."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from tests.engine.image_places import PLACES

from tetrascope.engine.filed_image_store import image_store_at
from tetrascope.engine.image_store import ImageStore, KeptImages, MemoryImageStore
from tetrascope.protocol.images import ImageInfo

STORES: dict[str, Callable[[int], ImageStore]] = {
    "memory": MemoryImageStore,
    "memory with some kept": lambda budget: KeptImages(MemoryImageStore(budget), ["kept"]),
}


@pytest.fixture(params=[*STORES, *PLACES])
def made(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[int], ImageStore]]:
    """Makes a store of a budget."""
    if request.param in STORES:
        yield STORES[request.param]
        return
    with PLACES[request.param](tmp_path) as place:
        yield partial(image_store_at, place)


def info(image_id: str, note: str | None = None) -> ImageInfo:
    return ImageInfo(image_id=image_id, width=4, height=3, note=note)


def test_what_was_put_is_there_with_what_is_known_of_it(made: Callable[[int], ImageStore]) -> None:
    store = made(100)
    assert store.put(info("a", "of 12 bits"), b"first")
    assert (store.get("a"), store.info("a")) == (b"first", info("a", "of 12 bits"))
    assert (store.budget, store.size) == (100, 5)


def test_what_was_never_put_is_not(made: Callable[[int], ImageStore]) -> None:
    store = made(100)
    assert (store.get("a"), store.info("a")) == (None, None)


def test_putting_it_twice_takes_no_more(made: Callable[[int], ImageStore]) -> None:
    store = made(100)
    for _ in range(2):
        store.put(info("a"), b"first")
    assert store.size == 5


def test_the_budget_holds_and_what_was_used_longest_ago_makes_room(made: Callable[[int], ImageStore]) -> None:
    store = made(10)
    for image_id in ("a", "b"):
        store.put(info(image_id), b"12345")
    assert store.get("a") == b"12345"
    assert store.put(info("c"), b"12345")
    assert [store.get(each) is not None for each in ("a", "b", "c")] == [True, False, True]
    assert store.size == 10


def test_what_is_larger_than_all_of_it_is_refused_and_drives_nothing_out(made: Callable[[int], ImageStore]) -> None:
    store = made(10)
    store.put(info("a"), b"12345")
    assert not store.put(info("b"), b"12345678901")
    assert (store.get("a"), store.get("b")) == (b"12345", None)


def test_images_that_are_kept_stay_and_take_no_room() -> None:
    store = KeptImages(MemoryImageStore(10), ["kept", "large"])
    assert store.put(info("kept"), b"12345")
    assert store.put(info("large"), b"12345678901")
    for image_id in ("a", "b", "c"):
        assert store.put(info(image_id), b"12345")
    assert (store.get("kept"), store.info("kept"), store.size) == (b"12345", info("kept"), 10)
    assert store.get("large") == b"12345678901"
    assert store.get("a") is None
