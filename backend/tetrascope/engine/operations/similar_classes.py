"""Classes that a person may want to merge: those whose weights in the network's last layer are alike."""

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.similar_classes import common_word, cosines, groups_alike, mean_similarity, share_below
from tetrascope.engine.feature_maps import layer_maps
from tetrascope.engine.masking import masked_view
from tetrascope.engine.network_messages import class_label
from tetrascope.engine.operations.layers import CLASSES_SHOWN
from tetrascope.engine.steps import Steps
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.networks.class_weights import class_weights
from tetrascope.networks.network import Network
from tetrascope.protocol.operations.layers import LayersRequest
from tetrascope.protocol.operations.similar_classes import (
    ClassNeighbours,
    SimilarClass,
    SimilarClasses,
    SimilarClassesRequest,
    SimilarGroup,
)
from tetrascope.protocol.request import PhotoRequest

LEAST = 0.25
"""Mean cosine from which on classes are called alike: of EfficientNet-Lite0's pairs of classes one in a thousand is."""
NEIGHBOURS = 5
MAX_CLASSES = 5000
"""Classes of a network whose pairs are all compared; of more, the table would be larger than its answer is worth."""


def run(workspace: Workspace, request: SimilarClassesRequest) -> Steps[None]:
    """Yield one `SimilarClasses`."""
    network = yield from workspace.networks.get(request.network_id)
    wanted = request.classes
    if wanted is None:
        wanted = yield from _most_probable(workspace, network, request)
    else:
        _check(network, wanted)
    kernel = class_weights(network.model) if network.class_count <= MAX_CLASSES else None
    if kernel is None:
        yield _nothing_to_compare(network)
        return
    similarity = yield from workspace.fitted(cosines, kernel)
    yield _message(network, wanted, similarity)


def _most_probable(workspace: Workspace, network: Network, request: SimilarClassesRequest) -> Steps[list[int]]:
    photo = LayersRequest.model_validate(request.model_dump(include=set(PhotoRequest.model_fields)))
    view = yield from masked_view(workspace, network, photo)
    logits, _ = layer_maps(workspace, network, view, ())
    found: list[int] = np.argsort(-logits, kind="stable")[:CLASSES_SHOWN].tolist()
    return found


def _check(network: Network, classes: list[int]) -> None:
    for place, index in enumerate(classes):
        if index >= network.class_count:
            raise InvalidInput(
                f"Expected a class from 0 to {network.class_count - 1} of {network.title}, got {index}.",
                field=f"classes[{place}]",
                hint="Name classes of this network, or leave them out to take the photo's most probable ones.",
            )
    if len(set(classes)) < len(classes):
        raise InvalidInput(
            "Expected each class once, got one several times.", field="classes", hint="Name each class once."
        )


def _nothing_to_compare(network: Network) -> SimilarClasses:
    why = (
        f"has more than {MAX_CLASSES} classes, too many to compare"
        if network.class_count > MAX_CLASSES
        else "does not end in a dense layer, so its classes have no weights of their own to compare"
    )
    explanation = f"{network.title} {why}. Merge classes by hand."
    return SimilarClasses(status="no_dense_layer", explanation=explanation, groups=[], neighbours=[])


def _message(network: Network, wanted: list[int], similarity: NDArray[np.float64]) -> SimilarClasses:
    found = [[wanted[place] for place in group] for group in groups_alike(similarity[np.ix_(wanted, wanted)], LEAST)]
    groups = sorted((_group(network, sorted(each), similarity) for each in found), key=lambda group: -group.cosine)
    return SimilarClasses(
        status="found" if groups else "none_alike",
        explanation=_explain(network, len(wanted), groups),
        groups=groups,
        neighbours=[_neighbours(network, index, similarity[index]) for index in wanted],
    )


def _group(network: Network, members: list[int], similarity: NDArray[np.float64]) -> SimilarGroup:
    labels = [class_label(network, index) for index in members]
    cosine = mean_similarity(similarity, members)
    name = common_word([label.name for label in labels])
    return SimilarGroup(name=name, classes=labels, cosine=cosine, share_below=share_below(similarity, cosine))


def _neighbours(network: Network, index: int, alike: NDArray[np.float64]) -> ClassNeighbours:
    order = [int(other) for other in np.argsort(-alike, kind="stable") if other != index][:NEIGHBOURS]
    similar = [SimilarClass(label=class_label(network, other), cosine=float(alike[other])) for other in order]
    return ClassNeighbours(label=class_label(network, index), similar=similar)


def _explain(network: Network, count: int, groups: list[SimilarGroup]) -> str:
    if not groups:
        return f"No two of these {count} classes have weights in the last layer of {network.title} that are alike."
    members = sum(len(group.classes) for group in groups)
    return (
        f"{members} of these {count} classes are told apart by much the same evidence: their weights in the last layer "
        f"of {network.title} are alike."
    )
