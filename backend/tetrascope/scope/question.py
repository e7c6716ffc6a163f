"""From the arguments of a call to the request of an operation, whatever operations there are."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

import numpy as np
from pydantic import ValidationError

from tetrascope.errors import InvalidInput, NotFound
from tetrascope.protocol.complaint import complaint
from tetrascope.protocol.framing import Fit
from tetrascope.protocol.message import Message
from tetrascope.protocol.networks import NetworkDescription
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.operations import OPERATIONS
from tetrascope.protocol.request import AnalysisRequest, PhotoRequest
from tetrascope.scope.label import find_label
from tetrascope.scope.mask import read_masks
from tetrascope.scope.merged import read_merged

Reading = Callable[[Any], Any]
"""From what a person gives for a field to what the message takes."""


def find_operation(name: str) -> Operation:
    """An operation by its name. Raises `NotFound` where there is none."""
    if name not in OPERATIONS:
        near = get_close_matches(name, OPERATIONS)
        raise NotFound(
            f"Expected an operation, got {name!r}.",
            field="operation",
            hint=f"Did you mean {near[0]!r}?" if near else f"There are {', '.join(OPERATIONS)}.",
        )
    return OPERATIONS[name]


class Questions:
    """Makes requests about one network.

    Args:
        network_id: the network.
        size: rows and columns of its input.
        describe: its description, which is asked for where names of labels or all layers are wanted.
        fit: how photos are made to fit where a call does not say; None for the network's own way.
    """

    def __init__(
        self, network_id: str, size: tuple[int, int], describe: Callable[[], NetworkDescription], fit: Fit | None
    ) -> None:
        self._network_id = network_id
        self._size = size
        self._describe = describe
        self._fit = fit
        self._readings: Mapping[str, Reading] = {
            "masks": lambda masks: read_masks(masks, *self._size),
            "windows": _windows,
            "merged": self._merged,
            "ablated": _ablated,
            "layers": self._layers,
        }

    def request(self, operation: Operation, image_id: str, fields: Mapping[str, Any]) -> AnalysisRequest:
        """The request of an operation about an image.

        Raises:
            InvalidInput: a field is none of the operation's, or has a value that it cannot have.
        """
        body = self._body(operation.request, image_id, fields)
        try:
            return operation.request.model_validate(body)
        except ValidationError as error:
            raise complaint(error, body) from None

    def _body(self, kind: type[Message], image_id: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        body = {name: self._plain(name, value) for name, value in fields.items()}
        if isinstance(body.get("label"), str):
            body["label"] = self._label(body["label"], body.get("merged") or ())
        if issubclass(kind, PhotoRequest):
            whose = {"image_id": image_id, "network_id": self._network_id, "fit": self._fit}
            body = whose | {name: value for name, value in body.items() if (name, value) != ("fit", None)}
        for name, field in kind.model_fields.items():  # a request about another one, as a boundary is about a pool
            inner = field.annotation
            if isinstance(inner, type) and issubclass(inner, PhotoRequest) and isinstance(body.get(name, {}), Mapping):
                body[name] = self._body(inner, image_id, fields.get(name, {}))
        return body

    def _plain(self, name: str, value: Any) -> Any:
        """What a message takes: lists and Python's own numbers."""
        if value is not None and name in self._readings:
            value = self._readings[name](value)
        if isinstance(value, np.ndarray | np.generic):
            return value.tolist()
        return list(value) if isinstance(value, tuple | range) else value

    def _label(self, label: str, merged: Sequence[Any]) -> int:
        """Index of a label; those of merged labels follow on those of all classes."""
        own = [each["name"] if isinstance(each, Mapping) else each.name for each in merged]
        return find_label(label, [*self._describe().class_names, *own])

    def _merged(self, merged: object) -> object:
        return read_merged(merged, self._describe().class_names) if isinstance(merged, Mapping) else merged

    def _layers(self, layers: object) -> object:
        if layers == "all":
            return [layer.name for layer in self._describe().layers]
        if isinstance(layers, str):
            raise InvalidInput(
                f"Expected a list of layers' names, or 'all', got {layers!r}.",
                field="layers",
                hint=f"Write layers=[{layers!r}].",
            )
        return layers


def _ablated(ablated: object) -> object:
    """Feature maps that are switched off, where they are channels by their layer's name."""
    if not isinstance(ablated, Mapping):
        return ablated
    return [{"layer": layer, "channels": np.asarray(channels).tolist()} for layer, channels in ablated.items()]


def _windows(windows: object) -> object:
    """Windows as maps, where they are pairs (size, stride)."""
    return [_window(each) for each in windows] if isinstance(windows, Iterable) else windows


def _window(window: object) -> object:
    if isinstance(window, tuple | list) and len(window) == 2:
        size, stride = window
        return {"size": int(size), "stride": int(stride)}
    return window
