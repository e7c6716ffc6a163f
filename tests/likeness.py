"""Whether two answers are the same up to rounding; where they are not, how far off they are, and where.

A processor's instruction set, the number of threads and the cut of a batch change the last digits of what a network
computes, and a stored byte of a map may move by one step. So a test compares with `assert_alike`, whatever it compares:
numbers, arrays, tensors of the protocol, messages. Only what came of the very same arithmetic is compared exactly.
"""

import base64
from collections.abc import Callable, Collection, Hashable
from dataclasses import dataclass, field, fields, is_dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel

RELATIVE = 1e-4
"""Rounding of numbers that one machine computed twice, as a share of the larger of the two."""
ABSOLUTE = 1e-5
"""The same where they are near zero."""

SETS = {"channels", "support_vectors", "labels"}
"""Lists of a message that stand for a set: who belongs to it follows from numbers near a threshold."""


def _class_index(told: Any) -> Hashable:
    """Of a class, of its score, or of what is told of it."""
    told = told.get("score", told)
    index: Hashable = told.get("label", told)["index"]
    return index


RANKINGS: dict[str, Callable[[Any], Hashable]] = {
    "classes": _class_index,
    "channels": lambda told: told["channel"],
}
"""Lists of a message in the order of a number, cut off after the first few, and what tells their entries apart."""
_TENSOR = {"shape", "dtype", "scale", "offset", "data"}
_MAX_TOLD = 8


@dataclass(frozen=True)
class Difference:
    """Two values that differ by more than rounding."""

    path: str
    expected: Any
    found: Any
    off: float | None = None
    """How far apart they are; None where that cannot be said in a number."""

    def __str__(self) -> str:
        apart = "" if self.off is None else f", {self.off:.3g} apart"
        return f"{self.path or 'the value'}: expected {_short(self.expected)}, found {_short(self.found)}{apart}"


@dataclass
class Likeness:
    """What came of a comparison."""

    values: int = 0
    """Numbers, truth values, arrays and members of sets compared."""
    differing: list[Difference] = field(default_factory=list)
    """Those that differ by more than rounding."""
    broken: list[Difference] = field(default_factory=list)
    """Where the structure or a text differs."""

    def holds(self, share: float = 0.0) -> bool:
        """The structure is the same, and no more than this share of the values differs."""
        return not self.broken and len(self.differing) <= share * self.values

    def __str__(self) -> str:
        told = sorted(self.differing, key=lambda each: -(each.off or 0))
        lines = [*map(str, self.broken[:_MAX_TOLD]), *map(str, told[:_MAX_TOLD])]
        counts = f"{len(self.differing)} of {self.values} values differ by more than rounding"
        return "\n".join([f"{counts}, and {len(self.broken)} in what they are:", *lines])


def assert_alike(
    expected: Any,
    found: Any,
    *,
    relative: float = RELATIVE,
    absolute: float = ABSOLUTE,
    share: float = 0.0,
    anything: Collection[str] = (),
) -> None:
    """Fails with what differs, where, and by how much.

    Args:
        expected: a number, an array, a message as an object or as a map, or lists and maps of these.
        found: what must be the same.
        relative: rounding, as a share of the larger number.
        absolute: rounding near zero.
        share: how many of the values may differ by more, because they depend on a number near a threshold.
        anything: names of fields that may hold anything.
    """
    likeness = compare(expected, found, relative=relative, absolute=absolute, share=share, anything=anything)
    assert likeness.holds(share), str(likeness)


def compare(
    expected: Any,
    found: Any,
    *,
    relative: float = RELATIVE,
    absolute: float = ABSOLUTE,
    share: float = 0.0,
    anything: Collection[str] = (),
) -> Likeness:
    """What `assert_alike` judges by."""
    comparison = _Comparison(relative, absolute, share, anything)
    comparison.of(expected, found, "")
    return comparison.likeness


def _tells(values: list[Any]) -> bool:
    """Whether a list has messages and not just the names of its members."""
    return bool(values) and isinstance(_plain(values[0]), dict)


