"""What an engine can be asked for. Every request is complete in itself: any worker can answer it."""

from typing import Annotated, Literal

from pydantic import Field

from tetrascope.analysis.fills import Fill
from tetrascope.message import Message

Identifier = Annotated[str, Field(min_length=1, max_length=128)]


class Rectangle(Message):
    """A mask: a rectangle of pixels of the network's input, counted from its top left."""

    kind: Literal["rectangle"] = "rectangle"
    """Always `rectangle`; other kinds may follow."""
    top: int = Field(ge=-100_000, le=100_000)
    """First row, in pixels. A part outside the image is cut off; a mask wholly outside is refused."""
    left: int = Field(ge=-100_000, le=100_000)
    """First column, in pixels."""
    height: int = Field(ge=1, le=100_000)
    """Rows, in pixels."""
    width: int = Field(ge=1, le=100_000)
    """Columns, in pixels."""


class Window(Message):
    """A square window that slides over the image, one mask per position."""

    size: int = Field(ge=1, le=10_000)
    """Side in pixels; at most the smaller side of the network's input."""
    stride: int = Field(ge=1, le=10_000)
    """Distance between neighbouring positions in pixels; at most `size`, so that every pixel is covered."""


class LayersRequest(Message):
    """Scene 1: predictions, and each layer's feature maps in clusters."""

    image_id: Identifier
    """An uploaded or sample image."""
    network_id: Identifier
    """A network of the catalog."""
    masks: list[Rectangle] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network."""
    fill: Fill = "black"
    """What masked pixels become."""
    clusters: int = Field(default=3, ge=1, le=64)
    """Clusters for each layer; a layer with fewer distinct entropies gets that many."""
    layers: list[Identifier] | None = Field(default=None, min_length=1, max_length=1024)
    """Names of the layers wanted; null for those shown by default."""


class ActivationsRequest(Message):
    """Feature maps of one layer, each on its own."""

    image_id: Identifier
    """An uploaded or sample image."""
    network_id: Identifier
    """A network of the catalog."""
    masks: list[Rectangle] = Field(default=[], max_length=256)
    """Masks laid over the image before it enters the network."""
    fill: Fill = "black"
    """What masked pixels become."""
    layer: Identifier
    """Name of the layer."""
    channels: list[Annotated[int, Field(ge=0)]] | None = Field(default=None, min_length=1, max_length=8192)
    """Channels wanted, in this order, none twice; null for all."""


class PoolRequest(Message):
    """Scene 2: the image under a mask at every window position, classified and placed."""

    image_id: Identifier
    """An uploaded or sample image."""
    network_id: Identifier
    """A network of the catalog."""
    windows: list[Window] | None = Field(default=None, min_length=1, max_length=8)
    """Windows; null for the default: three sizes, about 1/8, 1/4 and 3/8 of the input's side, stride half a window."""
    fill: Fill = "black"
    """What masked pixels become."""
    per_label: int = Field(default=25, ge=1, le=1024)
    """Images that represent each of the four labels; fewer where the pool is too small."""


class BoundaryRequest(Message):
    """Scene 2: the linear SVM between images that kept the original's label and images that lost it."""

    pool: PoolRequest
    """The pool; if it was computed before, it is not computed again."""


AnalysisRequest = LayersRequest | ActivationsRequest | PoolRequest | BoundaryRequest
