"""An activation: a number is bent, by itself."""

from collections.abc import Callable, Mapping
from math import erf, exp, expm1, log1p, pi, sqrt, tanh
from typing import Any, NamedTuple

import keras
import numpy as np

from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.places import Index, Place
from tetrascope.networks.computations.unknown import explain as explain_unknown
from tetrascope.protocol.operations.computations import ComputationStep


class Bend(NamedTuple):
    """What an activation does to a number."""

    sentence: str
    formula: str
    function: Callable[[float], float]
    numbers: Mapping[str, float] = {}


def sigmoid(x: float) -> float:
    """1 / (1 + e^-x), for numbers of any size."""
    return 1 / (1 + exp(-x)) if x >= 0 else exp(x) / (1 + exp(x))


def _softplus(x: float) -> float:
    return max(x, 0.0) + log1p(exp(-abs(x)))


def _clipped(x: float) -> float:
    return min(max(x / 6 + 0.5, 0.0), 1.0)


_SELU_ALPHA, _SELU_SCALE = 1.6732632423543772, 1.0507009873554805
_SMOOTH = "Small values are made smaller still, large ones stay nearly as they are: a smooth bend."
_SQUEEZED = "The value is squeezed into 0 to 1: large values come near 1, negative ones near 0."
_LIKE_RELU = "Positive values stay as they are, negative ones bend softly towards a floor."

_PLAIN: dict[str, Bend] = {
    "sigmoid": Bend(_SQUEEZED, "1 / (1 + e⁻ˣ)", sigmoid),
    "hard_sigmoid": Bend(_SQUEEZED, "min(max(x / 6 + 0.5, 0), 1)", _clipped),
    "tanh": Bend("The value is squeezed into −1 to 1.", "tanh(x)", tanh),
    "silu": Bend(_SMOOTH, "x / (1 + e⁻ˣ)", lambda x: x * sigmoid(x)),
    "hard_silu": Bend(_SMOOTH, "x × min(max(x / 6 + 0.5, 0), 1)", lambda x: x * _clipped(x)),
    "softplus": Bend("Negative values come near 0, positive ones stay nearly as they are.", "ln(1 + eˣ)", _softplus),
    "softsign": Bend("The value is squeezed into −1 to 1.", "x / (1 + |x|)", lambda x: x / (1 + abs(x))),
    "mish": Bend(_SMOOTH, "x × tanh(ln(1 + eˣ))", lambda x: x * tanh(_softplus(x))),
    "exponential": Bend("e is raised to the value.", "eˣ", exp),
    "log_sigmoid": Bend("The logarithm of a squeezed value.", "−ln(1 + e⁻ˣ)", lambda x: -_softplus(-x)),
    "selu": Bend(
        _LIKE_RELU,
        "scale × x, below 0 scale × alpha × (eˣ − 1)",
        lambda x: _SELU_SCALE * (x if x > 0 else _SELU_ALPHA * expm1(x)),
        {"scale": _SELU_SCALE, "alpha": _SELU_ALPHA},
    ),
    "linear": Bend("The value stays as it is.", "x", lambda x: x),
}


def explain(asked: Asked) -> Explained:
    """The bent value."""
    bend_ = _bend(asked.call.operation, asked)
    if bend_ is None or len(asked.call.inputs) != 1:
        return explain_unknown(asked)
    place = Place(asked.call.inputs[0], asked.at)
    return asked.passed_on("activation", bend_.sentence, bend_.formula, place, bend_.function, bend_.numbers)


def bend(asked: Asked, function: Any, x: float) -> ComputationStep:
    """The step of an activation that an operation carries."""
    bend_ = _bend(function, asked)
    if bend_ is None:
        own = asked.known.at(Place(asked.output, asked.at))
        sentence = "The value is bent by a function of the network's own, which cannot be told in numbers."
        return asked.step("unknown", sentence, "", own, start=x)
    return asked.step("activation", bend_.sentence, bend_.formula, bend_.function(x), start=x, numbers=bend_.numbers)


