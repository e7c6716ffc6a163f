"""Whether two messages say the same, allowing for what differs from one run or machine to another."""

import math
from dataclasses import dataclass, field
from typing import Any

UNSTEADY = {
    "seconds", "seconds_left", "running", "cache_bytes", "device", "version", "explanation", "thumbnail", "image_id",
}  # fmt: skip
"""Fields whose value may be anything: the explanation of a boundary counts images, and another release of a library
may write other bytes for the same thumbnail."""
SETS = {"channels", "support_vectors", "labels"}
"""Lists whose length follows from numbers near a threshold."""


@dataclass
class Likeness:
    """What came of a comparison."""

    values: int = 0
    """Numbers, truth values and byte arrays compared."""
    differing: list[str] = field(default_factory=list)
    """Paths of those that differ by more than rounding."""
    broken: list[str] = field(default_factory=list)
    """Paths where the structure or a text differs."""

    def holds(self, share: float = 0.02) -> bool:
        """The structure is the same, and no more than this share of the values differs."""
        return not self.broken and len(self.differing) <= share * self.values


def compare(old: Any, new: Any) -> Likeness:
    """Compare two decoded messages."""
    result = Likeness()
    _compare(old, new, "", result)
    return result


def _compare(old: Any, new: Any, path: str, result: Likeness) -> None:
    name = path.rpartition(".")[2]
    if isinstance(old, dict) and isinstance(new, dict) and old.keys() == new.keys():
        for key in old:
            _compare(old[key], new[key], f"{path}.{key}", result)
    elif isinstance(old, list) and isinstance(new, list) and name in SETS:
        _compare_sets(old, new, path, result)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, (before, after) in enumerate(zip(old, new, strict=True)):
            _compare(before, after, f"{path}[{index}]", result)
    elif isinstance(old, bytes) and isinstance(new, bytes) and len(old) == len(new):
        _count(_bytes_alike(old, new), path, result)
    elif _is_value(old) and _is_value(new):
        # A selection or a share can be null on one side where a number is near a threshold.
        _count(name in UNSTEADY or _values_alike(old, new), path, result)
    elif name not in UNSTEADY and old != new:
        result.broken.append(f"{path}: {str(old)[:80]} -> {str(new)[:80]}")


def _compare_sets(old: list[Any], new: list[Any], path: str, result: Likeness) -> None:
    before, after = ({str(item) for item in items} for items in (old, new))
    result.values += len(before | after)
    result.differing += [path] * len(before ^ after)


def _count(alike: bool, path: str, result: Likeness) -> None:
    result.values += 1
    if not alike:
        result.differing.append(path)


def _is_value(value: Any) -> bool:
    return value is None or isinstance(value, bool | int | float)


def _values_alike(old: Any, new: Any) -> bool:
    if old is None or new is None or isinstance(old, bool) or isinstance(new, bool):
        return bool(old is new)
    return math.isclose(old, new, rel_tol=1e-3, abs_tol=2e-3)


def _bytes_alike(old: bytes, new: bytes) -> bool:
    return sum(abs(a - b) for a, b in zip(old, new, strict=True)) <= 2 * len(old)
