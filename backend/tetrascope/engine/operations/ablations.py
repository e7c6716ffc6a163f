"""Scene 1: what flows into what, measured by switching each cluster off and running the rest of the network."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.ablation import relative_changes, switch_off
from tetrascope.analysis.clusters import cluster_by_score
from tetrascope.analysis.criteria import score_maps
from tetrascope.analysis.extremes import check_logits
from tetrascope.engine.feature_maps import keep_scores, known_scores
from tetrascope.engine.label_space import LabelSpace
from tetrascope.engine.masking import MaskedView, masked_view
from tetrascope.engine.operations.layers import CLASSES_SHOWN, chosen_layers
from tetrascope.engine.steps import Pause, Steps, before_pass
from tetrascope.engine.time_left import TimeLeft
from tetrascope.engine.workspace import Workspace
from tetrascope.errors import InvalidInput
from tetrascope.networks.network import MAX_BATCH, Network
from tetrascope.networks.stretches import Stretches, Values
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.ablations import (
    MAX_ABLATIONS,
    AblatedLayer,
    AblationBaseline,
    AblationsRequest,
    ClusterAblation,
    LayerChange,
)
from tetrascope.protocol.part import Event, Part
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.replacement import Replacement

Members = Sequence[NDArray[np.intp]]
"""Channels of each cluster."""


@dataclass(frozen=True)
class Unablated:
    """The network's way through an image before anything is switched off."""

    network: Network
    stretches: Stretches
    values: Sequence[Values]
    """What each stretch hands on."""

    @property
    def logits(self) -> NDArray[np.float32]:
        """(classes,)"""
        logits: NDArray[np.float32] = self.stretches.logits(self.values[-1])[0]
        return logits

    def output(self, name: str) -> NDArray[np.float32]:
        """What a layer gives out, (1, ...)."""
        return self.stretches.output(self.values[self.stretches.places[name]], name)

    def maps(self, name: str) -> NDArray[np.float32]:
        """A layer's maps, (1, h, w, c)."""
        return self.network.maps_in(name, self.output(name))


@dataclass(frozen=True)
class Outcome:
    """What became of a batch of ablations."""

    logits: NDArray[np.float32]
    """(n, classes)"""
    changes: Mapping[str, NDArray[np.float64]]
    """By later layer, (n, its clusters)."""


def run(workspace: Workspace, request: AblationsRequest) -> Steps[None]:
    """Yield one `AblationBaseline`, then one `AblatedLayer` for each layer, left to right."""
    network = yield from workspace.networks.get(request.network_id)
    labels = LabelSpace(network, request.merged)
    layers = chosen_layers(network, request.layers)
    _check_count(layers, request.clusters)
    view = yield from masked_view(workspace, network, request, request.masks)
    compared = bool(request.masks) and request.groups == "original"
    whose = (yield from masked_view(workspace, network, request)) if compared else view
    names = tuple(layer.name for layer in layers)
    how = (request.clusters, request.criterion, request.replacement, labels.key)
    key = ("ablations", *view.key, *whose.key, names, *how)
    parts: list[Part] | None = workspace.results.get(key)
    if parts is not None:
        yield from parts
        return
    stretches = network.stretches(names)
    size = 2 * stretches.kept_bytes + workspace.settings.pass_bytes()
    yield from workspace.pool_room.take(size)
    try:
        parts = []
        for event in _computed(workspace, labels, stretches, layers, view, whose, request):
            if isinstance(event, Part):
                parts.append(event)
            yield event
    finally:
        workspace.pool_room.give_back(size)
    workspace.results.put(key, parts, sum(map(_part_bytes, parts)))


def _check_count(layers: Sequence[Layer], clusters: int) -> None:
    count = sum(min(clusters, layer.channels) for layer in layers)
    if count > MAX_ABLATIONS:
        raise InvalidInput(
            f"Expected at most {MAX_ABLATIONS} clusters in all layers together, got {count} in {len(layers)} layers.",
            field="clusters",
            hint="Ask for fewer clusters, or for fewer layers at a time.",
        )


def _part_bytes(part: Part) -> int:
    """About what a part takes."""
    if not isinstance(part, AblatedLayer):
        return 8192
    return sum(
        4096 + 8 * len(each.channels) + sum(256 + 32 * len(change.changes) for change in each.layers)
        for each in part.clusters
    )


