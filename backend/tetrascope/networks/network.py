"""A network that is ready to use: its weights, how it wants its input, its layers and their geometry."""

from collections.abc import Sequence
from functools import cached_property, lru_cache
from threading import Lock
from typing import Any, NamedTuple

import keras
import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput
from tetrascope.networks.answers import CATALOG_ANSWERS, Answers
from tetrascope.networks.class_names import ClassNames, GivenNames, choose_names
from tetrascope.networks.computations.network_graph import NetworkGraph
from tetrascope.networks.computations.places import MapPlace, MapShape, Place, check_place, index_of
from tetrascope.networks.device import Compiled, compile_function
from tetrascope.networks.flat_layers import find_flat_layers, in_order
from tetrascope.networks.flatten import flatten
from tetrascope.networks.folding import fold_normalisation, unfolded
from tetrascope.networks.graph import read_graph
from tetrascope.networks.network_input import NetworkInput, input_of
from tetrascope.networks.pass_memory import PASS_BYTES
from tetrascope.networks.pooled_head import PooledHead, find_pooled_head
from tetrascope.networks.preprocessing import read_preprocessing
from tetrascope.networks.showable_layers import find_layers
from tetrascope.networks.stages import trace_network
from tetrascope.networks.stretches import Stretches
from tetrascope.protocol.framing import Fit
from tetrascope.protocol.layer import FLOAT_BYTES, Layer, find_layer
from tetrascope.protocol.receptive_field import Stage
from tetrascope.protocol.weights import WeightsSource

MAX_BATCH = 16
"""Images in one forward pass. More are not faster on a CPU (measured: 9 ms an image from 16 on), only larger."""
MAX_TAPS = 8
"""Sets of layers whose compiled model is kept."""
MAX_CUTS = 4
"""Sets of layers at which the network is kept cut, compiled."""


class Tap(NamedTuple):
    """A forward pass that gives out the logits and some layers' maps."""

    forward: Compiled
    """From (n, h, w, channels) as the network wants it to a list of the logits and the maps."""
    layers: tuple[str, ...]


