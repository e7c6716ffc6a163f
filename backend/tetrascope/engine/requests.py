"""What an engine can be asked for. Every request is complete in itself: any worker can answer it."""

from typing import Annotated, Literal

from pydantic import Discriminator, Field, Tag, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from tetrascope.analysis.fills import Fill
from tetrascope.message import Message, SentBytes
from tetrascope.networks.fit import MIDDLE, Fit

Identifier = Annotated[str, Field(min_length=1, max_length=128)]
MAX_BITMAP_SIDE = 2048
"""More than the input of any network of the catalog; so a bitmap of the largest size fits into a request."""


class Rectangle(Message):
    """A mask: a rectangle of pixels of the network's input, counted from its top left."""

    kind: Literal["rectangle"] = "rectangle"
    """Always `rectangle`; a mask without a kind is one."""
    top: int = Field(ge=-100_000, le=100_000)
    """First row, in pixels. A part outside the image is cut off; a mask wholly outside is refused."""
    left: int = Field(ge=-100_000, le=100_000)
    """First column, in pixels."""
    height: int = Field(ge=1, le=100_000)
    """Rows, in pixels."""
    width: int = Field(ge=1, le=100_000)
    """Columns, in pixels."""


class Bitmap(Message):
    """A mask of any shape: a rectangle of pixels of the network's input with one bit for each."""

    kind: Literal["bitmap"]
    """Always `bitmap`."""
    top: int = Field(ge=-100_000, le=100_000)
    """First row, in pixels. A part outside the image is cut off; a mask with no set bit inside is refused."""
    left: int = Field(ge=-100_000, le=100_000)
    """First column, in pixels."""
    height: int = Field(ge=1, le=MAX_BITMAP_SIDE)
    """Rows, in pixels."""
    width: int = Field(ge=1, le=MAX_BITMAP_SIDE)
    """Columns, in pixels."""
    data: SentBytes
    """One bit for each pixel, 1 where it is masked: row by row without gaps between rows, the most significant bit of
    a byte first; ceil(height * width / 8) bytes, and zeros after the last pixel."""

    @field_validator("data")
    @classmethod
    def _fits(cls, data: bytes, info: ValidationInfo) -> bytes:
        """One bit for each pixel, no more and no less."""
        height, width = info.data.get("height"), info.data.get("width")
        if height is None or width is None:
            return data  # what is wrong with them is told instead
        length = (height * width + 7) // 8
        if len(data) != length:
            expected = {"length": length, "height": height, "width": width, "received": f"{len(data)} bytes"}
            raise PydanticCustomError("bitmap_length", "Expected one bit for each pixel", expected)
        spare = length * 8 - height * width
        if data[-1] & ((1 << spare) - 1):
            expected = {"received": f"{data[-1]:08b} as the last byte"}
            raise PydanticCustomError("bitmap_spare", "Expected zeros after the last pixel", expected)
        return data


def _kind_of_mask(mask: object) -> str | None:
    """Which message a mask is; None for what is no map at all."""
    if not isinstance(mask, dict):
        return getattr(mask, "kind", None)
    kind = mask.get("kind", "rectangle")  # before protocol 1.1 there was no other
    return kind if isinstance(kind, str) else type(kind).__name__


Mask = Annotated[
    Annotated[Rectangle, Tag("rectangle")] | Annotated[Bitmap, Tag("bitmap")], Discriminator(_kind_of_mask)
]


class Window(Message):
    """A square window that slides over the image, one mask per position."""

    size: int = Field(ge=1, le=10_000)
    """Side in pixels; at most the smaller side of the network's input."""
    stride: int = Field(ge=1, le=10_000)
    """Distance between neighbouring positions in pixels; at most `size`, so that every pixel is covered."""


class PhotoRequest(Message):
    """What every question about a photo names: the photo, the network, and how the one is made to fit the other."""

    image_id: Identifier
    """An uploaded or sample image."""
    network_id: Identifier
    """A network of the catalog, or the operator's own."""
    fit: Fit | None = None
    """How the photo is made to fit the network's input: `crop` cuts the largest part of the input's proportions out,
    `squash` takes the whole photo and gives up its proportions, `pad` takes the whole photo and leaves the rest of the
    input black. Null for the network's own `fit`, see NetworkSummary."""
    crop_at: float = Field(default=MIDDLE, ge=0, le=1)
    """Where a crop lies in the room that there is: 0 at the top or left end, 0.5 in the middle, 1 at the bottom or
    right end. Without effect where the photo is not cropped."""


class LayersRequest(PhotoRequest):
    """Scene 1: predictions, and each layer's feature maps in clusters."""

    masks: list[Mask] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network; a pixel is masked where any of them is."""
    fill: Fill = "black"
    """What masked pixels become."""
    clusters: int = Field(default=3, ge=1, le=64)
    """Clusters for each layer; a layer with fewer distinct entropies gets that many."""
    layers: list[Identifier] | None = Field(default=None, min_length=1, max_length=1024)
    """Names of the layers wanted; null for those shown by default."""


class ActivationsRequest(PhotoRequest):
    """Feature maps of one layer, each on its own."""

    masks: list[Mask] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network; a pixel is masked where any of them is."""
    fill: Fill = "black"
    """What masked pixels become."""
    layer: Identifier
    """Name of the layer."""
    channels: list[Annotated[int, Field(ge=0)]] | None = Field(default=None, min_length=1, max_length=8192)
    """Channels wanted, in this order, none twice; null for all."""


class PoolRequest(PhotoRequest):
    """Scene 2: the image under a mask at every window position, classified and placed."""

    windows: list[Window] | None = Field(default=None, min_length=1, max_length=8)
    """Windows; null for the default: three sizes, about 1/8, 1/4 and 3/8 of the side of a square as large as the input,
    stride half a window."""
    fill: Fill = "black"
    """What masked pixels become."""
    per_label: int = Field(default=25, ge=1, le=1024)
    """Images that represent each of the labels at the vertices; fewer where the pool is too small."""
    refine: bool = False
    """Lay the smallest window only over the quarter of its positions where the larger windows found the most
    importance; there must be two windows or more. Such a pool is no even sample: the labels, the selection and the
    boundary are those of the copies that are there, which look closer where it matters. The importance of a pixel
    is still the mean over the copies that hide it; beside the refined part those are copies of larger windows alone."""
    label: int | None = Field(default=None, ge=0, le=10_000_000)
    """Index of the label to examine: whose importance is told, and which an image keeps or not. Null for the original's
    most probable one. It stands at a vertex in any case."""


class BoundaryRequest(Message):
    """Scene 2: the linear SVM between images that kept the examined label and images that did not."""

    pool: PoolRequest
    """The pool; if it was computed before, it is not computed again."""


class InputsRequest(PhotoRequest):
    """The image as it enters a network, and what shows through a mask, so that a client can draw masks by itself. The
    network's weights need not be there."""

    fill: Fill = "black"
    """What masked pixels become."""


class SuperpixelsRequest(PhotoRequest):
    """The image in pieces of similar colour, such as a person may want to mask. The network's weights need not be
    there."""

    segments: int = Field(default=60, ge=2, le=1000)
    """About how many superpixels there should be."""
    compactness: float = Field(default=10.0, ge=0.1, le=1000.0)
    """How much nearness counts against colour: a high value gives squares, a low one follows edges."""


AnalysisRequest = (
    LayersRequest | ActivationsRequest | PoolRequest | BoundaryRequest | InputsRequest | SuperpixelsRequest
)
