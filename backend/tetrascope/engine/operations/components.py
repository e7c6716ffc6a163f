"""What a cluster's representative is made of, and what else could stand for the cluster."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.clusters import cluster_by_score
from tetrascope.analysis.criteria import score_maps
from tetrascope.analysis.portrait import CENTRAL_MAP, portray
from tetrascope.engine.feature_maps import layer_maps
from tetrascope.engine.masking import ablated_view, masked_view
from tetrascope.engine.steps import Steps, before_pass
from tetrascope.engine.tensor_encoding import tensor_of_values
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.protocol.groups import Groups
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.methods import REPRESENTATIVES
from tetrascope.protocol.operations.components import Components, ComponentsRequest, Representative

_DOUBLE = 4
"""What a portrait of all of a layer's maps takes at most, by what the maps take: copies in double precision."""


def run(workspace: Workspace, request: ComponentsRequest) -> Steps[None]:
    """Yield one `Components`."""
    network = yield from workspace.networks.get(request.network_id)
    layer = network.layer(request.layer, field="layer")
    compared = bool(request.masks or request.ablated) and request.groups == "original"
    masked = yield from masked_view(workspace, network, request, request.masks)
    views = [ablated_view(network, masked, request.ablated, request.replacement)]
    if compared:
        views.append((yield from masked_view(workspace, network, request)))
    size = layer.bytes * len(views) * (1 + _DOUBLE)
    yield from workspace.map_room.take(size)
    try:
        maps = []
        for view in views:
            yield from before_pass()
            maps.append(layer_maps(workspace, network, view, [layer.name])[1][layer.name])
        groups: Groups = "original" if compared else "own"
        components = yield from workspace.fitted(_explained, request, layer, groups, maps)
    finally:
        workspace.map_room.give_back(size)
    yield components


def _explained(request: ComponentsRequest, layer: Layer, groups: Groups, maps: list[NDArray[np.float32]]) -> Components:
    """The answer, from the image's maps and, where these are compared, the unmasked image's: (h, w, c)."""
    values, grouped = maps[0], maps[-1]
    clusters = cluster_by_score(score_maps(grouped, request.criterion), request.clusters).members
    if request.cluster >= len(clusters):
        raise InvalidInput(
            f"Expected a cluster of 0..{len(clusters) - 1} in layer {layer.name!r}, got {request.cluster}.",
            field="cluster",
            hint="Ask with the clusters, criterion, groups and masks of the answer that the cluster is from.",
        )
    members = clusters[request.cluster]
    original = None if grouped is values else grouped[:, :, members]
    portrait = portray(values[:, :, members], REPRESENTATIVES.names, original)
    return Components(
        layer=layer.name,
        height=layer.height,
        width=layer.width,
        cluster=request.cluster,
        criterion=request.criterion,
        groups=groups,
        channels=members.tolist(),
        weights=portrait.weights.tolist(),
        explained_variances=portrait.explained_variances,
        representatives=[
            Representative(
                method=name,
                channel=int(members[portrait.central]) if name == CENTRAL_MAP else None,
                explained_variance=portrait.shares[name],
                map=tensor_of_values(portrait.images[name]),
            )
            for name in REPRESENTATIVES.names
        ],
    )
