"""What a Keras file says of its layers, judged before Keras builds anything from it, and brought up to date.

A file may name code: lambdas carry it, and some classes read files, fetch addresses or call other libraries. Only
Keras's own layers, initialisers and the like may stand in one. What Keras 2 wrote differs in a few words.
"""

import importlib
from collections.abc import Iterator
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
_GROUPED = ("Conv1D", "Conv2D", "Conv3D")
"""Layers that Keras 3 too divides into groups."""


_GRAVEST_FIRST = ("code", "operations", "outside", "lookup", "subclassed", "unknown")


class Fault(NamedTuple):
    """Why a model is not built."""

    kind: str
    """One of `_GRAVEST_FIRST`."""
    what: str
    """The layers, for a message."""


def find_fault(config: dict[str, Any]) -> Fault | None:
    """What in a model's configuration is not Keras's own, or may not be; the gravest first."""
    found: dict[str, dict[str, str]] = {kind: {} for kind in _GRAVEST_FIRST}
    for entry, owner in _entries(config, ""):
        kind = _kind_of_fault(entry)
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


def _kind_of_fault(entry: dict[str, Any]) -> str | None:
    name, module, config = entry["class_name"], entry.get("module", _NOT_SAID), entry.get("config")
    if name in _MARKS:
        return None
    if name in _CODE or (isinstance(config, dict) and "function_type" in config):
        return "code"
    for kind, names in (("operations", _KERAS_2_OPERATIONS), ("outside", _OUTSIDE), ("lookup", _LOOKUPS)):
        if name in names:
            return kind
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


def bring_up_to_date(config: dict[str, Any]) -> bool:
    """Say in the words of Keras 3 what Keras 2 wrote, in place; returns whether anything had to be said otherwise."""
    changed = False
    for entry, _ in list(_entries(config, "")):
        inner = entry.get("config")
        if not isinstance(entry.get("class_name"), str) or not isinstance(inner, dict):
            continue
        changed |= _correct_module(entry)
        if inner.get("groups") == 1 and entry["class_name"] not in _GROUPED:
            del inner["groups"]
            changed = True
        for ends in ("input_layers", "output_layers"):  # one tensor, which Keras 3 would take for a list of one
            if isinstance(inner.get(ends), list) and len(inner[ends]) == 1 and isinstance(inner[ends][0], list):
                inner[ends] = inner[ends][0]
                changed = True
        axis = inner.get("axis")
        if entry["class_name"] == "BatchNormalization" and isinstance(axis, list) and len(axis) == 1:
            inner["axis"] = axis[0]
            changed = True
        policy = inner.get("dtype")
        if isinstance(policy, dict) and policy.get("class_name") == "Policy":
            inner["dtype"] = policy["config"]["name"]
            changed = True
    return changed


def _correct_module(entry: dict[str, Any]) -> bool:
    module = entry.get("module")
    if not isinstance(module, str) or module.split(".")[0] not in ("keras", "tf_keras"):
        return False
    corrected = "keras" + module.removeprefix("tf_").removeprefix("keras")
    if corrected.startswith(("keras.src.engine.", "keras.engine.")):
        corrected = _module_of(entry["class_name"])
    entry["module"] = corrected
    return corrected != module


def _module_of(kind: str) -> str:
    """The module in which Keras 3 has what Keras 2 had in its engine."""
    if kind == "Functional":
        tensor = keras.Input((1,))
        return type(keras.Model(tensor, tensor)).__module__
    return "keras" if kind in ("Model", "Sequential") else "keras.layers"
