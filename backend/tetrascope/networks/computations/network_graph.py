"""A network's operations as the network runs them, and which of their outputs are layers' maps."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tetrascope.networks.computations.places import map_shape
from tetrascope.networks.folding import FoldedNormalisation
from tetrascope.networks.graph import Call
from tetrascope.protocol.operations.computations import ComputationSource


@dataclass(frozen=True)
class NetworkGraph:
    """The calls of a network, by name and by what they give out."""

    calls: list[Call]
    """In the order data flows; the first is the input."""
    layer_of: Mapping[int, str]
    """`id` of a tensor that is a layer's maps → the layer's name."""
    folded: Mapping[str, FoldedNormalisation]
    """Name of a convolution's call → the normalisation that it has taken in."""
    made_by: dict[int, Call] = field(init=False)
    """`id` of a tensor → the call that gives it out."""
    tensors: dict[str, Any] = field(init=False)
    """Name of an operation's output → its tensor; the second output of an operation `split` is `split.1`."""
    names: dict[int, str] = field(init=False)
    """The way back, by the tensor's `id`."""

    def __post_init__(self) -> None:
        outputs = [(call, index, tensor) for call in self.calls for index, tensor in enumerate(call.outputs)]
        named = {f"{call.name}.{index}" if index else call.name: tensor for call, index, tensor in outputs}
        object.__setattr__(self, "made_by", {id(tensor): call for call, _, tensor in outputs})
        object.__setattr__(self, "tensors", named)
        object.__setattr__(self, "names", {id(tensor): name for name, tensor in named.items()})

    @property
    def input(self) -> Any:
        """The tensor that the image enters as."""
        return self.calls[0].outputs[0]

    def is_shown(self, tensor: Any) -> bool:
        """Whether a client can be shown these values as they are: a layer's maps, or the image."""
        return tensor is self.input or id(tensor) in self.layer_of

    def source(self, tensor: Any) -> ComputationSource:
        """What clients are told of a tensor that is read."""
        height, width, channels = map_shape(tensor)
        return ComputationSource(
            operation=self.names[id(tensor)],
            layer=self.layer_of.get(id(tensor)),
            is_input=tensor is self.input,
            height=height,
            width=width,
            channels=channels,
        )
