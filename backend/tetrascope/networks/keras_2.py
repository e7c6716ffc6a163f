"""What Keras 2 wrote of a model, in the words of Keras 3. The numbers stay as they are."""

from collections.abc import Callable, Iterator
from typing import Any

import keras

_GROUPED = ("Conv1D", "Conv2D", "Conv3D")
"""Layers that Keras 3 too divides into groups."""
_SEPARABLE = ("SeparableConv1D", "SeparableConv2D")
_OF_TRAINING = {"_initializer": "zeros", "_regularizer": None, "_constraint": None}
"""Ends of settings that matter only before a model is trained, and what stands for any of them."""


def in_words_of_keras_3(config: dict[str, Any]) -> dict[str, Any]:
    """A model's configuration as Keras 3 would have written it, as far as the two differ; another object."""
    taken = set(_names(config))
    renamed = {}
    for name in sorted(taken):
        if "/" in name:  # which Keras 3 does not allow in a name
            plain = name.replace("/", "_")
            while plain in taken:
                plain += "_"
            taken.add(plain)
            renamed[name] = plain
    found: dict[str, Any] = _said_anew(config, renamed)
    return found


def _names(value: Any) -> Iterator[str]:
    """Of every layer."""
    if isinstance(value, dict):
        inner = value.get("config")
        if "class_name" in value and isinstance(inner, dict) and isinstance(inner.get("name"), str):
            yield inner["name"]
        for each in value.values():
            yield from _names(each)
    elif isinstance(value, list):
        for each in value:
            yield from _names(each)


def _said_anew(value: Any, renamed: dict[str, str]) -> Any:
    if isinstance(value, str):
        return renamed.get(value, value)
    if isinstance(value, list):
        return [_said_anew(each, renamed) for each in value]
    if not isinstance(value, dict):
        return value
    entry = {key: _said_anew(each, renamed) for key, each in value.items()}
    if isinstance(entry.get("class_name"), str) and isinstance(entry.get("config"), dict):
        _correct(entry)
    return entry


def _correct(entry: dict[str, Any]) -> None:
    if entry["class_name"] == "TFOpLambda":
        _correct_operation(entry)
    kind, config = entry["class_name"], entry["config"]
    _correct_module(entry)
    for key in list(config):
        for ending, any_other in _OF_TRAINING.items():
            if key.endswith(ending):
                config[key] = any_other
        if kind in _SEPARABLE and key.startswith("kernel_") and key != "kernel_size":
            del config[key]
    if config.get("groups") == 1 and kind not in _GROUPED:
        del config["groups"]
    for ends in ("input_layers", "output_layers"):  # one tensor, which Keras 3 would take for a list of one
        if isinstance(config.get(ends), list) and len(config[ends]) == 1 and isinstance(config[ends][0], list):
            config[ends] = config[ends][0]
    axis = config.get("axis")
    if kind == "BatchNormalization" and isinstance(axis, list) and len(axis) == 1:
        config["axis"] = axis[0]
    policy = config.get("dtype")
    if isinstance(policy, dict) and policy.get("class_name") == "Policy":
        config["dtype"] = policy["config"]["name"]


def _correct_module(entry: dict[str, Any]) -> None:
    module = entry.get("module")
    if not isinstance(module, str) or module.split(".")[0] not in ("keras", "tf_keras"):
        return
    entry["module"] = "keras" + module.removeprefix("tf_").removeprefix("keras")
    if entry["module"].startswith(("keras.src.engine.", "keras.engine.")):
        entry["module"] = _module_of(entry["class_name"])


def _module_of(kind: str) -> str:
    """The module in which Keras 3 has what Keras 2 had in its engine."""
    if kind == "Functional":
        tensor = keras.Input((1,))
        return type(keras.Model(tensor, tensor)).__module__
    return "keras" if kind in ("Model", "Sequential") else "keras.layers"


_WITH_A_NUMBER: dict[str, Callable[[Any], dict[str, Any]]] = {
    "math.truediv": lambda y: {"scale": _each(y, lambda number: 1 / number)},
    "math.divide": lambda y: {"scale": _each(y, lambda number: 1 / number)},
    "math.multiply": lambda y: {"scale": y},
    "math.subtract": lambda y: {"scale": 1.0, "offset": _each(y, lambda number: -number)},
    "math.add": lambda y: {"scale": 1.0, "offset": y},
    "__operators__.add": lambda y: {"scale": 1.0, "offset": y},
    "nn.bias_add": lambda y: {"scale": 1.0, "offset": y},
}
"""Operations of TensorFlow with a number, or one for each channel, as `Rescaling`: `preprocess_input` and the like."""
_OF_TWO_MAPS = {
    "math.add": "Add",
    "__operators__.add": "Add",
    "math.multiply": "Multiply",
    "math.subtract": "Subtract",
}


def _correct_operation(entry: dict[str, Any]) -> None:
    """Say an operation of TensorFlow, traced into the model, as the layer that does the same; others stay."""
    function, nodes = entry["config"].get("function"), entry.get("inbound_nodes")
    if not isinstance(nodes, list) or len(nodes) != 1 or len(nodes[0]) != 4 or not isinstance(nodes[0][3], dict):
        return
    source, settings = nodes[0][:3], nodes[0][3]
    other = settings.get("y", settings.get("bias"))
    kept = {"name": entry["config"].get("name"), "trainable": True, "dtype": "float32"}
    if function in _WITH_A_NUMBER and _is_number(other):
        entry.update(class_name="Rescaling", config={**kept, "offset": 0.0, **_WITH_A_NUMBER[function](other)})
        sources = [source]
    elif function in _OF_TWO_MAPS and isinstance(other, list) and len(other) == 3 and isinstance(other[0], str):
        entry.update(class_name=_OF_TWO_MAPS[function], config=kept)
        sources = [source, other]
    else:
        return
    entry["module"], entry["registered_name"] = "keras.layers", None
    entry.pop("build_config", None)
    entry["inbound_nodes"] = [[[*each, {}] for each in sources]]


def _is_number(value: Any) -> bool:
    numbers = value if isinstance(value, list) else [value]
    return bool(numbers) and all(isinstance(each, (int, float)) and not isinstance(each, bool) for each in numbers)


def _each(value: Any, work: Callable[[float], float]) -> Any:
    return [work(each) for each in value] if isinstance(value, list) else work(value)
