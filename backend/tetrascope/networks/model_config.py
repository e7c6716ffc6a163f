"""What a Keras file says of its layers, judged before Keras builds anything from it.

A file may name code: lambdas carry it, and some classes read files, fetch addresses or call other libraries. Only
Keras's own layers, initialisers and the like may stand in one.
"""

import importlib
from collections.abc import Collection, Iterator
from typing import Any, NamedTuple

import keras

_MARKS = (
    "__bytes__",
    "__tensor__",
    "__keras_tensor__",
    "__numpy__",
    "__ellipsis__",
    "__slice__",
    "__tuple__",
    "__typespec__",
)
"""Plain values, as Keras writes them."""
_CODE = frozenset({"Lambda", "__lambda__"})
_KERAS_2_OPERATIONS = frozenset(
    {"ClassMethod", "InstanceMethod", "InstanceProperty", "SlicingOpLambda", "TFOpLambda", "TensorFlowOpLayer"}
)
_OUTSIDE = frozenset({"FlaxLayer", "JaxLayer", "TFSMLayer", "TorchModuleWrapper"})
"""They call another library."""
_LOOKUPS = frozenset({"IntegerLookup", "StringLookup", "TextVectorization"})
"""They may read a file, or an address, that the model names."""
_QUANTISED = ("Quant", "GPTQ", "AWQ")
"""In the names of the classes by which Keras keeps whole numbers for weights."""
_NOT_SAID = ""
_PLACES = (keras, keras.layers, keras.initializers, keras.regularizers, keras.constraints)
"""Where Keras 2 does not say the module, the class lies in one of these."""
_KINDS = (
    keras.Operation,
    keras.initializers.Initializer,
    keras.regularizers.Regularizer,
    keras.constraints.Constraint,
    keras.dtype_policies.DTypePolicy,
    keras.random.SeedGenerator,
)
_GRAVEST_FIRST = ("code", "operations", "outside", "lookup", "quantised", "subclassed", "unknown")


class Fault(NamedTuple):
    """Why a model is not built."""

    kind: str
    """One of `_GRAVEST_FIRST`."""
    what: str
    """The layers, for a message."""


def find_fault(config: dict[str, Any], own: Collection[str] = ()) -> Fault | None:
    """What in a model's configuration is not Keras's own, or may not be; the gravest first.

    Args:
        config: as it stands in the file.
        own: names of classes and functions of the operator's own that may stand in it.
    """
    found: dict[str, dict[str, str]] = {kind: {} for kind in _GRAVEST_FIRST}
    for entry, owner in _entries(config, ""):
        kind = _kind_of_fault(entry)
        if kind == "unknown" and entry is not config and not _own_names(entry).isdisjoint(own):
            continue
        if kind is not None:
            name = str(_called(entry))[:60]
            found["subclassed" if entry is config and kind == "unknown" else kind].setdefault(owner or name, name)
    for kind, parts in found.items():
        if parts:
            words = [name if owner == name else f"{name} ({owner!r})" for owner, name in parts.items()]
            more = f" and {len(words) - 4} more" if len(words) > 4 else ""
            return Fault(kind, ", ".join(words[:4]) + more)
    return None


def _entries(value: Any, owner: str) -> Iterator[tuple[dict[str, Any], str]]:
    """Everything that stands for an object, and the name of the layer that it belongs to."""
    if isinstance(value, dict):
        inner = value.get("config")
        if "class_name" in value:
            if isinstance(inner, dict) and isinstance(inner.get("name"), str):
                owner = inner["name"]
            yield value, owner
        elif (
            "activation" in value and isinstance(value["activation"], dict) and "class_name" not in value["activation"]
        ):
            yield {"class_name": "__lambda__"}, owner  # as Keras writes a lambda in place of an activation
        for key, each in value.items():
            if key not in ("compile_config", "build_config"):  # of training, and of shapes
                yield from _entries(each, owner)
    elif isinstance(value, list):
        for each in value:
            yield from _entries(each, owner)


def _called(entry: dict[str, Any]) -> Any:
    """The name of an object's class, or of a function."""
    name, config = entry["class_name"], entry.get("config")
    if name == "function":
        return config
    if name in _KERAS_2_OPERATIONS and isinstance(config, dict):
        return config.get("function", name)
    return "lambda" if name == "__lambda__" else name


def _own_names(entry: dict[str, Any]) -> set[str]:
    """The names by which Keras looks for an object's class, or for a function, among those of somebody's own."""
    names = (_called(entry), entry.get("registered_name"), entry.get("class_name"))
    return {name for name in names if isinstance(name, str)} - {"function"}


def _kind_of_fault(entry: dict[str, Any]) -> str | None:
    name, module, config = entry["class_name"], entry.get("module", _NOT_SAID), entry.get("config")
    if name in _MARKS:
        return None
    if name in _CODE or (isinstance(config, dict) and "function_type" in config):
        return "code"
    for kind, names in (("operations", _KERAS_2_OPERATIONS), ("outside", _OUTSIDE), ("lookup", _LOOKUPS)):
        if name in names:
            return kind
    if str(module).startswith("keras") and any(mark in str(name) for mark in _QUANTISED):
        return "quantised"
    if name == "function":
        return None if isinstance(config, str) and hasattr(keras.activations, config) else "unknown"
    if entry.get("registered_name") not in (None, name):  # of a package of somebody's
        return "unknown"
    return None if isinstance(name, str) and _is_kerass(name, module) else "unknown"


def _is_kerass(name: str, module: Any) -> bool:
    """Whether Keras itself has a class of that name in that module, and one that a model is made of."""
    if module == _NOT_SAID:
        return name == "Functional" or any(_is_part(getattr(place, name, None)) for place in _PLACES)
    if not isinstance(module, str) or module.split(".")[0] != "keras":
        return False
    try:
        return _is_part(getattr(importlib.import_module(module), name, None))
    except ImportError:
        return False


def _is_part(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, _KINDS)