class _Comparison:
    def __init__(self, relative: float, absolute: float, share: float, anything: Collection[str]) -> None:
        self._relative = relative
        self._absolute = absolute
        self._share = share
        self._anything = anything
        self.likeness = Likeness()

    def of(self, expected: Any, found: Any, path: str) -> None:
        expected, found = _plain(expected), _plain(found)
        name = path.rpartition(".")[2]
        if name in self._anything:
            return
        expected, found = _as_arrays(expected, found)
        if _is_number(expected) and _is_number(found):
            self._numbers(expected, found, path)
        elif isinstance(expected, np.ndarray) and isinstance(found, np.ndarray):
            self._arrays(expected, found, 0.0, path)
        elif _is_tensor(expected) and _is_tensor(found):
            self._tensors(expected, found, path)
        elif isinstance(expected, dict) and isinstance(found, dict):
            self._maps(expected, found, path)
        elif isinstance(expected, list) and isinstance(found, list) and name in SETS and not _tells(expected):
            self._sets(expected, found, path)
        elif isinstance(expected, list) and isinstance(found, list) and name in RANKINGS:
            self._rankings(expected, found, RANKINGS[name], path)
        elif isinstance(expected, list) and isinstance(found, list) and len(expected) == len(found):
            for index, pair in enumerate(zip(expected, found, strict=True)):
                self.of(*pair, f"{path}[{index}]")
        elif _is_choice(expected) and _is_choice(found):  # by numbers near a threshold
            self._count(expected is found, Difference(path, expected, found))
        elif expected != found:
            self.likeness.broken.append(Difference(path, expected, found))

    def _maps(self, expected: dict[Any, Any], found: dict[Any, Any], path: str) -> None:
        if expected.keys() != found.keys():
            self.likeness.broken.append(Difference(path, sorted(map(str, expected)), sorted(map(str, found))))
        for key in expected.keys() & found.keys():
            self.of(expected[key], found[key], f"{path}.{key}")

    def _numbers(self, expected: Any, found: Any, path: str) -> None:
        off = abs(float(expected) - float(found))
        alike = off <= self._rounding(expected, found) or expected == found or (expected != expected and found != found)
        self._count(alike, Difference(path, expected, found, off))

    def _rounding(self, expected: Any, found: Any) -> float:
        """How far two numbers may be apart; whole numbers are counted, not rounded."""
        if isinstance(expected, int | np.integer) and isinstance(found, int | np.integer):
            return self._absolute
        return float(self._absolute + self._relative * max(abs(expected), abs(found)))

    def _tensors(self, expected: dict[str, Any], found: dict[str, Any], path: str) -> None:
        """Two roundings to a step lie at most one step apart."""
        for key in ("dtype", "shape"):
            self.of(expected[key], found[key], f"{path}.{key}")
        if expected["dtype"] == found["dtype"]:
            step = max(abs(expected["scale"]), abs(found["scale"]))
            self._arrays(_decoded(expected), _decoded(found), step, f"{path}.data")

    def _arrays(self, expected: NDArray[Any], found: NDArray[Any], step: float, path: str) -> None:
        if expected.shape != found.shape:
            self.likeness.broken.append(Difference(path, f"shape {expected.shape}", f"shape {found.shape}"))
            return
        if not {expected.dtype.kind, found.dtype.kind} <= set("fiub"):
            self.of(expected.tolist(), found.tolist(), path)
            return
        relative = self._relative if "f" in (expected.dtype.kind, found.dtype.kind) else 0.0
        one, other = expected.astype(np.float64), found.astype(np.float64)
        same = (one == other) | (np.isnan(one) & np.isnan(other))
        off = np.where(same, 0.0, np.abs(one - other))
        allowed = step * (1 + 1e-3) + self._absolute + relative * np.maximum(np.abs(one), np.abs(other))
        beyond = ~(off <= allowed)
        alike = bool(np.count_nonzero(beyond) <= self._share * off.size)
        self._count(alike, _worst(one, other, off, beyond, path) if not alike else None)

    def _sets(self, expected: list[Any], found: list[Any], path: str) -> None:
        before, after = ({str(item): item for item in items} for items in (expected, found))
        self.likeness.values += len(before.keys() | after.keys())
        self.likeness.differing += [Difference(path, before[key], "none such") for key in before if key not in after]
        self.likeness.differing += [Difference(path, "none such", after[key]) for key in after if key not in before]

    def _rankings(self, expected: list[Any], found: list[Any], identity: Callable[[Any], Hashable], path: str) -> None:
        """Entries by what they are: of two that are nearly equal either may come first, or be the last of the list."""
        if len(expected) != len(found):
            self.likeness.broken.append(Difference(path, f"{len(expected)} entries", f"{len(found)} entries"))
            return
        before, after = ({identity(item): item for item in items} for items in (expected, found))
        for key in before.keys() & after.keys():
            self.of(before[key], after[key], f"{path}[{key}]")
        for key in before.keys() - after.keys():
            self.of(before[key]["probability"], found[-1]["probability"], f"{path}[{key}].probability")
        for key in after.keys() - before.keys():
            self.of(expected[-1]["probability"], after[key]["probability"], f"{path}[{key}].probability")

    def _count(self, alike: bool, difference: Difference | None) -> None:
        self.likeness.values += 1
        if not alike and difference is not None:
            self.likeness.differing.append(difference)


