"""What a simulated participant does in the two scenes: one thing after another, of what the condition shows."""

from collections.abc import Callable
from random import Random
from typing import Any, Literal

from tetrascope.protocol.layer import Layer
from tetrascope.protocol.study.shown import Shown
from tetrascope.study.simulation.client import SimulatedClient
from tetrascope.study.simulation.clock import SimulatedClock
from tetrascope.study.simulation.seen_network import SeenNetwork

_POOL_IMAGES = 60
_CLASSES = 10
"""Those that scene 1 names."""
MAX_MASKS = 4
_VR_SHARE = 0.8
"""How often VR is entered where it can be."""
_COLUMN = 0.7
"""From one column to the next, about, in the scene's units."""
_TOPICS = ("contents", "clusters", "feature-maps", "entropy", "receptive-field", "classes")
"""Pages of the help on scene 1."""
_FILTERS = {"answer": ("any", "kept", "changed"), "support_vectors": ("true", "false"), "all_images": ("true", "false")}
"""Of scene 2, with what they can be set to."""


class Visit:
    """A stay at Tetrascope within a tutorial or a task."""

    def __init__(
        self, client: SimulatedClient, clock: SimulatedClock, random: Random, shown: Shown, network: SeenNetwork
    ) -> None:
        self._client, self._clock, self._random = client, clock, random
        self._shown, self._network = shown, network
        self._classes = random.sample(network.class_names, min(_CLASSES, len(network.class_names)))
        self._masks: list[dict[str, Any]] = []
        self._kept: list[list[dict[str, Any]]] = []
        self._in_vr = False
        structure: dict[Callable[[], None], int] = {
            self._hover: 6,
            self._open: 3,
            self._draw_mask: 3,
            self._change_mask: 2,
            self._move_camera: 3,
            self._open_help: 1,
        }
        if shown.comparison:
            structure[self._keep] = 1
        pool: dict[Callable[[], None], int] = {}
        if shown.pool:
            structure[self._enter_pool] = 1
            pool = {self._hover: 4, self._click_pool_image: 3, self._filter: 2, self._enter_structure: 2}
        self._things = {"structure": structure, "pool": pool}

    def enter(self) -> None:
        """Come to scene 1, whose picture is computed, and most of the time into VR where it is offered."""
        self._enter_structure()
        self._recalculate("layers")
        # Of the list of layers nothing can be entered.
        if self._shown.vr and self._shown.clusters and self._random.random() < _VR_SHARE:
            self._clock.pass_s(self._random.uniform(5, 30))
            self._tell_vr("entered")

    def do_something(self) -> None:
        """One thing that can be done where they are."""
        things = self._things[self._client.scene or "structure"]
        (thing,) = self._random.choices(list(things), weights=list(things.values()))
        thing()

    def leave(self) -> None:
        """Go back to the questions."""
        if self._in_vr:
            self._tell_vr("left")
        self._client.scene = None

    def _tell_vr(self, what: Literal["entered", "left"]) -> None:
        self._in_vr = what == "entered"
        self._client.tell("setting_changed", {"setting": "vr", "value": what})

    def _enter_structure(self) -> None:
        self._client.scene = "structure"
        self._client.tell("scene_entered")

    def _enter_pool(self) -> None:
        self._client.scene = "pool"
        self._client.tell("scene_entered")
        self._recalculate("pools")

    def _recalculate(self, operation: str) -> None:
        """Ask the network, and wait for it."""
        self._client.tell("recalculation_requested", {"operation": operation})
        median_ms = {"layers": 350, "pools": 2600}[operation]
        latency_ms = round(median_ms * self._random.lognormvariate(0, 0.4), 1)
        self._clock.pass_s(latency_ms / 1000)
        probability = round(self._random.betavariate(4, 2), 4)
        label = self._random.choice(self._classes)
        told = {"operation": operation, "latency_ms": latency_ms, "label": label, "probability": probability}
        self._client.tell("recalculation_answered", told)

    def _layer(self) -> Layer:
        return self._random.choice(self._network.layers)

    def _hover(self) -> None:
        lasts_s = self._random.lognormvariate(0, 0.6)
        self._clock.pass_s(lasts_s)
        told: dict[str, Any] = {"duration_ms": round(lasts_s * 1000)}
        if self._client.scene == "pool":
            told |= {"target": "pool_image", "index": self._random.randrange(_POOL_IMAGES)}
        else:
            layer = self._layer()
            told |= {"target": "cluster" if self._shown.clusters else "map", "layer": layer.name}
            told |= self._cluster() if self._shown.clusters else self._channel(layer)
            told |= {"row": self._random.randrange(layer.height), "column": self._random.randrange(layer.width)}
        self._client.tell("hover", told)

    def _cluster(self) -> dict[str, int]:
        return {"cluster": self._random.randrange(self._shown.k)}

    def _channel(self, layer: Layer) -> dict[str, int]:
        return {"channel": self._random.randrange(layer.channels)}

    def _open(self) -> None:
        """A cluster's maps or a layer's, perhaps one of them larger, and close them."""
        layer = self._layer()
        if self._shown.clusters:
            self._client.tell("cluster_opened", {"layer": layer.name, **self._cluster()})
        else:
            self._client.tell("layer_opened", {"layer": layer.name})
        self._clock.pass_s(self._random.uniform(2, 12))
        if self._random.random() < 0.4:
            self._client.tell("map_opened", {"layer": layer.name, **self._channel(layer)})
            self._clock.pass_s(self._random.uniform(2, 8))
        self._client.tell("maps_closed")

    def _draw_mask(self) -> None:
        if len(self._masks) == MAX_MASKS:
            self._masks.clear()
            self._client.tell("masks_replaced", {"masks": [], "reason": "clear"})
        self._masks.append(self._mask())
        self._clock.pass_s(self._random.uniform(1, 4))
        self._client.tell("mask_drawn", {"index": len(self._masks) - 1, "mask": self._masks[-1]})
        self._recalculate("layers")

    def _mask(self) -> dict[str, Any]:
        height = self._random.randint(self._network.height // 16, self._network.height // 3)
        width = self._random.randint(self._network.width // 16, self._network.width // 3)
        top = self._random.randint(0, self._network.height - height)
        left = self._random.randint(0, self._network.width - width)
        return {"kind": "rectangle", "top": top, "left": left, "height": height, "width": width}

    def _change_mask(self) -> None:
        """Move or remove one, where there is one."""
        if not self._masks:
            self._draw_mask()
            return
        index = self._random.randrange(len(self._masks))
        self._clock.pass_s(self._random.uniform(1, 3))
        if self._random.random() < 0.5:
            self._masks[index] = self._mask()
            self._client.tell("mask_moved", {"index": index, "mask": self._masks[index]})
        else:
            self._client.tell("mask_removed", {"index": index, "mask": self._masks.pop(index)})
        self._recalculate("layers")

    def _keep(self) -> None:
        """Keep the modified image; two that are kept are compared."""
        self._kept.append(list(self._masks))
        self._client.tell("image_kept", {"masks": self._kept[-1]})
        if len(self._kept) > 1:
            self._clock.pass_s(self._random.uniform(1, 5))
            self._client.tell("comparison_opened", {"left": self._kept[-2], "right": self._kept[-1]})

    def _move_camera(self) -> None:
        self._clock.pass_s(self._random.uniform(0.5, 3))
        column, height = self._random.uniform(0, len(self._network.layers)), self._random.uniform(1, 2)
        place = [round(column * _COLUMN, 2), round(height, 2)]
        distance = round(self._random.uniform(1.5, 6), 2)
        self._client.tell("camera_moved", {"position": [*place, distance], "target": [*place, 0.0]})

    def _open_help(self) -> None:
        self._client.tell("help_opened", {"topic": self._random.choice(_TOPICS)})
        self._clock.pass_s(self._random.uniform(5, 30))

    def _click_pool_image(self) -> None:
        self._masks = [self._mask()]
        index = self._random.randrange(_POOL_IMAGES)
        self._client.tell("pool_image_opened", {"index": index, "mask": self._masks[0]})
        self._clock.pass_s(self._random.uniform(1, 4))
        self._client.scene = "structure"
        self._client.tell("scene_entered")
        self._client.tell("masks_replaced", {"masks": list(self._masks), "reason": "open"})
        self._recalculate("layers")

    def _filter(self) -> None:
        self._clock.pass_s(self._random.uniform(1, 4))
        name = self._random.choice(list(_FILTERS))
        self._client.tell("filter_changed", {"filter": name, "value": self._random.choice(_FILTERS[name])})
