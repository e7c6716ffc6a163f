"""What the analyses of one engine share."""

from collections.abc import Callable, Generator, Hashable, Iterable
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from tetrascope.analysis.fills import fill_image
from tetrascope.engine.cache import Cache
from tetrascope.engine.fair_threads import FairThreads
from tetrascope.engine.image_store import STORE_THREADS, ImageStore
from tetrascope.engine.images import Images
from tetrascope.engine.layer_drawing import DrawnSoon
from tetrascope.engine.loaded_networks import Networks
from tetrascope.engine.readers import Readers
from tetrascope.engine.room import Room
from tetrascope.engine.settings import EngineSettings
from tetrascope.engine.shared import Shared
from tetrascope.engine.steps import Steps, wait_for
from tetrascope.engine.workers import Workers
from tetrascope.networks.cores import usable_cores
from tetrascope.networks.fit import inside
from tetrascope.networks.network_input import NetworkInput, Picture, in_rgb
from tetrascope.photos.photo import Photo, read_photo
from tetrascope.photos.samples import SAMPLE_READING
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.part import Event
from tetrascope.protocol.request import PhotoRequest

Result = TypeVar("Result")


def _as_it_is(event: Event) -> Iterable[Event]:
    return (event,)


class Workspace:
    """Images, networks, caches, room in memory, and the threads and processes for work that is not a forward pass.

    Used by one analysis at a time, so nothing here needs a lock of its own.

    Args:
        settings: every budget, and where networks come from.
        uploads: keeps uploaded images.
    """

    def __init__(self, settings: EngineSettings, uploads: ImageStore) -> None:
        self.settings = settings
        self.images = Images(uploads)
        self.networks = Networks(
            settings.network_sources,
            default=settings.default_network,
            budget=settings.network_bytes,
            pass_bytes=settings.pass_bytes(),
        )
        self.results: Cache[Any] = Cache(settings.result_bytes)
        self.activations: Cache[Any] = Cache(settings.activation_bytes)
        self._under_way: dict[Hashable, Shared[Any, Any]] = {}
        self.readers = Readers(settings.readers, settings.reading(), settings.read_seconds)
        """Read images of others, in processes of their own."""
        self.decoder = Workers(1, name="tetrascope-decoder")
        """Decodes samples, which are ours."""
        self.storers = Workers(STORE_THREADS, name="tetrascope-storer")
        """Ask the store of uploaded images."""
        self._fitter = Workers(1, name="tetrascope-fitter")
        self.threads = FairThreads(usable_cores(), name="tetrascope-layers", initializer=_keep_blas_to_one_thread)
        """One for each core, for layers that can be drawn side by side."""
        self.map_room = Room(settings.map_bytes())
        """What feature maps may take while they are computed and drawn."""
        self.pool_room = Room(settings.pool_bytes())
        """What masked images may take on their way through a network."""
        self.drawn_soon: dict[Hashable, DrawnSoon] = {}
        """Layers in work, so that none is drawn by two analyses at once."""

    def close(self) -> None:
        """Answer everyone who waits for a thread with `Busy`; what a thread is at is left alone."""
        self.readers.close()
        self.decoder.close()
        self.storers.close()
        self._fitter.close()
        self.threads.close()
        self.networks.close()

    @property
    def cache_bytes(self) -> int:
        """Bytes that images and results take now."""
        return self.images.uploads.size + self.results.size + self.activations.size

    def fitted(self, work: Callable[..., Result], *arguments: object) -> Steps[Result]:
        """Do long work without a forward pass on a thread of its own, so that other analyses go on."""
        return (yield from _on(self._fitter, work, *arguments))

    def picture(self, request: PhotoRequest, network_input: NetworkInput) -> Steps[Picture]:
        """The image as it enters a network of that input, before masks."""
        key = ("input", *picture_key(request, network_input))
        return (yield from self.get_or_compute(key, lambda: self._picture(request, network_input)))

    def _picture(self, request: PhotoRequest, network_input: NetworkInput) -> Steps[tuple[Picture, int]]:
        fitting = network_input.fitting(request.fit, request.crop_at)

        def fit(photo: Photo) -> Picture:
            return network_input.picture(photo.pixels, fitting)

        sample = self.images.sample(request.image_id)
        if sample is not None:
            picture = yield from _on(self.decoder, lambda: fit(read_photo(sample, SAMPLE_READING)))
        else:
            data = yield from _on(self.storers, self.images.get, request.image_id)
            picture = yield from self._read(data, fit)
        return picture, picture.pixels.nbytes

    def _read(self, data: bytes, use: Callable[[Photo], Result]) -> Steps[Result]:
        order = self.readers.order(data, use)
        try:
            return (yield from wait_for(order.answer))
        finally:
            self.readers.drop(order)

    def fill_image(self, request: PhotoRequest, network_input: NetworkInput, fill: Fill) -> Steps[NDArray[np.uint8]]:
        """What shows through a mask in `picture`: (h, w, 3) bytes, the same as there where no photo is."""
        key = ("fill", *picture_key(request, network_input), fill)
        filled = self.results.get(key)
        if filled is None:
            picture = yield from self.picture(request, network_input)
            filled = picture.pixels.copy()
            photo = inside(picture.framing)  # to hide what was padded means nothing
            filled[photo] = in_rgb(fill_image(filled[photo][..., : network_input.channels], fill))
            self.results.put(key, filled, filled.nbytes)
        return filled

    def get_or_compute(
        self,
        key: Hashable,
        compute: Callable[[], Generator[Any, None, tuple[Result, int]]],
        tell: Callable[[Any], Iterable[Event]] = _as_it_is,
    ) -> Steps[Result]:
        """The result under `key`, cached or computed; shared with others who ask meanwhile.

        Args:
            key: all that the result depends on.
            compute: yields news and pauses, returns the value and its size in bytes.
            tell: the events that news are to this reader; others may tell the same news otherwise. See `Shared`.
        """
        cached = self.results.get(key)
        if cached is not None:
            return cached  # type: ignore[no-any-return]
        shared = self._under_way.setdefault(key, Shared(compute()))
        try:
            value, size = yield from shared.follow(tell)
            self.results.put(key, value, size)
            return value  # type: ignore[no-any-return]
        finally:
            if shared.abandoned and self._under_way.get(key) is shared:
                del self._under_way[key]


def _on(workers: Workers, work: Callable[..., Result], *arguments: object) -> Steps[Result]:
    future = workers.submit(work, *arguments)
    try:
        return (yield from wait_for(future))
    finally:
        future.cancel()  # dropped before it was begun


def picture_key(request: PhotoRequest, network_input: NetworkInput) -> tuple[object, ...]:
    """All that the picture which enters a network depends on."""
    fitting = network_input.fitting(request.fit, request.crop_at)
    return (request.image_id, *network_input.size, network_input.channels, *fitting.key)


def _keep_blas_to_one_thread() -> None:
    """Tell NumPy's and SciPy's BLAS, for good, not to use threads of its own.

    They would wait for each other, and for those of the network, in busy loops: on two cores that are not idle a
    small product then takes up to fifty times as long (measured). Outside the threads of layers little would gain from
    more: of a pool's boundary the largest product takes 2 ms for 299 images, and a second for 4096.
    """
    threadpool_limits(1, user_api="blas")