def _plain(value: Any) -> Any:
    """Messages and records as maps, tuples as lists, a backend's tensors as arrays; numbers as they are."""
    if isinstance(value, BaseModel):
        return {name: getattr(value, name) for name in type(value).model_fields}
    if is_dataclass(value) and not isinstance(value, type):
        return {each.name: getattr(value, each.name) for each in fields(value)}
    if isinstance(value, np.bool_):
        return bool(value)
    if isinstance(value, tuple):
        return value._asdict() if hasattr(value, "_asdict") else list(value)
    if hasattr(value, "__array__") and not isinstance(value, np.ndarray | np.generic):
        return np.asarray(value)
    return value


def _as_arrays(expected: Any, found: Any) -> tuple[Any, Any]:
    """Beside an array, numbers in lists are an array too, and one number is an array full of it."""
    for one, other in ((expected, found), (found, expected)):
        if isinstance(one, np.ndarray) and (isinstance(other, list) or _is_number(other)):
            full = np.full(one.shape, other) if _is_number(other) else np.array(other)
            return (expected, full) if one is expected else (full, found)
    return expected, found


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | np.number) and not isinstance(value, bool)


def _is_choice(value: Any) -> bool:
    return value is None or isinstance(value, bool) or _is_number(value)


def _is_tensor(value: Any) -> bool:
    return isinstance(value, dict) and value.keys() == _TENSOR


def _decoded(tensor: dict[str, Any]) -> NDArray[np.float64]:
    """The values of a tensor, of MessagePack or of JSON."""
    data = base64.b64decode(tensor["data"]) if isinstance(tensor["data"], str) else tensor["data"]
    stored = np.frombuffer(data, "<" + tensor["dtype"]).reshape(tensor["shape"])
    decoded: NDArray[np.float64] = stored * float(tensor["scale"]) + float(tensor["offset"])
    return decoded


def _worst(
    expected: NDArray[np.float64],
    found: NDArray[np.float64],
    off: NDArray[np.float64],
    beyond: NDArray[np.bool_],
    path: str,
) -> Difference:
    place = np.unravel_index(np.where(beyond, np.nan_to_num(off, nan=np.inf), -1).argmax(), off.shape)
    count = f"{np.count_nonzero(beyond)} of {off.size} elements, the worst at {list(map(int, place))}"
    return Difference(f"{path} ({count})", float(expected[place]), float(found[place]), float(off[place]))


def _short(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 80 else f"{text[:77]}..."
