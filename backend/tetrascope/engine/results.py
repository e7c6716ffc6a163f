"""What an engine answers: the parts of each analysis, in the order they become ready."""

from typing import Annotated, Literal

from pydantic import Field

from tetrascope.engine.requests import Mask, Rectangle, Window
from tetrascope.message import Message
from tetrascope.networks.answers import AnswerKind
from tetrascope.networks.fit import Fit, Framing
from tetrascope.networks.layer import Layer
from tetrascope.networks.receptive_field import Stage
from tetrascope.networks.weights import WeightsStatus


class Tensor(Message):
    """An array of numbers: little-endian, row-major, value = data * scale + offset."""

    shape: list[int]
    """Length of each axis, outermost first."""
    dtype: Literal["u1", "u2"]
    """Type of the stored numbers: `u1` is an unsigned byte, `u2` an unsigned number of two bytes."""
    scale: float
    """Size of one stored step; 0 where all values are equal."""
    offset: float
    """Value of a stored 0."""
    data: bytes
    """The stored numbers, product(shape) bytes for `u1` and twice as many for `u2`."""


class ClassLabel(Message):
    """A class that the network can answer with."""

    index: int
    """Position in the network's output."""
    name: str
    """Short name, such as `tiger cat`."""
    meaning: str | None
    """A sentence that says what the class is, where one is known."""


class ClassScore(Message):
    """A class and how probable the network finds it."""

    label: ClassLabel
    """The class."""
    probability: float
    """0..1; of all classes together 1 where they exclude each other, each for itself where labels are independent."""


class Progress(Message):
    """How far an analysis is."""

    done: int
    """Units of work finished."""
    total: int
    """Units of work in all."""
    seconds_left: float | None
    """Estimate of the time left in seconds; null before there is a base for one."""
    stage: str
    """What is being done, in a few words for a person."""


class Predictions(Message):
    """What the network answers for the image as masked."""

    image: Tensor
    """The image as it enters the network, masks applied, before preprocessing: (height, width, 3) RGB bytes, grey for a
    network of one channel."""
    framing: Framing
    """Which part of the photo that is."""
    masks: list[Mask]
    """The masks as applied, cut to the image."""
    classes: list[ClassScore]
    """The ten most probable classes, most probable first."""


class Cluster(Message):
    """Feature maps of similar entropy, drawn as one image."""

    index: int
    """0-based, by rising mean entropy, so that colours are stable."""
    channels: list[int]
    """The feature maps in it, rising."""
    mean_entropy: float
    """Mean of their entropies, 0..1."""
    explained_variance: float | None
    """Share of the variance that the representative explains, 0..1; null where all maps are constant."""
    representative: Tensor
    """First principal component of the maps, (height, width)."""


class ClusteredLayer(Message):
    """One column of scene 1."""

    position: int
    """0-based place of the column among the layers of this answer, left to right."""
    layer: str
    """Name of the layer."""
    channels: int
    """Number of feature maps."""
    height: int
    """Rows of a feature map."""
    width: int
    """Columns of a feature map."""
    entropies: list[float]
    """Entropy of each feature map, 0..1, by channel."""
    clusters: list[Cluster]
    """The clusters, by rising mean entropy."""


class Layers(Message):
    """Scene 1, whole."""

    predictions: Predictions
    """What the network answers."""
    layers: list[ClusteredLayer]
    """The columns, left to right."""


class FeatureMap(Message):
    """One channel of a layer."""

    channel: int
    """Its index in the layer."""
    entropy: float
    """Shannon entropy of its values, 0..1."""
    map: Tensor
    """Its values after the activation, (height, width)."""


class Activations(Message):
    """Feature maps of one layer."""

    layer: str
    """Name of the layer."""
    height: int
    """Rows of a feature map."""
    width: int
    """Columns of a feature map."""
    maps: list[FeatureMap]
    """The maps asked for, in the order asked for."""


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


class PoolBatch(Message):
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


