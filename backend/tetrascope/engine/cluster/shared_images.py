"""Uploaded images that all gateways and workers of a cluster share: by an actor of Ray, or as files."""

import contextlib
import logging
from typing import Any

from tetrascope.engine.filed_image_store import image_store_at
from tetrascope.engine.image_store import ImageStore, MemoryImageStore
from tetrascope.engine.settings import EngineSettings
from tetrascope.errors import Busy
from tetrascope.protocol.images import ImageInfo

logger = logging.getLogger(__name__)

_KEEPER = {"namespace": "tetrascope", "name": "tetrascope-images"}
_SECONDS = 30.0
"""How long it may take to answer, which takes milliseconds."""


class ImageKeeper:
    """The store itself, as an actor: see `ImageStore`, whose properties are methods here.

    If the machine is lost that it is on, the images are too: Ray starts it anew, empty, and a request that names one is
    told to upload it again, as where an image had to make room.

    Args:
        budget: bytes that all may take together.
        place: keeps them instead, for whoever asks: see `image_store_at`. The same for every machine.
    """

    def __init__(self, budget: int, place: str | None = None) -> None:
        self._store = MemoryImageStore(budget)
        self._place = place

    def place(self) -> str | None:
        """Where they are instead; None where they are here."""
        return self._place

    def sizes(self) -> tuple[int, int]:
        """The budget, and what the images take now, in bytes."""
        return self._store.budget, self._store.size

    def put(self, info: ImageInfo, data: bytes) -> bool:
        """As of the store."""
        return self._store.put(info, data)

    def get(self, image_id: str) -> bytes | None:
        """As of the store."""
        return self._store.get(image_id)

    def info(self, image_id: str) -> ImageInfo | None:
        """As of the store."""
        return self._store.info(image_id)


class SharedImages:
    """What a gateway sees of them, see `ImageStore`. A call takes some milliseconds: not for an event loop.

    Args:
        keeper: the actor.
    """

    def __init__(self, keeper: Any) -> None:
        self._keeper = keeper

    @property
    def place(self) -> str | None:
        """What all are to use instead."""
        place: str | None = self._ask("place")
        return place

    @property
    def budget(self) -> int:
        return int(self._ask("sizes")[0])

    @property
    def size(self) -> int:
        return int(self._ask("sizes")[1])

    def put(self, info: ImageInfo, data: bytes) -> bool:
        return bool(self._ask("put", info, data))

    def get(self, image_id: str) -> bytes | None:
        data: bytes | None = self._ask("get", image_id)
        return data

    def info(self, image_id: str) -> ImageInfo | None:
        info: ImageInfo | None = self._ask("info", image_id)
        return info

    def _ask(self, method: str, *arguments: object) -> Any:
        import ray

        try:
            return ray.get(getattr(self._keeper, method).remote(*arguments), timeout=_SECONDS)
        except ray.exceptions.RayError as error:
            raise Busy("Expected the cluster's store of images to answer, got none.", hint="Try again.") from error


def kept_images(settings: EngineSettings) -> ImageStore:
    """The images that the cluster has been given. Whoever comes first says where they are kept, and how many; who comes
    later and would have them elsewhere is told in the log.

    Args:
        settings: of whom that may be.

    Raises:
        Failed: the place cannot be written to from this machine.
    """
    import ray

    wanted = settings.image_place
    store = None if wanted is None else image_store_at(wanted, settings.image_bytes)  # before all others are told of it
    options = {**_KEEPER, "lifetime": "detached", "get_if_exists": True, "num_cpus": 0, "max_restarts": -1}
    keeper = ray.remote(ImageKeeper).options(**options).remote(settings.image_bytes, wanted)
    shared = SharedImages(keeper)
    place = shared.place
    if wanted is not None and wanted != place:
        logger.warning("images are kept in %s, as whoever began said, and not in %s", place or "memory", wanted)
    if place is None:
        return shared
    return store if store is not None and place == wanted else image_store_at(place, shared.budget)


def forget_images() -> None:
    """End the actor: nobody has begun to use it."""
    import ray

    with contextlib.suppress(ValueError):  # it has not been started
        ray.kill(ray.get_actor(_KEEPER["name"], _KEEPER["namespace"]))


class FetchedImages:
    """What a worker sees of them, see `ImageStore`: it fetches one when it needs it, and keeps what it makes of it.

    Args:
        shared: the images of the cluster, which count there.
    """

    budget = size = 0

    def __init__(self, shared: ImageStore) -> None:
        self._shared = shared

    def put(self, info: ImageInfo, data: bytes) -> bool:  # noqa: ARG002
        """Gateways take images in."""
        return False

    def get(self, image_id: str) -> bytes | None:
        return self._shared.get(image_id)

    def info(self, image_id: str) -> ImageInfo | None:
        return self._shared.info(image_id)
