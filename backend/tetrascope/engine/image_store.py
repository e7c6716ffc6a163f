"""Where uploaded images are kept: an interface, and the memory of this process. See also `filed_image_store.py`."""

from collections.abc import Collection
from typing import NamedTuple, Protocol

from tetrascope.engine.cache import Cache
from tetrascope.protocol.images import ImageInfo

STORE_THREADS = 4
"""Threads of an engine that ask its store, which may be on another machine and not answer for a while."""


class ImageStore(Protocol):
    """Encoded images by the hash of their content, within a budget. Methods may be called from any thread."""

    @property
    def budget(self) -> int:
        """The most that all images may take together, in bytes."""
        ...

    @property
    def size(self) -> int:
        """What they take now, in bytes."""
        ...

    def put(self, info: ImageInfo, data: bytes) -> bool:
        """Keep an image, dropping others as needed; False where it alone is over the budget, and is not kept."""
        ...

    def get(self, image_id: str) -> bytes | None:
        """The encoded image; None where it was never put or had to make room."""
        ...

    def info(self, image_id: str) -> ImageInfo | None:
        """What is known of it, likewise."""
        ...


class _Kept(NamedTuple):
    info: ImageInfo
    data: bytes


class MemoryImageStore:
    """Keeps images in memory, see `ImageStore`; the least recently used leaves first.

    Args:
        budget: bytes that all may take together.
    """

    def __init__(self, budget: int) -> None:
        self._images: Cache[_Kept] = Cache(budget)

    @property
    def budget(self) -> int:
        return self._images.budget

    @property
    def size(self) -> int:
        return self._images.size

    def put(self, info: ImageInfo, data: bytes) -> bool:
        return self._images.put(info.image_id, _Kept(info, data), len(data))

    def get(self, image_id: str) -> bytes | None:
        kept = self._images.get(image_id)
        return None if kept is None else kept.data

    def info(self, image_id: str) -> ImageInfo | None:
        kept = self._images.get(image_id)
        return None if kept is None else kept.info


class KeptImages:
    """Keeps some images for good, beside those of another store, see `ImageStore`.

    Args:
        others: keeps all others.
        kept: the ids of those to keep; they take no part of the others' budget.
    """

    def __init__(self, others: ImageStore, kept: Collection[str]) -> None:
        self._others = others
        self._ids = frozenset(kept)
        self._images: dict[str, _Kept] = {}

    @property
    def budget(self) -> int:
        return self._others.budget

    @property
    def size(self) -> int:
        return self._others.size

    def put(self, info: ImageInfo, data: bytes) -> bool:
        if info.image_id not in self._ids:
            return self._others.put(info, data)
        self._images[info.image_id] = _Kept(info, data)
        return True

    def get(self, image_id: str) -> bytes | None:
        kept = self._images.get(image_id)
        return self._others.get(image_id) if kept is None else kept.data

    def info(self, image_id: str) -> ImageInfo | None:
        kept = self._images.get(image_id)
        return self._others.info(image_id) if kept is None else kept.info