class Pool(Message):
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
    """What shows through a mask: (height, width, 3) RGB bytes."""
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


class Boundary(Message):
    """The linear SVM between the images that kept the examined label and those that did not."""

    status: Literal["separated", "one_class"]
    """`one_class` where all images kept the label, or all lost it: there is no boundary then."""
    explanation: str
    """What the status means, in a sentence."""
    kept: int
    """Images that are `kept` (class 0)."""
    changed: int
    """Images that are not (class 1)."""
    support_vectors: list[int]
    """Indices in the pool of the support vectors, rising."""
    distances: list[float]
    """Signed distance of each pool image to the boundary in standardised logits, positive on the changed side;
    empty where there is no boundary."""
    margin: float | None
    """Width of the margin, 2 / |w|, in standardised logits."""
    accuracy: float | None
    """Share of the pool on the right side, 0..1."""
    cross_validated_accuracy: float | None
    """The same for images left out of the fit (five stratified folds); null where a class has fewer than 5 images."""


class Input(Message):
    """What enters the network, and what would show through masks."""

    image: Tensor
    """The unmasked image as it enters the network: (height, width, 3) RGB bytes."""
    framing: Framing
    """Which part of the photo that is."""
    fill_image: Tensor
    """What shows through a mask: (height, width, 3) RGB bytes."""


class Superpixels(Message):
    """The image in pieces of similar colour."""

    count: int
    """Number of superpixels."""
    labels: Tensor
    """For each pixel of the network's input the superpixel that it belongs to, 0..count - 1: (height, width), `u2`."""


Part = Predictions | ClusteredLayer | Activations | PoolBatch | Pool | Boundary | Input | Superpixels
Event = Progress | Part


class NetworkOutput(Message):
    """What a network's answers mean."""

    kind: AnswerKind
    """`exclusive`: classes of which one is right, probabilities sum to 1. `independent`: labels that each are there or
    not, with a probability of their own."""
    decided: str
    """How that was found, in sentences for a person."""


class NetworkSummary(Message):
    """A network of the catalog."""

    network_id: str
    """The name by which a request asks for it."""
    title: str
    """Its name for a person."""
    input_height: int
    """Rows of its input, in pixels."""
    input_width: int
    """Columns of its input, in pixels."""
    input_channels: int
    """3 for a network that takes RGB, 1 for one that takes grey; pictures are RGB for either."""
    fit: Fit
    """How photos are made to fit its input where a request does not say."""
    class_count: int
    """Number of classes."""
    default: bool
    """Whether it is the one to start with."""
    weights: WeightsStatus
    """Whether it can be used now."""
    output: NetworkOutput
    """What its answers mean."""
    warnings: list[str]
    """What looked wrong when it was loaded, in sentences for a person, such as pixels scaled otherwise than in its
    training, or a loss that contradicts its answers; empty where nothing did."""


class NetworkDescription(Message):
    """A network with its layers and their geometry."""

    summary: NetworkSummary
    """What the list of networks says of it."""
    parameters: int
    """Number of weights."""
    class_names: list[str]
    """Name of every class that it can answer with, by index: `class_count` of them."""
    layers: list[Layer]
    """Every layer that can be asked for, in the order data flows."""
    stages: list[Stage]
    """Every tensor on the way, for receptive fields; stage 0 is the input."""


class ImageInfo(Message):
    """An image that the server holds."""

    image_id: str
    """Hash of its content; the same picture always has the same."""
    width: int
    """Columns after the rotation that its EXIF data asks for, in pixels."""
    height: int
    """Rows, likewise."""
    note: str | None = None
    """What was done to its values that a person should know, such as which of 16 bits are shown; most often null."""


class Sample(Message):
    """An image that comes with Tetrascope."""

    name: str
    """Short name, such as `cat`."""
    image: ImageInfo
    """The image; it is always there and needs no upload."""
    title: str
    """What it shows."""
    credit: str
    """Who made it, and its licence."""
    thumbnail: bytes
    """A small JPEG of it, at most 192 pixels a side."""
