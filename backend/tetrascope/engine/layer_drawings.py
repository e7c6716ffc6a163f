"""The layers of one masked image, drawn on other threads ahead of whoever reads them."""

from collections.abc import Sequence
from concurrent.futures import CancelledError
from functools import partial

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.criteria import ENTROPY
from tetrascope.engine.feature_maps import keep_scores, known_scores, layer_maps
from tetrascope.engine.layer_drawing import DrawnSoon, LayerMaps, OriginalLayer, draw_layers, group_layers
from tetrascope.engine.masking import MaskedView
from tetrascope.engine.steps import Steps, before_pass, wait_for
from tetrascope.engine.workspace import Workspace
from tetrascope.networks.network import Network
from tetrascope.protocol.layer import Layer
from tetrascope.protocol.operations.layers import ClusteredLayer

Key = tuple[object, ...]


class LayerDrawings:
    """Draws layers a pass at a time: the feature maps of one forward pass, all given to the threads at once.

    What it holds is bounded. Feature maps wait for room that all analyses share, and are let go of as soon as they are
    drawn, whether or not anybody reads. Drawings are small, and no further pass begins before those of the last one
    have been read. A layer that another analysis has in work is not drawn again.

    Args:
        workspace: where maps, drawings and threads are.
        network: what the image goes through.
        view: the image.
        count: clusters in a layer.
        criterion: by what its maps are clustered.
        original: the unmasked image, where its groups are taken.
        difference: whether to draw what differs from it.
    """

    def __init__(
        self,
        workspace: Workspace,
        network: Network,
        view: MaskedView,
        count: int,
        criterion: str,
        *,
        original: MaskedView | None = None,
        difference: bool = False,
    ) -> None:
        self._workspace, self._network, self._view = workspace, network, view
        self._count, self._criterion = count, criterion
        self._original, self._difference = original, difference
        self._line = workspace.threads.line()
        self._own: dict[Key, DrawnSoon] = {}
        """What was begun here and is not read yet."""

    def begin(self, layers: Sequence[Layer]) -> Steps[NDArray[np.float32]]:
        """Run the network, and begin to draw as many of `layers` as may be; the logits, (classes,).

        The pass is a step of its own. It is left out where everything is known. Errors as of `layer_maps`.
        """
        room = self._workspace.map_room
        size = self._map_bytes(self._chosen(layers))
        yield from room.take(size)
        try:
            yield from before_pass()
            chosen = self._chosen(layers)  # others may have begun some of them meanwhile, or let go of some
            names = [layer.name for layer in chosen] if self._map_bytes(chosen) <= size else []
            originals = yield from self._originals(names)
            logits, maps = layer_maps(self._workspace, self._network, self._view, names)
            drawn_from = [
                LayerMaps(self._network.layer(name), values, self._known(name), originals.get(name))
                for name, values in maps.items()
            ]
            size -= sum(each.bytes for each in drawn_from)  # theirs is given back when they are drawn
            self._draw(drawn_from)
            return logits
        finally:
            room.give_back(size)

    def get(self, layers: Sequence[Layer]) -> Steps[ClusteredLayer]:
        """The first of `layers`, drawn; the others are those that will be asked for after it."""
        key = self._key(layers[0])
        while (clustered := self._workspace.results.get(key)) is None:
            soon = self._workspace.drawn_soon.get(key)
            if soon is None:
                yield from self.begin(layers)
                continue
            try:
                drawing = (yield from wait_for(soon.group))[soon.place]
            except CancelledError:  # whoever began it has left
                self._forget(key, soon)
                continue
            if key in self._own:
                self._forget(key, self._own.pop(key))
            clustered = drawing.clustered
            for criterion, scores in drawing.scores.items():
                keep_scores(self._workspace, self._view, layers[0].name, criterion, scores)
            self._workspace.results.put(key, clustered, self._drawing_bytes(layers[0]))
            if drawing.original is not None:
                self._keep_original(layers[0].name, drawing.original)
            break
        return clustered

    def close(self) -> None:
        """Drop what was begun and not read: what waits for a thread is not drawn any more."""
        for key, soon in self._own.items():
            self._forget(key, soon)
        self._line.close()

    def _chosen(self, layers: Sequence[Layer]) -> list[Layer]:
        """Those to be drawn by one pass: the first that nobody has drawn or begun, while there is room for them."""
        settings, chosen = self._workspace.settings, list[Layer]()
        maps = drawings = 0
        for layer in layers:
            key = self._key(layer)
            if key in self._workspace.drawn_soon or self._workspace.results.get(key) is not None:
                continue
            maps += self._map_bytes([layer])
            drawings += self._drawing_bytes(layer)
            if chosen and (maps > settings.map_share_bytes() or drawings > settings.unread_share_bytes()):
                break
            chosen.append(layer)
        return chosen

    def _originals(self, names: Sequence[str]) -> Steps[dict[str, OriginalLayer | NDArray[np.float32]]]:
        """Of the unmasked image the groups of the layers named, or the maps where its groups are not known.

        Its pass, where one is needed, is a step of its own.
        """
        if self._original is None:
            return {}
        known = {name: self._known_original(name) for name in names}
        unknown = [name for name, original in known.items() if original is None]
        found: dict[str, OriginalLayer | NDArray[np.float32]] = {
            name: original for name, original in known.items() if original is not None
        }
        if unknown:
            found |= layer_maps(self._workspace, self._network, self._original, unknown)[1]
            yield from before_pass()
        return found

    def _draw(self, drawn_from: Sequence[LayerMaps]) -> None:
        """Give layers' maps to the threads; the room of each group is given back when it is drawn."""
        for group in group_layers(drawn_from):
            drawn = self._line.submit(draw_layers, group, self._count, self._criterion, self._difference)
            drawn.add_done_callback(partial(self._done, sum(each.bytes for each in group)))
            for place, each in enumerate(group):
                key = self._key(each.layer)
                self._own[key] = self._workspace.drawn_soon[key] = DrawnSoon(drawn, place)

    def _known(self, name: str) -> dict[str, NDArray[np.float64]]:
        """The scores of a layer's maps that an analysis has computed."""
        known = {each: known_scores(self._workspace, self._view, name, each) for each in (ENTROPY, self._criterion)}
        return {criterion: scores for criterion, scores in known.items() if scores is not None}

    def _known_original(self, name: str) -> OriginalLayer | None:
        found: OriginalLayer | None = self._workspace.results.get(self._original_key(name))
        return found

    def _keep_original(self, name: str, original: OriginalLayer) -> None:
        size = original.drawn.nbytes + original.components.weights.nbytes * 3
        self._workspace.results.put(self._original_key(name), original, size)

    def _done(self, size: int, _: object) -> None:
        self._workspace.map_room.give_back(size)

    def _forget(self, key: Key, soon: DrawnSoon) -> None:
        if self._workspace.drawn_soon.get(key) is soon:
            del self._workspace.drawn_soon[key]

    def _key(self, layer: Layer) -> Key:
        key = ("layer", *self._view.key, layer.name, self._count, self._criterion)
        return key if self._original is None else (*key, "original", self._difference)

    def _original_key(self, name: str) -> Key:
        assert self._original is not None
        return ("groups", *self._original.key, name, self._count, self._criterion)

    def _map_bytes(self, layers: Sequence[Layer]) -> int:
        """What their feature maps take, with those of the unmasked image where its groups are not known."""
        twice = self._original is not None
        return sum(layer.bytes * (2 if twice and self._known_original(layer.name) is None else 1) for layer in layers)

    def _drawing_bytes(self, layer: Layer) -> int:
        """What a layer's clusters take at most."""
        clusters = min(self._count, layer.channels)
        images = 2 if self._difference else 1
        return clusters * (images * layer.height * layer.width + 1024) + 64 * layer.channels