def _bend(activation: Any, asked: Asked) -> Bend | None:
    """What an activation of Keras does, be it a function, a layer or an operation; None for any other."""
    if isinstance(activation, keras.layers.Activation):
        activation = activation.activation
    name = _name(activation)
    if name in _PLAIN:
        return _PLAIN[name]

    def given(setting: str, default: Any) -> Any:
        return getattr(activation, setting, default)

    if isinstance(activation, keras.layers.PReLU):
        return relu(_learnt_slope(activation, asked.at), None, 0.0)
    if name in ("relu", "relu6"):
        most = given("max_value", 6.0 if name == "relu6" else None)
        return relu(given("negative_slope", 0.0), most, given("threshold", 0.0))
    if name == "leaky_relu":
        return relu(given("negative_slope", 0.2), None, 0.0)
    if name == "gelu":
        return _gelu(approximate=bool(given("approximate", False)))
    if name in ("elu", "celu"):
        alpha = float(given("alpha", 1.0))
        return _elu(alpha, 1.0 if name == "elu" else alpha)
    return None


def _name(activation: Any) -> str:
    """What Keras calls an activation, by one name for each; empty where it is not Keras's own."""
    of = type(activation) if isinstance(activation, keras.Operation) else activation
    if getattr(of, "__module__", "").split(".")[0] != "keras":
        return ""
    name = str(getattr(of, "__name__", ""))
    name = _OF_CLASSES.get(name, "") if of is not activation else name
    return {"swish": "silu", "hard_swish": "hard_silu"}.get(name, name)


_OF_CLASSES = {
    **{"ReLU": "relu", "Relu": "relu", "Relu6": "relu6", "LeakyReLU": "leaky_relu", "LeakyRelu": "leaky_relu"},
    **{"PReLU": "prelu", "ELU": "elu", "Elu": "elu", "Celu": "celu", "Gelu": "gelu", "HardSigmoid": "hard_sigmoid"},
    **{"LogSigmoid": "log_sigmoid", "Mish": "mish", "HardSilu": "hard_silu", "HardSwish": "hard_silu"},
    **{"Selu": "selu", "Sigmoid": "sigmoid", "Silu": "silu", "Softplus": "softplus", "Softsign": "softsign"},
    **{"Swish": "silu", "Tanh": "tanh", "Exp": "exponential"},
}
"""By the class of a layer or an operation."""
BENDING = frozenset(_OF_CLASSES)


def _learnt_slope(layer: Any, at: Index) -> float:
    """The slope of a PReLU at a place."""
    alpha = np.asarray(layer.alpha, np.float64)
    return float(alpha[tuple(0 if side == 1 else index for side, index in zip(alpha.shape, at, strict=True))])


def relu(slope: Any, most: Any, threshold: Any) -> Bend:
    """A rectifier with Keras's three settings."""
    slope, threshold = float(slope), float(threshold)
    top = None if most is None else float(most)

    def function(x: float) -> float:
        bent = x if x >= threshold else slope * (x - threshold)
        return bent if top is None else min(bent, top)

    below = "become 0" if slope == 0 else "are made smaller"
    above = "" if top is None else f"; those above {top:g} become {top:g}"
    numbers = {"slope": slope} if slope else {}
    if threshold:
        numbers["threshold"] = threshold
    if top is not None:
        numbers["limit"] = top
    formula = "max(0, x)" if not slope else "x, below 0 slope × x"
    if threshold:
        formula = "x, below the threshold slope × (x − threshold)" if slope else "x, below the threshold 0"
    return Bend(
        f"Values below {threshold:g} {below}, the others stay as they are{above}.",
        formula if top is None else f"min({formula}, limit)",
        function,
        numbers,
    )


def _gelu(*, approximate: bool) -> Bend:
    if approximate:
        return Bend(
            _SMOOTH,
            "x / 2 × (1 + tanh(√(2/π) (x + 0.044715 x³)))",
            lambda x: x / 2 * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x**3))),
        )
    return Bend(_SMOOTH, "x / 2 × (1 + erf(x / √2))", lambda x: x / 2 * (1 + erf(x / sqrt(2))))


def _elu(alpha: Any, spread: Any) -> Bend:
    alpha, spread = float(alpha), float(spread)
    return Bend(
        _LIKE_RELU,
        "x, below 0 alpha × (eˣ − 1)" if spread == 1 else "x, below 0 alpha × (e^(x / alpha) − 1)",
        lambda x: x if x > 0 else alpha * expm1(x / spread),
        {"alpha": alpha},
    )