class Network:
    """An image classifier whose layers can be looked into. Methods may be called from any thread.

    Args:
        network_id: the name by which a request asks for it.
        title: its name for a person.
        model: takes one RGB or grey image of a fixed size, ends in logits; nested models are taken apart.
        preprocessing: how its training scaled pixels, as `read_preprocessing` understands it.
        weights_identity: a string that differs where weights differ, such as their hash; part of every cache key.
        source: where the weights come from.
        fit: how a photo is made to fit where nothing else is asked for.
        answers: what the logits mean.
        class_names: what its classes are called, see `choose_names`; by number where nobody says.
        fold: whether normalisations are folded into convolutions, which is faster and the same but for rounding;
            `model` then has weights of its own.

    Raises:
        InvalidInput: the model is not such a model, or there is not one name for each class.
    """

    def __init__(
        self,
        *,
        network_id: str,
        title: str,
        model: keras.Model,
        preprocessing: str,
        weights_identity: str,
        source: WeightsSource,
        fit: Fit = "crop",
        answers: Answers = CATALOG_ANSWERS,
        class_names: GivenNames = None,
        fold: bool = True,
    ) -> None:
        self.network_id = network_id
        self.title = title
        self.weights_identity = weights_identity
        self.source = source
        self.answers = answers
        self.warnings = [] if answers.warning is None else [answers.warning]
        """What looked wrong when it was loaded, in sentences for a person."""
        flat = flatten(model)
        self.input: NetworkInput = input_of(flat, read_preprocessing(preprocessing), fit)
        self.class_count = _class_count(flat)
        self.class_names: ClassNames = choose_names(class_names, self.class_count)
        self.parameters = int(flat.count_params())
        trace = trace_network(flat)
        found = find_layers(trace)
        flat_layers = find_flat_layers(trace, found)
        self.stages: list[Stage] = [*trace.stages, *(each.stage for each in flat_layers)]
        self.layers: list[Layer] = in_order(trace, found, flat_layers)
        self._flat_layers = {each.layer.name: each for each in flat_layers}
        folded = fold_normalisation(flat) if fold else unfolded(flat)
        self.model = folded.model
        self._tensors = folded.tensors
        self._normalisations = folded.normalisations
        self._layers_by_name: dict[str, Layer] = {layer.name: layer for layer in self.layers}
        self._tap = lru_cache(MAX_TAPS)(self._build_tap)
        self._cut = lru_cache(MAX_CUTS)(self._build_stretches)
        self._cutting = Lock()

    @property
    def bytes(self) -> int:
        """Bytes that the parameters take."""
        return FLOAT_BYTES * self.parameters

    def layer(self, name: str, *, field: str = "layers") -> Layer:
        """A layer by its name; errors as of `find_layer`."""
        return find_layer(self._layers_by_name, name, of=self.title, field=field)

    @cached_property
    def graph(self) -> NetworkGraph:
        """The operations that it computes with, and which of their outputs are layers' maps as they are."""
        layer_of: dict[int, str] = {}
        for layer in self.layers:
            if layer.name not in self._flat_layers:
                layer_of.setdefault(id(self._tensors[layer.output]), layer.name)
        return NetworkGraph(read_graph(self.model), layer_of, self._normalisations)

    @cached_property
    def pooled_head(self) -> PooledHead | None:
        """Its head, where that is global pooling and one dense layer; else None."""
        return find_pooled_head(self.model)

    @cached_property
    def pooled_layer(self) -> Layer | None:
        """The layer whose maps that head pools; None where there is no such head, or it pools no layer's maps."""
        head = self.pooled_head
        if head is None:
            return None
        for layer in self.layers:
            if layer.name not in self._flat_layers and self._tensors[layer.output] is head.maps:
                return layer
        return None

    def layer_place(self, name: str, place: MapPlace) -> Place:
        """A value of a layer's maps in what its last operation gives out.

        Raises:
            NotFound: there is no such layer.
            InvalidInput: there is no such value.
        """
        layer = self.layer(name, field="layer")
        shape = MapShape(layer.height, layer.width, layer.channels)
        check_place(shape, place, of=f"layer {name!r}")
        flat, tensor = self._flat_layers.get(name), self._tensors[layer.output]
        if flat is not None:  # a position is a token, or a unit
            position = place.row * layer.width + place.column
            if len(tensor.shape) == 2:
                place = MapPlace(position, 0, 0)
            elif len(tensor.shape) == 3:
                place = MapPlace(place.channel, flat.first + position, 0)
            else:
                place = MapPlace(position, 0, 0)
        return Place(tensor, index_of(tensor, place))

    def class_name(self, index: int) -> str:
        """Short name of a class, such as `tiger cat`."""
        return self.class_names.names[index]

    def class_meaning(self, index: int) -> str | None:
        """A few sentences that say what a class looks like; None where there are none."""
        return self.class_names.meaning(index)

    @property
    def input_height(self) -> int:
        """Rows of its input, in pixels."""
        return self.input.height

    @property
    def input_width(self) -> int:
        """Columns of its input, in pixels."""
        return self.input.width

    def picture(self, photo: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """Bring a photo, (rows, columns, 3) RGB, to the input's size, (h, w, 3); grey where the network is."""
        return self.input.picture(photo).pixels

    def logits(self, images: NDArray[np.uint8]) -> NDArray[np.float32]:
        """Scores before the last activation; `answers` says what they mean.

        Args:
            images: (n, h, w, 3), as `picture` makes them, n of 1 or more; they go in passes of at most `MAX_BATCH`.

        Returns:
            (n, classes).
        """
        return self.activations(images, ())[0]

    def answers_to(self, inputs: NDArray[np.float32]) -> NDArray[np.float32]:
        """Scores, (n, classes), for inputs as `model` wants them, (n, h, w, channels), however they were made."""
        return np.asarray(self._tap(()).forward(inputs)[0], dtype=np.float32)

    def activations(
        self, images: NDArray[np.uint8], layers: Sequence[str], *, memory: int = PASS_BYTES
    ) -> tuple[NDArray[np.float32], dict[str, NDArray[np.float32]]]:
        """Scores and feature maps of any layers, together in one forward pass (more than one for many images).

        Args:
            images: (n, h, w, 3), as `picture` makes them.
            layers: names of layers, in any order.
            memory: bytes of feature maps that one forward pass may give out, unless one image's are more already.

        Returns:
            Logits (n, classes), and by name each layer's output, (n, rows, columns, channels). They are for
            reading only: on a CPU they are the backend's own memory, not a copy of it.

        Raises:
            NotFound: the network has no layer of a name.
            InvalidInput: the images have another shape or type.
        """
        wanted = {self.layer(name).name for name in layers}
        self._check(images)
        tap = self._choose_tap(wanted, memory)
        batch = max(1, min(MAX_BATCH, memory // max(1, self._map_bytes(tap.layers))))
        passes = []
        for first in range(0, len(images), batch):
            outputs = tap.forward(self.input.prepare(images[first : first + batch]))
            logits, *maps = (np.asarray(output, dtype=np.float32) for output in outputs)
            passes.append([logits, *(array for name, array in zip(tap.layers, maps, strict=True) if name in wanted)])
        logits, *maps = _join(passes)
        return logits, dict(zip((name for name in tap.layers if name in wanted), maps, strict=True))

    def model_with(self, layers: Sequence[str]) -> keras.Model:
        """A model with the same weights that gives out the logits and these layers' maps, in this order.

        Raises:
            NotFound: the network has no layer of a name.
        """
        return keras.Model(self.model.inputs, [*self.model.outputs, *map(self._maps, layers)])

    def stretches(self, layers: Sequence[str]) -> Stretches:
        """The network cut at these layers, to be run on from any of them; kept for the next who asks for the same.

        Raises:
            NotFound: the network has no layer of a name.
        """
        names = tuple(self.layer(name).name for name in layers)
        with self._cutting:  # it may be cut in the background meanwhile
            return self._cut(names)

    def _build_stretches(self, names: tuple[str, ...]) -> Stretches:
        return Stretches(self.model, {name: self._tensors[self._layers_by_name[name].output] for name in names})

    def maps_in(self, name: str, output: NDArray[np.float32]) -> NDArray[np.float32]:
        """A layer's maps, (n, rows, columns, channels), within an array of what it gives out in `stretches`."""
        flat = self._flat_layers.get(self.layer(name).name)
        return output if flat is None else flat.maps_in(output)

    def _maps(self, name: str) -> Any:
        """The symbolic tensor of a layer's maps."""
        output, flat = self._tensors[self.layer(name).output], self._flat_layers.get(name)
        return output if flat is None else flat.maps(output)

    def _choose_tap(self, wanted: set[str], memory: int) -> Tap:
        """One of few models: tracing another takes 0.6 s, giving out maps that nobody asked for next to nothing."""
        shown = tuple(layer.name for layer in self.layers if layer.shown)
        for names in (shown, tuple(self._layers_by_name)):
            if wanted and wanted <= set(names) and self._map_bytes(names) <= memory:
                return self._tap(names)
        return self._tap(tuple(name for name in self._layers_by_name if name in wanted))

    def _build_tap(self, names: tuple[str, ...]) -> Tap:
        model = self.model_with(names)
        inputs = keras.KerasTensor((None, *self.input.size, self.input.channels))
        forward = compile_function(
            lambda batch: keras.tree.flatten(model(batch, training=False)), [inputs], model.variables
        )
        return Tap(forward, names)

    def _map_bytes(self, names: tuple[str, ...]) -> int:
        """Bytes of one image's feature maps."""
        return sum(self._layers_by_name[name].bytes for name in names)

    def _check(self, images: NDArray[np.uint8]) -> None:
        expected = (self.input_height, self.input_width, 3)
        if images.dtype != np.uint8 or images.ndim != 4 or images.shape[1:] != expected or len(images) == 0:
            raise InvalidInput(
                f"Expected one or more images of bytes, each {expected}, got {images.dtype} {images.shape}.",
                field="images",
            )


def _join(passes: list[list[NDArray[np.float32]]]) -> list[NDArray[np.float32]]:
    return passes[0] if len(passes) == 1 else [np.concatenate(parts) for parts in zip(*passes, strict=True)]


def _class_count(model: keras.Model) -> int:
    shape = tuple(model.outputs[0].shape)
    if len(shape) != 2 or shape[1] is None:
        raise InvalidInput(f"Expected a network that ends in logits, (n, classes), got {shape}.")
    return int(shape[1])
