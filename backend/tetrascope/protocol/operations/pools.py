"""Scene 2: the pool of masked images, classified and placed (thesis 3.2)."""

from typing import Annotated

from pydantic import Field

from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.example import (
    BLACK,
    CAT,
    CROPPED,
    EGYPTIAN_CAT,
    IMAGE,
    IMAGE_ID,
    LYNX,
    NETWORK_ID,
    SCORE,
    TABBY,
    TIGER_CAT,
)
from tetrascope.protocol.fills import Fill
from tetrascope.protocol.framing import Framing
from tetrascope.protocol.masks import Rectangle
from tetrascope.protocol.merged_labels import Merged
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import PhotoRequest
from tetrascope.protocol.scene import VERTICES
from tetrascope.protocol.tensor import Tensor


class Window(Message):
    """A square window that slides over the image, one mask per position."""

    size: int = Field(ge=1, le=10_000)
    """Side in pixels; at most the smaller side of the network's input."""
    stride: int = Field(ge=1, le=10_000)
    """Distance between neighbouring positions in pixels; at most `size`, so that every pixel is covered."""


class PoolRequest(PhotoRequest):
    """Scene 2: the image under a mask at every window position, classified and placed."""

    windows: list[Window] | None = Field(default=None, min_length=1, max_length=8)
    """Windows; null for the default: three sizes, about 1/8, 1/4 and 3/8 of the side of a square as large as the input,
    stride half a window."""
    fill: Fill = "black"
    """What masked pixels become."""
    more_fills: list[Fill] = Field(default=[], max_length=3)
    """Further fills: the image is under every mask once with each of them too, as copies of their own, which tell their
    `fill`. All copies make up one pool. Each fill once, and not with `refine`. (Since 1.7.)"""
    per_label: int = Field(default=25, ge=1, le=1024)
    """Images that represent each of the labels at the vertices; fewer where the pool is too small."""
    refine: bool = False
    """Lay the smallest window only over the quarter of its positions where the larger windows found the most
    importance; there must be two windows or more. Such a pool is no even sample: the labels, the selection and the
    boundary are those of the copies that are there, which look closer where it matters. The importance of a pixel
    is still the mean over the copies that hide it; beside the refined part those are copies of larger windows alone."""
    label: int | None = Field(default=None, ge=0, le=10_000_000)
    """Index of the label to examine: whose importance is told, and which an image keeps or not. Null for the original's
    most probable one. It stands at a vertex in any case. A class that is merged stands for its merged label."""
    merged: Merged = []
    """Classes that are told as one label, in everything that names or ranks labels. (Since 1.7.)"""


Point = Annotated[list[float], Field(min_length=3, max_length=3)]


class PoolVertex(Message):
    """One of the labels, at a vertex: of a tetrahedron, or where there are 3 or 2 classes of a triangle or segment."""

    label: ClassLabel
    """The class."""
    position: Point
    """x, y, z of the vertex, at distance 1 from the centre."""
    mean_probability: float
    """Mean over the pool of the class's probability, 0..1."""


class PoolImage(Message):
    """One masked copy of the image."""

    index: int
    """Its place in the pool, 0-based."""
    window: int
    """Index in `windows` of the window it comes from."""
    mask: Rectangle
    """What is masked."""
    fill: Fill | None = None
    """What its masked pixels became; null from a server before 1.7: the `fill` of the request. (Since 1.7.)"""
    label: int
    """Index of the most probable class; its name stands in `labels`."""
    probability: float
    """Probability of that class, 0..1."""
    original_probability: float
    """Probability of the examined label, 0..1; that is the unmasked image's where the request names no other."""
    kept: bool
    """Whether the examined label is with it as it is with the unmasked image: the most probable one, or not. Of
    independent labels: of probability 0.5 or more, or below."""
    probabilities: list[float]
    """Probability of the label at each vertex, 0..1, in the order of `vertices`."""
    position: Point
    """x, y, z inside the body that the vertices span."""
    outside: float
    """How much the position leaves out, 0..1: the share that all other labels have of the probabilities. That is
    their probability where classes exclude each other."""
    represents: int | None
    """Index of the vertex it was selected to stand for; null where it was not selected, and in parts that
    arrive before the pool is whole."""


class PoolBatch(Part):
    """Images of a pool as they become ready."""

    original: ClassScore
    """The label most probable for the unmasked image."""
    examined: ClassScore
    """The label that the pool is about, with its probability in the unmasked image; `original` where the request names
    no other."""
    windows: list[Window]
    """The windows, in the order in which the pool goes through them."""
    vertices: list[PoolVertex]
    """The labels as they stand so far: found anew whenever the images have doubled, and with the last one."""
    relabelled: bool
    """True where the labels changed since the batch before: `images` then holds every image so far,
    with new positions, and replaces what came earlier."""
    images: list[PoolImage]
    """The new images, or all so far where `relabelled`; in any order, each with its `index`."""
    labels: list[ClassLabel]
    """Every class that is the most probable one of an image in `images`, by rising index."""


