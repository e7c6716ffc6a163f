"""How one value of a feature map, or of the answer, comes about."""

import numpy as np

from tetrascope.engine.feature_maps import layer_maps
from tetrascope.engine.masking import masked_view
from tetrascope.engine.steps import Steps, before_pass
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import NotFound
from tetrascope.networks.computations.answer import probability
from tetrascope.networks.computations.asked import Asked
from tetrascope.networks.computations.explainer import computation_of, layers_read
from tetrascope.networks.computations.known_values import KnownValues
from tetrascope.networks.computations.places import MapPlace, Place, check_place, index_of, map_shape
from tetrascope.networks.network import Network
from tetrascope.protocol.operations.computations import Computation, ComputationsRequest


def run(workspace: Workspace, request: ComputationsRequest) -> Steps[None]:
    """Yield one `Computation`."""
    network = yield from workspace.networks.get(request.network_id)
    place = _place(network, request)
    view = yield from masked_view(workspace, network, request, request.masks)
    names = layers_read(network.graph, place.tensor)
    size = sum(network.layer(name).bytes for name in names)
    yield from workspace.map_room.take(size)
    try:
        yield from before_pass()
        logits, maps = layer_maps(workspace, network, view, names)
        tensors = {name: tensor for tensor, name in network.graph.layer_of.items()}
        given = {tensors[name]: values for name, values in maps.items()}
        given[id(network.graph.input)] = network.input.prepare(view.image[None])[0]
        asked_of_answer = request.layer is None and request.output is None
        if asked_of_answer:
            given[id(place.tensor)] = logits
        layer = request.layer if request.output is None else network.graph.layer_of.get(id(place.tensor))
        computation = computation_of(network.graph, place, given, request.terms, layer=layer)
        if asked_of_answer:
            computation = _answered(network, computation, place, logits)
    finally:
        workspace.map_room.give_back(size)
    yield computation


def _place(network: Network, request: ComputationsRequest) -> Place:
    """The value that is asked about; NotFound or InvalidInput where there is none."""
    at = MapPlace(request.channel, request.row, request.column)
    if request.output is None and request.layer is not None:
        return network.layer_place(request.layer, at)
    name = request.output or network.graph.names[id(network.model.outputs[0])]
    tensor = network.graph.tensors.get(name)
    if tensor is None:
        raise NotFound(
            f"Expected an operation of {network.title}, got {name!r}.",
            field="output",
            hint="An answer names the operations that its steps read, as the operation of a source.",
        )
    check_place(map_shape(tensor), at, of=f"operation {name!r}" if request.output else "the answer")
    return Place(tensor, index_of(tensor, at))


def _answered(network: Network, computation: Computation, place: Place, logits: np.ndarray) -> Computation:
    """With the step from the number of a class to its probability."""
    graph = network.graph
    known = KnownValues(graph, {id(place.tensor): logits})
    asked = Asked(graph.made_by[id(place.tensor)], place.at, place.tensor, known, 1)
    own = float(network.answers.probabilities(logits)[place.at])
    step = probability(asked, network.answers.kind, own)
    return computation.model_copy(update={"value": own, "steps": [*computation.steps, step]})