def _computed(
    workspace: Workspace,
    labels: LabelSpace,
    stretches: Stretches,
    layers: Sequence[Layer],
    view: MaskedView,
    whose: MaskedView,
    request: AblationsRequest,
) -> Steps[None]:
    yield from before_pass()
    network = labels.network
    unablated = yield from _unablated(workspace, network, stretches, view)
    grouped = unablated if whose is view else (yield from _unablated(workspace, network, stretches, whose))
    members = yield from _members(workspace, grouped, whose, layers, request)
    del grouped
    before = labels.probabilities(unablated.logits)
    yield AblationBaseline(classes=labels.scores(before, CLASSES_SHOWN))
    done, total, time_left = 0, sum(map(len, members.values())), TimeLeft()
    for position, layer in enumerate(layers):
        ablated: list[ClusterAblation] = []
        for batch in _batches(len(members[layer.name]), stretches.bytes_per_image(layer.name), workspace):
            yield from before_pass()
            outcome = yield from _outcome(workspace, unablated, members, layer.name, batch, request.replacement)
            ablated += _messages(labels, before, members[layer.name], batch, outcome)
            done += len(batch)
            seconds_left = time_left.seconds(done, total)
            yield Progress(done=done, total=total, seconds_left=seconds_left, stage="Switching clusters off")
        yield AblatedLayer(position=position, layer=layer.name, clusters=ablated)


def _unablated(workspace: Workspace, network: Network, stretches: Stretches, view: MaskedView) -> Steps[Unablated]:
    values: list[Values] = []
    for each in _paced(workspace, stretches.originals(network.input.prepare(view.image[None]))):
        if isinstance(each, dict):
            values.append(each)
        else:
            yield each
    unablated = Unablated(network, stretches, values)
    check_logits(unablated.logits)
    return unablated


def _paced(workspace: Workspace, run: Iterator[Values]) -> Iterator[Values | Event | Pause]:
    """What stretches hand on, with a pause wherever a step has taken its time."""
    began = time.perf_counter()
    for values in run:
        yield values
        if time.perf_counter() - began > workspace.settings.step_seconds:
            yield from before_pass()
            began = time.perf_counter()


def _members(
    workspace: Workspace, grouped: Unablated, view: MaskedView, layers: Sequence[Layer], request: AblationsRequest
) -> Steps[dict[str, Members]]:
    """The clusters of each layer, as in the answer for layers."""
    names = [layer.name for layer in layers]
    known = {name: known_scores(workspace, view, name, request.criterion) for name in names}
    maps = {name: grouped.maps(name)[0] for name, scores in known.items() if scores is None}
    found = yield from workspace.fitted(_scores, maps, request.criterion)
    for name, scores in found.items():
        keep_scores(workspace, view, name, request.criterion, scores)
    every = {name: scores for name, scores in known.items() if scores is not None} | found
    return {name: cluster_by_score(every[name], request.clusters).members for name in names}


def _scores(maps: Mapping[str, NDArray[np.float32]], criterion: str) -> dict[str, NDArray[np.float64]]:
    return {name: score_maps(each, criterion) for name, each in maps.items()}


def _batches(count: int, bytes_per_image: int, workspace: Workspace) -> Iterator[range]:
    """Clusters of a layer that are switched off side by side."""
    size = max(1, min(MAX_BATCH, workspace.settings.pass_bytes() // max(1, bytes_per_image)))
    yield from (range(first, min(first + size, count)) for first in range(0, count, size))


def _outcome(
    workspace: Workspace,
    unablated: Unablated,
    members: Mapping[str, Members],
    name: str,
    batch: range,
    replacement: Replacement,
) -> Steps[Outcome]:
    """Run the network on from a layer, once for each cluster of the batch."""
    network, stretches = unablated.network, unablated.stretches
    output = np.concatenate([unablated.output(name)] * len(batch))
    switch_off(network.maps_in(name, output), [members[name][index] for index in batch], replacement)
    changes: dict[str, NDArray[np.float64]] = {}
    values, reached = Values(), stretches.places[name]
    for each in _paced(workspace, stretches.run_on(unablated.values, name, output)):
        if not isinstance(each, dict):
            yield each
            continue
        values, reached = each, reached + 1
        for later in stretches.layers[reached]:
            maps = network.maps_in(later, stretches.output(values, later))
            changes[later] = relative_changes(maps, unablated.maps(later), members[later])
    logits = stretches.logits(values)
    check_logits(logits)
    return Outcome(logits, changes)


def _messages(
    labels: LabelSpace,
    before: NDArray[np.float64],
    members: Members,
    batch: range,
    outcome: Outcome,
) -> Iterator[ClusterAblation]:
    shown = labels.most_probable_places(before, CLASSES_SHOWN)
    after = labels.probabilities(outcome.logits)
    for row, cluster in enumerate(batch):
        yield ClusterAblation(
            cluster=cluster,
            channels=members[cluster].tolist(),
            drops=(before[shown] - after[row, shown]).tolist(),
            answer=labels.scores(after[row], 1)[0],
            layers=[LayerChange(layer=later, changes=each[row].tolist()) for later, each in outcome.changes.items()],
        )