class FillImage(Message):
    """What shows through the masks of one of several fills. (Since 1.7.)"""

    fill: Fill
    """The fill."""
    image: Tensor
    """(height, width, 3) RGB bytes."""


class Pool(Part):
    """Scene 2, whole."""

    original: ClassScore
    """The label most probable for the unmasked image."""
    examined: ClassScore
    """The label that the pool is about, with its probability in the unmasked image; `original` where the request names
    no other."""
    image: Tensor
    """The unmasked image as it enters the network: (height, width, 3) RGB bytes."""
    framing: Framing
    """Which part of the photo that is."""
    fill_image: Tensor
    """What shows through a mask: (height, width, 3) RGB bytes; through those of the request's `fill`."""
    more_fill_images: list[FillImage] = []
    """The same of each of its `more_fills`. (Since 1.7.)"""
    windows: list[Window]
    """The windows, in the order in which the pool goes through them."""
    vertices: list[PoolVertex]
    """The four labels with the highest probability summed over the pool, fewer where the network has fewer. The last
    one is the examined label where the request names it and it would not be among them."""
    images: list[PoolImage]
    """Every image of the pool, by rising `index`."""
    labels: list[ClassLabel]
    """Every class that is the most probable one of an image in `images`, by rising index."""
    importance: Tensor
    """For each pixel the mean drop of the examined label's probability over the masks that cover it,
    (height, width); positive where the label needs the pixel, 0 where no part of the photo is."""


EXAMPLE = PoolRequest(
    image_id=IMAGE_ID,
    network_id=NETWORK_ID,
    windows=[Window(size=84, stride=42), Window(size=56, stride=28)],
    fill="mean",
    per_label=5,
)
_WINDOWS = [Window(size=2, stride=1), Window(size=1, stride=1)]
_VERTICES = [
    PoolVertex(label=label, position=list(position), mean_probability=probability)
    for label, position, probability in zip(
        [EGYPTIAN_CAT, TIGER_CAT, TABBY, LYNX], VERTICES[4], [0.375, 0.25, 0.125, 0.0625], strict=True
    )
]
_KEPT = PoolImage(
    index=0,
    window=1,
    mask=Rectangle(top=0, left=0, height=1, width=1),
    label=285,
    probability=0.5,
    original_probability=0.5,
    kept=True,
    probabilities=[0.5, 0.0, 0.0, 0.0],
    position=[0.0, 1.0, 0.0],
    outside=0.5,
    represents=0,
)
_CHANGED = PoolImage(
    index=1,
    window=1,
    mask=Rectangle(top=0, left=1, height=1, width=1),
    label=282,
    probability=0.25,
    original_probability=0.125,
    kept=False,
    probabilities=[0.125, 0.25, 0.125, 0.125],
    # (0.125 v0 + 0.25 v1 + 0.125 v2 + 0.125 v3) / 0.625
    position=[(sum(axis) + axis[1]) / 5 for axis in zip(*VERTICES[4], strict=True)],
    outside=0.375,
    represents=None,
)
_BATCH = PoolBatch(
    original=SCORE,
    examined=SCORE,
    windows=_WINDOWS,
    vertices=_VERTICES,
    relabelled=False,
    images=[_KEPT.model_copy(update={"represents": None}), _CHANGED],
    labels=[TIGER_CAT, EGYPTIAN_CAT],
)
_POOL = Pool(
    original=SCORE,
    examined=SCORE,
    image=IMAGE,
    framing=CROPPED,
    fill_image=BLACK,
    windows=_WINDOWS,
    vertices=_VERTICES,
    images=[_KEPT, _CHANGED],
    labels=[TIGER_CAT, EGYPTIAN_CAT],
    importance=Tensor(shape=[2, 2], dtype="u1", scale=0.25, offset=-0.25, data=bytes([0, 1, 2, 3])),
)

OPERATION = Operation(
    name="pools",
    summary="The image under a mask at every window position, classified and placed",
    request=PoolRequest,
    parts={"pool_batch": PoolBatch, "pool": Pool},
    answer=Pool,
    examples={
        "pool_request": EXAMPLE,
        "pool_request_refined": EXAMPLE.model_copy(update={"refine": True}),
        "pool_request_more_fills": EXAMPLE.model_copy(update={"more_fills": ["blur", "noise"]}),
        "pool_request_label": EXAMPLE.model_copy(update={"label": 285}),
        "pool_request_merged": EXAMPLE.model_copy(update={"label": 1000, "merged": [CAT]}),
        "pool_request_defaults": PoolRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
        "window": Window(size=56, stride=28),
        "pool_vertex": _VERTICES[1],
        "pool_image": _CHANGED,
        "fill_image": FillImage(fill="mean", image=IMAGE),
        "pool_batch": _BATCH,
        "pool_batch_relabelled": _BATCH.model_copy(update={"relabelled": True}),
        "pool": _POOL,
        "pool_more_fills": _POOL.model_copy(
            update={
                "images": [_KEPT.model_copy(update={"fill": "black"}), _CHANGED.model_copy(update={"fill": "mean"})],
                "more_fill_images": [FillImage(fill="mean", image=IMAGE)],
            }
        ),
    },
)
