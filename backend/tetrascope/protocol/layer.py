"""A layer that can be shown as a column of feature maps."""

from collections.abc import Mapping
from difflib import get_close_matches

from tetrascope.errors import NotFound
from tetrascope.protocol.message import Message

FLOAT_BYTES = 4
"""Bytes of a number in a map or a weight: networks compute in single precision."""


class Layer(Message):
    """A layer's output after its activation: `channels` feature maps of `height` by `width`."""

    name: str
    """The name by which a request asks for it: the convolution's (or merge's, or pooling's) name in the network."""
    kind: str
    """`convolution`, `merge` (addition, concatenation, multiplication), `pooling`, or `dense`: in a network that has no
    maps, a layer whose units are laid out as one, a unit to a pixel. More kinds may come."""
    output: str
    """Name of the operation whose output is shown: the activation or normalisation that follows, if any."""
    height: int
    """Rows of a feature map."""
    width: int
    """Columns of a feature map."""
    channels: int
    """Number of feature maps."""
    stage: int
    """Index in `stages` of the tensor shown, for receptive fields."""
    shown: bool
    """Whether the layer has a column by default."""
    title: str = ""
    """Where the layer stands, for a person, beside its name: `Stem`, `Stage 2, block 1` for what a block gives out,
    `Stage 2, block 1, depthwise 3 × 3 convolution` within it, `Head`. (Since 1.7.)"""
    section: str = ""
    """The part of the network that it belongs to, with which its title begins: layers of one section follow each other.
    (Since 1.7.)"""
    block: int | None = None
    """Number of the block in its section, from 1; null in what has no blocks, such as stem and head. (Since 1.7.)"""

    @property
    def bytes(self) -> int:
        """Bytes that one image's feature maps take."""
        return FLOAT_BYTES * self.height * self.width * self.channels


def find_layer(layers: Mapping[str, Layer], name: str, *, of: str, field: str) -> Layer:
    """A layer of a network by its name.

    Args:
        layers: all of the network's, by name.
        name: of the layer that is wanted.
        of: the network's name for a person.
        field: what the error names.

    Raises:
        NotFound: there is none of this name; the hint tells similar ones.
    """
    if name not in layers:
        near = get_close_matches(name, layers) or list(layers)[:3]
        hint = f"It has {len(layers)} layers, among them {', '.join(near)}."
        raise NotFound(f"Expected a layer of {of}, got {name!r}.", field=field, hint=hint)
    return layers[name]
