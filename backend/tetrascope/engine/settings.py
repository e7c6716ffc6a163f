"""What an engine may use."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tetrascope.networks.catalog import catalog
from tetrascope.networks.pass_memory import PASS_BYTES
from tetrascope.networks.source import NetworkSource
from tetrascope.photos.photo import Reading
from tetrascope.photos.photo_file import MAX_BYTES
from tetrascope.photos.values import Range

MEBIBYTE = 2**20
_PASSES = 6
"""Passes whose maps the analyses may hold at once: one of layers, the others of pools."""
MAX_OWN_PIXELS = 300_000_000
"""Largest image of the operator's own, in pixels. Phones have up to 200 million."""
OWN_SECONDS = 3600.0
"""How long one's own image may take to be read: whoever waits for it can stop it."""


@dataclass(frozen=True, kw_only=True)
class EngineSettings:
    """Limits and choices of an engine; sizes in bytes."""

    network_sources: Sequence[NetworkSource] = field(default_factory=catalog)
    """Where networks come from, in the order in which they are listed."""
    default_network: str | None = None
    """Loaded at start and named as the one to begin with; None for the first that there is."""
    result_bytes: int = 256 * MEBIBYTE
    """Budget of finished results."""
    activation_bytes: int = 256 * MEBIBYTE
    """Budget of activations kept for the next question about the same image."""
    image_bytes: int = 128 * MEBIBYTE
    """Budget of uploaded images, as uploaded."""
    image_place: str | None = None
    """Where uploaded images are kept, so that they outlive the engine: a folder's path, or `s3://BUCKET/FOLDER`.
    None for its memory."""
    work_bytes: int = _PASSES * PASS_BYTES
    """Budget of what all analyses hold while they work, from which every bound of a pass through a network follows: see
    `pass_bytes`, `map_bytes` and `pool_bytes`.

    It bounds what is in use. The process's own size goes up by less or by more: TensorFlow keeps what it once took, as
    for loading a network, and of that the system counts what was written to. So the same work may fill room that is
    there already, or be the first to touch it. `tests/measure/memory.py` tells the two apart."""
    unread_bytes: int = 128 * MEBIBYTE
    """Budget of drawn layers that nobody has read yet. Each analysis may have an equal share of it ready, or one layer,
    before it goes on."""
    network_bytes: int = 2048 * MEBIBYTE
    """Budget of loaded networks' parameters; the least recently used is unloaded first."""
    max_image_pixels: int = 40_000_000
    """Largest image taken in, in pixels, checked before decoding."""
    readers: int = 2
    """Images read at once, each in a process of its own. The largest take hundreds of megabytes meanwhile."""
    read_seconds: float = 60.0
    """How long one image may take to be read; then it is refused, and the process that reads it ends."""
    own_images: bool = False
    """Whether images are files of the operator's own: more formats are read then, and what is larger than
    `max_image_pixels` is read at a reduced scale."""
    shown_values: Range | None = None
    """Of images with more than eight bits the numbers that become black and white; None to go by what is there."""
    max_pool_images: int = 4096
    """Most masked images in one pool."""
    step_seconds: float = 0.2
    """How long one step of an analysis should take: others wait this long, and so does a cancellation."""
    max_running: int = 64
    """Most analyses under way or waiting; one more is refused as busy."""
    max_background: int = 2
    """Most analyses in the background, as jobs are, beside those; the others wait for their turn."""
    max_backlog: int = 16
    """Events an analysis may be ahead of whoever reads them before it pauses."""

    def reading(self) -> Reading:
        """How images are read."""
        if not self.own_images:
            return Reading(max_pixels=self.max_image_pixels, shown=self.shown_values)
        return Reading(max_pixels=MAX_OWN_PIXELS, whole_pixels=self.max_image_pixels, own=True, shown=self.shown_values)

    def pass_bytes(self) -> int:
        """What one pass through a network may work on or give out, unless one image or one mask takes more."""
        return self.work_bytes // _PASSES

    def map_bytes(self) -> int:
        """Feature maps that are computed and not drawn yet, of all analyses together.

        They have room of their own, as they hold it for a moment, and a pool for all of a run: who has moved a mask
        does not wait for other people's pools.
        """
        return self.pass_bytes()

    def map_share_bytes(self) -> int:
        """Feature maps that an analysis has one pass bring out, or one layer: the next runs while these are drawn."""
        return self.map_bytes() // 2

    def pool_bytes(self) -> int:
        """What the runs of all pools hold together; a pool whose run finds no room waits for its turn."""
        return self.work_bytes - self.map_bytes()

    def unread_share_bytes(self) -> int:
        """What one analysis may have drawn ahead of its reader."""
        return self.unread_bytes // (self.max_running + self.max_background)

    def cache_bytes(self) -> int:
        """All caches' budgets together."""
        return self.result_bytes + self.activation_bytes + self.image_bytes


def own_image_settings(shown: Range | None) -> EngineSettings:
    """How an engine reads one's own images; of those with more than eight bits `shown` become black and white."""
    return EngineSettings(own_images=True, shown_values=shown, image_bytes=MAX_BYTES, read_seconds=OWN_SECONDS)


def budgets(total_bytes: int) -> Mapping[str, int]:
    """Divide one budget among the caches in the proportions of the defaults."""
    whole = EngineSettings().cache_bytes()
    names = ("result_bytes", "activation_bytes", "image_bytes")
    return {name: total_bytes * getattr(EngineSettings, name) // whole for name in names}
