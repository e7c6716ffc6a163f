"""Activations of an image: from the cache, or all missing layers in one forward pass."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.extremes import check_logits
from tetrascope.engine.ablated_activations import ablated_activations
from tetrascope.engine.masking import MaskedView
from tetrascope.engine.workspace import Workspace
from tetrascope.networks.network import Network


def layer_maps(
    workspace: Workspace, network: Network, view: MaskedView, names: Sequence[str]
) -> tuple[NDArray[np.float32], dict[str, NDArray[np.float32]]]:
    """Logits, (classes,), and the maps, (h, w, c), of the layers named, at the cost of at most one forward pass.

    Raises:
        Failed: the logits are not finite, as with damaged weights.
    """
    logits = workspace.results.get(_logits_key(view))
    found = {name: workspace.activations.get(_maps_key(view, name)) for name in names}
    missing = [name for name, maps in found.items() if maps is None]
    if logits is None or missing:
        if view.ablated:
            batch_logits, computed = ablated_activations(network, view.image, missing, view.ablated)
        else:
            memory = workspace.settings.pass_bytes()
            batch_logits, computed = network.activations(view.image[None], missing, memory=memory)
        check_logits(batch_logits)
        if logits is None:  # a pass with other outputs may differ in the last digit; the first answer stands
            logits = batch_logits[0]
            workspace.results.put(_logits_key(view), logits, logits.nbytes)
        for name in missing:
            maps = found[name] = computed.pop(name)[0]
            workspace.activations.put(_maps_key(view, name), maps, maps.nbytes)
    return logits, {name: maps for name, maps in found.items() if maps is not None}


def known_scores(workspace: Workspace, view: MaskedView, name: str, criterion: str) -> NDArray[np.float64] | None:
    """Scores, (c,), of a layer's maps by a criterion, where an analysis has computed them."""
    return workspace.results.get(_scores_key(view, name, criterion))


def keep_scores(workspace: Workspace, view: MaskedView, name: str, criterion: str, scores: NDArray[np.float64]) -> None:
    """Let later analyses of the same image know them."""
    workspace.results.put(_scores_key(view, name, criterion), scores, scores.nbytes)


def _logits_key(view: MaskedView) -> tuple[object, ...]:
    return ("logits", *view.key)


def _maps_key(view: MaskedView, name: str) -> tuple[object, ...]:
    return ("maps", *view.key, name)


def _scores_key(view: MaskedView, name: str, criterion: str) -> tuple[object, ...]:
    return ("scores", *view.key, name, criterion)
