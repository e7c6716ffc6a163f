"""What was laid out for masks is kept: the same windows are asked for with every image and fill."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar

OVERHEAD = 4096
"""Bytes that a layout takes besides its arrays, with its key, about."""


class Layout(Protocol):
    """Something that takes time to lay out."""

    @property
    def bytes(self) -> int:
        """Bytes that its arrays take."""
        ...


Laid = TypeVar("Laid", bound=Layout)


class Layouts:
    """Layouts by all that they depend on; those used longest ago leave first.

    Args:
        budget: bytes that all of them may take.
    """

    def __init__(self, budget: int) -> None:
        self.budget = budget
        self.size = 0
        """Bytes that they take now."""
        self._layouts: OrderedDict[Hashable, Any] = OrderedDict()

    def get(self, key: Hashable, lay_out: Callable[[], Laid]) -> Laid:
        """The layout of that key; `lay_out` makes it where it is not there."""
        if key in self._layouts:
            self._layouts.move_to_end(key)
        else:
            layout = self._layouts[key] = lay_out()
            self.size += layout.bytes + OVERHEAD
            while self.size > self.budget and len(self._layouts) > 1:
                self.size -= self._layouts.popitem(last=False)[1].bytes + OVERHEAD
        return self._layouts[key]  # type: ignore[no-any-return]
